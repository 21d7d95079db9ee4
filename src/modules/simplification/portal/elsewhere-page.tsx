import { measureWords } from '#modules/powers';
import { formatPeriod, messages, t as text, type Lang } from '#platform/i18n';
import { Crumbs, DataTable, Empty, Link, useLang, useT, Zh } from '#platform/portal';
import { MEASURES, type Alike, type Measure, type SideBySide } from '../domain/side-by-side.ts';

export const elsewhereWords = messages({
  title: { zh: '同一事项，别处怎么办', en: 'The same item elsewhere' },
  powers: { zh: '权责清单', en: 'Powers and duties' },
  lead: {
    zh: '基本编码相同的就是同一事项。这里把本平台上各机关公布的环节、材料、承诺时限、跑动次数和收费项目排在一起；别处更少，不等于这里违法，但值得问一句为什么。',
    en: 'Items with the same basic code are the same. Their published steps, papers, time, visits and charges stand side by side; less elsewhere breaks no law here, but is worth a question.',
  },
  caption: { zh: '同一事项在各机关', en: 'The same item by body' },
  body: { zh: '机关', en: 'Body' },
  this: { zh: '本项', en: 'this one' },
  less: { zh: '{value}，少', en: '{value}, less' },
  more: { zh: '{value}，多', en: '{value}, more' },
  cut: { zh: '只列出前 {n} 个机关。', en: 'Only the first {n} bodies are listed.' },
  none: { zh: '本平台上没有别的机关公布同一事项', en: 'No other body here publishes the same item' },
  noneWhy: {
    zh: '有了就会自动列在这里，按基本编码查找。',
    en: 'Once there is one it is listed here, found by the basic code.',
  },
});
const words = elsewhereWords;

type Props = {
  readonly name: string;
  readonly href: string;
  readonly own: Alike;
  readonly others: readonly SideBySide[];
  readonly cut: boolean;
};

/** An item beside those of other bodies that have its basic code (C8), in society's scope. */
export function ElsewherePage({ name, href, own, others, cut }: Props) {
  const t = useT();
  const lang = useLang();
  const rows = [{ ...own, less: [], more: [] }, ...others];
  return (
    <article>
      <Crumbs
        items={[
          { href: '/powers', label: t(words.powers) },
          { href, label: name },
        ]}
      />
      <header className="page-head">
        <h1>{t(words.title)}</h1>
        <p className="lead">{t(words.lead)}</p>
      </header>
      {others.length === 0 ? (
        <Empty title={t(words.none)}>{t(words.noneWhy)}</Empty>
      ) : (
        <DataTable<SideBySide>
          caption={t(words.caption)}
          rows={rows}
          rowKey={(row) => row.code ?? row.body}
          columns={[
            {
              key: 'body',
              head: t(words.body),
              title: true,
              cell: (row) => (
                <>
                  {row.code === null || row.code === own.code ? (
                    <Zh>{row.body}</Zh>
                  ) : (
                    <Link href={`/powers/${encodeURIComponent(row.code)}`}>
                      <Zh>{row.body}</Zh>
                    </Link>
                  )}
                  {row.code === own.code && ` (${t(words.this)})`}
                </>
              ),
            },
            ...MEASURES.map((measure) => ({
              key: measure,
              head: t(measureWords[measure]),
              short: true,
              cell: (row: SideBySide) => cellText(row, measure, lang),
            })),
          ]}
        />
      )}
      {cut && <p>{t(words.cut, { n: others.length })}</p>}
    </article>
  );
}

/** In words, so that less and more are told without colour. */
function cellText({ counts, less, more }: SideBySide, measure: Measure, lang: Lang): string {
  const value = valueText(counts[measure], lang);
  if (less.includes(measure)) return text(lang, words.less, { value });
  return more.includes(measure) ? text(lang, words.more, { value }) : value;
}

function valueText(count: Alike['counts'][Measure], lang: Lang): string {
  if (count === undefined) return '—';
  return typeof count === 'number' ? String(count) : formatPeriod(lang, count.n, count.unit);
}
