import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DataTable, Empty, FilterBar, Link, Pager, useLang, useT, Zh } from '#platform/portal';
import type { LawListRow } from '../db/law-reader.ts';
import { amendedFrom, LEVELS, type Level } from '../domain/law.ts';
import { LEVEL_WORDS } from '../contract/words.ts';

export const lawsWords = messages({
  title: { zh: '法律依据库', en: 'Library of laws' },
  lead: {
    zh: '本机关的权力所依据的法律和文件：哪些权力依据哪一条，法律改了、废止了，在这里都看得到。',
    en: 'The laws and documents on which powers rest: which power rests on which article, and what was amended or repealed.',
  },
  name: { zh: '名称', en: 'Title' },
  level: { zh: '效力层级', en: 'Level' },
  number: { zh: '文号', en: 'Number' },
  state: { zh: '状态', en: 'State' },
  powers: { zh: '依据它的权力', en: 'Powers resting on it' },
  all: { zh: '全部', en: 'All' },
  search: { zh: '名称或文号', en: 'Title or number' },
  none: { zh: '没有符合条件的法律或文件', en: 'No law fits' },
  noneWhy: { zh: '换一个词，或者去掉一个条件再试。', en: 'Try another word, or drop a condition.' },
  inForce: { zh: '现行有效', en: 'in force' },
  amended: { zh: '现行有效（{on} 修改后）', en: 'in force as amended {on}' },
  notYet: { zh: '{on} 起施行', en: 'in force from {on}' },
  repealed: { zh: '{on} 起废止', en: 'repealed from {on}' },
  unverified: { zh: '未核对', en: 'not checked' },
  someUnverified: {
    zh: '标着“未核对”的，日期和状态是本机关登记的，还没有人与公报公布的文本核对；以公报为准。',
    en: 'Where it says “not checked”, dates and state are as the agency entered them and nobody has compared them with the gazette yet; the gazette prevails.',
  },
  allUnverified: {
    zh: '下面的日期和状态都是本机关登记的，还没有人与公报公布的文本核对；以公报为准。',
    en: 'The dates and states below are as the agency entered them and nobody has compared them with the gazette yet; the gazette prevails.',
  },
});

type Props = {
  readonly rows: readonly LawListRow[];
  readonly filter: { readonly q?: string | undefined; readonly level?: Level | undefined };
  readonly today: LegalDay;
  readonly nextHref: string | undefined;
};

export function LawsPage({ rows, filter, today, nextHref }: Props) {
  const t = useT();
  const unverified = rows.filter(({ verified }) => !verified).length;
  const all = unverified === rows.length;
  return (
    <>
      <header className="page-head">
        <h1>{t(lawsWords.title)}</h1>
        <p className="lead">{t(lawsWords.lead)}</p>
        {unverified > 0 && (
          <p className="quiet">{t(all ? lawsWords.allUnverified : lawsWords.someUnverified)}</p>
        )}
      </header>
      <FilterBar
        action="/laws"
        fields={[
          { kind: 'text', name: 'q', label: t(lawsWords.search), value: filter.q },
          {
            kind: 'select',
            name: 'level',
            label: t(lawsWords.level),
            value: filter.level,
            options: [
              { value: '', label: t(lawsWords.all) },
              ...LEVELS.map((level) => ({ value: level, label: t(LEVEL_WORDS[level]) })),
            ],
          },
        ]}
      />
      {rows.length === 0 ? (
        <Empty title={t(lawsWords.none)}>{t(lawsWords.noneWhy)}</Empty>
      ) : (
        <DataTable
          caption={t(lawsWords.title)}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              head: t(lawsWords.name),
              title: true,
              cell: (row) => (
                <Link href={`/laws/${row.id}`}>
                  <Zh>{row.title}</Zh>
                </Link>
              ),
            },
            { key: 'level', head: t(lawsWords.level), cell: (row) => t(LEVEL_WORDS[row.level]) },
            {
              key: 'number',
              head: t(lawsWords.number),
              cell: (row) => (row.documentNumber === undefined ? '—' : <Zh>{row.documentNumber}</Zh>),
            },
            {
              key: 'state',
              head: t(lawsWords.state),
              cell: (row) => (
                <span>
                  <StateOfLaw law={row} today={today} />
                  {!row.verified && !all && <span className="tag">{t(lawsWords.unverified)}</span>}
                </span>
              ),
            },
            { key: 'powers', head: t(lawsWords.powers), numeric: true, cell: (row) => row.powers },
          ]}
        />
      )}
      <Pager next={nextHref} {...(nextHref === undefined ? {} : { first: '/laws' })} />
    </>
  );
}

/** Whether a law is in force today, and since which change. */
export function StateOfLaw({
  law,
  today,
}: {
  readonly law: Pick<LawListRow, 'inForceFrom' | 'repealedFrom' | 'amendments'>;
  readonly today: LegalDay;
}) {
  const t = useT();
  const lang = useLang();
  const day = (on: LegalDay): string => formatDay(on, lang);
  if (law.repealedFrom !== undefined && law.repealedFrom <= today)
    return <span className="late-word">{t(lawsWords.repealed, { on: day(law.repealedFrom) })}</span>;
  if (law.inForceFrom !== undefined && law.inForceFrom > today)
    return t(lawsWords.notYet, { on: day(law.inForceFrom) });
  const last = law.amendments
    .map(amendedFrom)
    .filter((on) => on <= today)
    .toSorted()
    .at(-1);
  return last === undefined ? t(lawsWords.inForce) : t(lawsWords.amended, { on: day(last) });
}
