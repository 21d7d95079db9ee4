import { formatPeriod, messages } from '#platform/i18n';
import { Article, Crumbs, DataTable, useLang, useT } from '#platform/portal';
import { STATUTORY_PERIODS } from '../domain/statutory-periods.ts';
import type { StatutoryPeriod } from '../domain/statutory-periods/rule.ts';
import { calendarWords } from './calendar-page.tsx';

const words = messages({
  lead: {
    zh: '法律、法规和有关规定写明的期限，逐条注明出处，可与原文核对。',
    en: 'Time limits as laws and rules set them, each with its article to check it against.',
  },
  what: { zh: '事项', en: 'For' },
  length: { zh: '期限', en: 'Length' },
  from: { zh: '起算', en: 'Runs' },
  basis: { zh: '依据', en: 'Basis' },
  atLeast: { zh: '不少于 {length}', en: 'at least {length}' },
  before: { zh: '提前 {length}', en: '{length} before' },
  within: { zh: '{length}', en: '{length}' },
  extension: { zh: '{length}，可延长 {more}', en: '{length}, extendable by {more}' },
  unchecked: { zh: '原文待核', en: 'wording not checked' },
});

/** Every statutory period with its article (requirement X1): one table, the same that the program computes with. */
export function PeriodsPage() {
  const t = useT();
  const lang = useLang();
  const lengthOf = ({ period: { n, unit, extension }, kind }: StatutoryPeriod): string => {
    const length = formatPeriod(lang, n, unit);
    const more = extension?.n == null ? null : formatPeriod(lang, extension.n, extension.unit);
    const bound = t(words[kind === 'at-least' ? 'atLeast' : kind], { length });
    return more === null ? bound : t(words.extension, { length: bound, more });
  };
  const rows: readonly (readonly [string, StatutoryPeriod])[] = Object.entries(STATUTORY_PERIODS);
  return (
    <article>
      <Crumbs items={[{ href: '/calendar', label: t(calendarWords.title) }]} />
      <header className="page-head">
        <h1>{t(calendarWords.periods)}</h1>
        <p className="lead">{t(words.lead)}</p>
      </header>
      <DataTable
        caption={t(calendarWords.periods)}
        rows={rows}
        rowKey={([id]) => id}
        columns={[
          { key: 'what', head: t(words.what), title: true, cell: ([, rule]) => t(rule.name) },
          { key: 'length', head: t(words.length), cell: ([, rule]) => lengthOf(rule) },
          { key: 'from', head: t(words.from), cell: ([, rule]) => t(rule.period.startRule) },
          {
            key: 'basis',
            head: t(words.basis),
            cell: ([, { period, checked }]) => (
              <>
                <Article {...period.source} />
                {!checked && <span className="tag">{t(words.unchecked)}</span>}
              </>
            ),
          },
        ]}
      />
    </article>
  );
}
