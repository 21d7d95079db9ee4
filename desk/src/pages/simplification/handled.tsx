import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FEW, Handled, type Hint } from '#modules/simplification/contract';
import { formatPeriod, messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';

const m = messages({
  whose: {
    zh: '实际办理只给分管领导、处室负责人、审核机构和监督人员看。',
    en: 'How cases really went is for those who lead, review or oversee the office.',
  },
  tooFew: {
    zh: '本版办结的案件还不到 {n} 件，不作统计：太少了说明不了问题，也可能让人认出是谁。',
    en: 'Fewer than {n} cases of this version are closed: too few to tell anything, or to hide who they were.',
  },
  lead: {
    zh: '本版已办结 {n} 件，一半在 {median}内、九成在 {p90}内办完；其中至少 {waiting}% 的时间没有人在办，是在等当事人或者等期限；放在经办人手里没有动的时间分不出来，不在内。',
    en: '{n} cases of this version are closed: half within {median}, nine tenths within {p90}; for at least {waiting}% of that time nobody was to work on them: it was waiting for the party or for a day. Time that a step lay with its handler untouched cannot be told and is not in it.',
  },
  step: { zh: '环节', en: 'Step' },
  cases: { zh: '经过（件）', en: 'Cases' },
  took: { zh: '一半 / 九成在几个工作日内', en: 'Half / nine tenths within, working days' },
  limit: { zh: '时限（工作日）', en: 'Limit, working days' },
  sameDay: { zh: '当日', en: 'same day' },
  late: { zh: '超时（次）', en: 'Late, times' },
  returns: { zh: '重办（次）', en: 'Again, times' },
  share: { zh: '占全程', en: 'Of the time' },
  hint: { zh: '值得看一看', en: 'Worth a look' },
  few: { zh: '少于 {n}', en: 'fewer than {n}' },
  waits: { zh: '等待', en: 'waiting' },
  statutory: { zh: '法定环节：{article}', en: 'by law: {article}' },
  always: { zh: '总是“{outcome}”', en: 'always “{outcome}”' },
  materials: { zh: '被要求补正最多的材料', en: 'Papers most often asked to be supplemented' },
  asked: { zh: '要求补正（件）', en: 'Cases' },
  material: { zh: '材料', en: 'Paper' },
  caution: {
    zh: '这些数字只提示从哪里看起，不是结论：减不减、怎么减，由人核实以后决定。只计已办结、没有改换流程的案件；没有个人信息。',
    en: 'These numbers say where to look first and decide nothing: whether to cut is for people to judge. Only closed cases that kept their flow count; nothing here is about a person.',
  },
});
const HINTS: Readonly<Record<Hint, { readonly zh: string; readonly en: string }>> = messages({
  'limit-too-long': {
    zh: '九成案件用不到时限的一半，时限可能可以压缩。',
    en: 'Nine tenths need less than half the limit: it could be shorter.',
  },
  'late-often': {
    zh: '每五次至少有一次超时，要看是人手、分工还是时限的问题。',
    en: 'Late at least one time in five: hands, division of work, or the limit?',
  },
  'waits-long': {
    zh: '等在这里的时间占三成以上，看能不能提前告知或者并行。',
    en: 'Three tenths of the time is spent waiting here: tell earlier, or do it side by side?',
  },
  'never-differs': {
    zh: '结果从来一样，也没有出过文书，问一问这一步改变了什么。',
    en: 'The outcome never differs and no document is made: what does this step change?',
  },
  'comes-back': {
    zh: '每五件至少有一次退回重办，看前面的要求是不是没有说清。',
    en: 'Done again at least once in five cases: was the demand before it unclear?',
  },
  'asked-often': {
    zh: '三成以上案件要补这一份，看要求能不能写清楚，或者由机关自己调取。',
    en: 'Missing in three of ten cases: say more plainly what is wanted, or fetch it from another agency.',
  },
});

/** How cases of a version really went, and what that suggests looking at (C8). */
export function HandledSection({ versionId }: { readonly versionId: string }): ReactNode {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['simplification', 'handling', versionId],
    retry: false,
    queryFn: ({ signal }) => api(`/power-versions/${versionId}/handling`, { schema: Handled, signal }),
  });
  if (query.error instanceof ApiRefusal && query.error.problem.status === 404)
    return <p className="quiet">{say(m.whose)}</p>;
  return <Await query={query}>{(data) => <Told {...data} />}</Await>;
}

type StepRow = Handled['steps'][number];

function Told({ enough, cases, steps, materials }: Handled): ReactNode {
  const { say, lang } = useLanguage();
  if (cases === null) return <p className="quiet">{say(m.tooFew, { n: enough })}</p>;
  const days = (n: number): string => formatPeriod(lang, n, 'wd');
  const told = (n: number | null): string =>
    n === null ? say(m.few, { n: FEW }) : n === 0 ? '—' : String(n);
  const short = (n: number): string => (n === 0 ? say(m.sameDay) : String(n));
  return (
    <>
      <p>
        {say(m.lead, {
          n: cases.n,
          median: days(cases.median),
          p90: days(cases.p90),
          waiting: cases.waiting,
        })}
      </p>
      <Rows<StepRow>
        items={steps}
        rowKey="node"
        columns={[
          {
            title: say(m.step),
            key: 'name',
            render: (_, row) => (
              <>
                {row.name}
                {row.waits && <span className="quiet"> {say(m.waits)}</span>}
                {row.article !== null && (
                  <div className="quiet">{say(m.statutory, { article: row.article })}</div>
                )}
              </>
            ),
          },
          { title: say(m.cases), key: 'cases', dataIndex: 'cases' },
          {
            title: say(m.took),
            key: 'took',
            render: (_, row) => `${short(row.median)} / ${short(row.p90)}`,
          },
          {
            title: say(m.limit),
            key: 'limit',
            render: (_, row) => (row.limit === undefined ? '—' : short(row.limit)),
          },
          { title: say(m.late), key: 'late', render: (_, row) => told(row.late) },
          { title: say(m.returns), key: 'returns', render: (_, row) => told(row.returns) },
          { title: say(m.share), key: 'share', render: (_, row) => `${row.share}%` },
          {
            title: say(m.hint),
            key: 'hint',
            render: (_, row) => (
              <>
                {row.always !== null && <div>{say(m.always, { outcome: row.always })}</div>}
                <Hints hints={row.hints} />
              </>
            ),
          },
        ]}
      />
      {materials.length > 0 && (
        <Rows<Handled['materials'][number]>
          items={materials}
          rowKey="name"
          title={() => say(m.materials)}
          columns={[
            { title: say(m.material), key: 'name', dataIndex: 'name' },
            { title: say(m.asked), key: 'asked', render: (_, row) => told(row.asked) },
            { title: say(m.hint), key: 'hint', render: (_, row) => <Hints hints={row.hints} /> },
          ]}
        />
      )}
      <p className="quiet">{say(m.caution)}</p>
    </>
  );
}

function Hints({ hints }: { readonly hints: readonly Hint[] }): ReactNode {
  const { say } = useLanguage();
  return hints.length === 0 ? '—' : hints.map((hint) => <div key={hint}>{say(HINTS[hint])}</div>);
}
