import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Elsewhere, MEASURES, type Measure } from '#modules/simplification/contract';
import { formatPeriod, messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { MEASURE_WORDS } from '../powers/counts-card.tsx';

const m = messages({
  noCode: {
    zh: '本版没有基本编码，找不到别处的同一事项。',
    en: 'Without a basic code the same item cannot be found elsewhere.',
  },
  none: {
    zh: '本平台和报备来的清单里，没有别的事项用同一个基本编码。',
    en: 'No other item here or on file has the same basic code.',
  },
  body: { zh: '机关', en: 'Body' },
  own: { zh: '本版', en: 'This version' },
  here: { zh: '本平台公布', en: 'published here' },
  filed: { zh: '下级报备', en: 'filed from below' },
  reference: { zh: '对照清单', en: 'Reference list' },
  less: { zh: '{value}（少）', en: '{value} (less)' },
  more: { zh: '{value}（多）', en: '{value} (more)' },
  why: {
    zh: '别处更少，不等于这里该减：先问是流程不同、层级不同，还是确实可以减。单位不同的时限不相比。',
    en: 'Less elsewhere is a question, not an answer: another flow, another level, or something to cut? Periods in different units are not compared.',
  },
  cut: { zh: '太多了，只列出一部分。', en: 'There are too many; only a part is listed.' },
});

type Row = Omit<Elsewhere['others'][number], 'where'> & {
  readonly where: 'own' | 'here' | 'filed' | 'reference';
};

/** What a version asks beside the same item elsewhere (C8). */
export function ElsewhereTable({ versionId }: { readonly versionId: string }): ReactNode {
  const query = useQuery({
    queryKey: ['simplification', 'elsewhere', versionId],
    queryFn: ({ signal }) => api(`/power-versions/${versionId}/elsewhere`, { schema: Elsewhere, signal }),
  });
  return <Await query={query}>{(data) => <SideBySide {...data} />}</Await>;
}

function SideBySide({ basicCode, own, others, cut }: Elsewhere): ReactNode {
  const { say, lang } = useLanguage();
  if (basicCode === null) return <p className="quiet">{say(m.noCode)}</p>;
  if (others.length === 0) return <p className="quiet">{say(m.none)}</p>;
  const cell = ({ counts, less, more }: Row, measure: Measure): string => {
    const count = counts[measure];
    if (count === undefined) return '—';
    const value = typeof count === 'number' ? String(count) : formatPeriod(lang, count.n, count.unit);
    if (less.includes(measure)) return say(m.less, { value });
    return more.includes(measure) ? say(m.more, { value }) : value;
  };
  const first: Row = {
    where: 'own',
    body: say(m.own),
    name: '',
    code: null,
    counts: own,
    less: [],
    more: [],
  };
  return (
    <>
      <Rows<Row>
        items={[first, ...others]}
        rowKey={(row) => `${row.where} ${row.body} ${row.code ?? row.name}`}
        columns={[
          {
            title: say(m.body),
            key: 'body',
            render: (_, row) => (
              <>
                {row.code === null ? (
                  row.body || say(m.reference)
                ) : (
                  <a href={`/powers/${encodeURIComponent(row.code)}`}>{row.body}</a>
                )}
                {(row.where === 'here' || row.where === 'filed') && (
                  <div className="quiet">{say(m[row.where])}</div>
                )}
              </>
            ),
          },
          ...MEASURES.map((measure) => ({
            title: say(MEASURE_WORDS[measure]),
            key: measure,
            render: (_: unknown, row: Row) => cell(row, measure),
          })),
        ]}
      />
      <p className="quiet">
        {say(m.why)} {cut && say(m.cut)}
      </p>
    </>
  );
}
