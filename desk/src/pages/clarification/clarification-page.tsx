import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented, Select, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  DECISION_WORDS,
  FINDING_STATES,
  KIND_WORDS,
  KINDS,
  RULE_WORDS,
  type FindingPage,
  type FindingRow,
} from '#modules/clarification/contract';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useAct } from '../../lib/use-act.ts';
import { HandoversToUs } from './handovers.tsx';
import { CHANGES, findingsQuery, type Filter } from './queries.ts';

const m = messages({
  title: { zh: '厘权', en: 'Clarification' },
  intro: {
    zh: '系统比对清单，提出疑问并写明理由：越权、交叉重复、权责不清、未履行、变相许可，以及一年没有评估的事项。怎么处理由人讨论、由人决定，决定后自动形成调整草稿。',
    en: 'The list is compared and what looks wrong is put forward with its reason. People discuss and decide; a decision begins the adjustment that carries it out.',
  },
  compare: { zh: '重新比对', en: 'Compare again' },
  first: { zh: '开始比对', en: 'Compare the list' },
  running: { zh: '正在比对清单……', en: 'The list is being compared…' },
  never: { zh: '还没有比对过。', en: 'The list was never compared.' },
  last: {
    zh: '{at} 比对了 {items} 项，新提出 {found} 条。',
    en: '{items} powers were compared on {at}; {found} new findings.',
  },
  open: { zh: '待处理', en: 'Open' },
  decided: { zh: '已处理', en: 'Decided' },
  gone: { zh: '已消除', en: 'Gone' },
  kind: { zh: '种类', en: 'Kind' },
  all: { zh: '全部种类', en: 'All kinds' },
  power: { zh: '事项', en: 'Power' },
  why: { zh: '疑问', en: 'Finding' },
  against: { zh: '对照', en: 'Compared with' },
  how: { zh: '处理', en: 'Decision' },
  found: { zh: '提出时间', en: 'Found' },
  empty: { zh: '没有这样的疑问。', en: 'There are no such findings.' },
  more: { zh: '再看一些', en: 'Show more' },
  states: { zh: '处理情况', en: 'State' },
});

/** What comparisons found about one's list. */
export function ClarificationPage(): ReactNode {
  const { say } = useLanguage();
  const [filter, setFilter] = useState<Filter>({ state: 'open', kind: 'all' });
  const query = useInfiniteQuery(findingsQuery(filter));
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(m.intro)}</p>
      <HandoversToUs />
      <Await query={query}>
        {({ pages }) => (
          <>
            {pages[0] && <LastRun page={pages[0]} />}
            <div className="desk-acts">
              <Segmented
                aria-label={say(m.states)}
                value={filter.state}
                onChange={(state) => setFilter((now) => ({ ...now, state }))}
                options={FINDING_STATES.map((state) => ({ value: state, label: say(m[state]) }))}
              />
              <Select
                aria-label={say(m.kind)}
                className="clarify-kind"
                value={filter.kind}
                onChange={(kind: Filter['kind']) => setFilter((now) => ({ ...now, kind }))}
                options={[
                  { value: 'all', label: say(m.all) },
                  ...KINDS.map((kind) => ({ value: kind, label: say(KIND_WORDS[kind]) })),
                ]}
              />
            </div>
            <Findings rows={pages.flatMap(({ items }) => items)} decided={filter.state === 'decided'} />
          </>
        )}
      </Await>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say(m.more)}
        </Button>
      )}
    </>
  );
}

function LastRun({ page: { run, mayCompare } }: { readonly page: FindingPage }): ReactNode {
  const { say } = useLanguage();
  const act = useAct(CHANGES);
  const isRunning = run !== null && run.doneAt === null;
  return (
    <div className="desk-acts">
      {act.error && <Failure error={act.error} />}
      {mayCompare && (
        <Button
          type="primary"
          loading={act.isPending || isRunning}
          onClick={() => act.mutate({ path: '/clarification-runs' })}
        >
          {say(run === null ? m.first : m.compare)}
        </Button>
      )}
      <output className="quiet">
        {run === null
          ? say(m.never)
          : run.doneAt === null
            ? say(m.running)
            : say(m.last, { at: formatAt(run.doneAt), items: run.items ?? 0, found: run.found ?? 0 })}
      </output>
    </div>
  );
}

function Findings({
  rows,
  decided,
}: {
  readonly rows: readonly FindingRow[];
  readonly decided: boolean;
}): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<FindingRow>
      rowKey="id"
      items={rows}
      empty={say(m.empty)}
      columns={[
        { title: say(m.kind), key: 'kind', width: 130, render: (_, row) => say(KIND_WORDS[row.kind]) },
        {
          title: say(m.power),
          key: 'power',
          render: (_, row) => (
            <Link to="/clarification/$findingId" params={{ findingId: row.id }}>
              {row.name === '' ? (row.code ?? row.powerId) : row.name}
            </Link>
          ),
        },
        { title: say(m.why), key: 'why', render: (_, row) => say(RULE_WORDS[row.rule]) },
        {
          title: say(m.against),
          key: 'against',
          render: (_, row) => (row.other === null ? '—' : `${row.other.name}（${row.other.agency}）`),
        },
        decided
          ? {
              title: say(m.how),
              key: 'how',
              width: 130,
              render: (_, row) => (row.decided === null ? '—' : say(DECISION_WORDS[row.decided.decision])),
            }
          : { title: say(m.found), key: 'found', width: 160, render: (_, row) => formatAt(row.foundAt) },
      ]}
    />
  );
}
