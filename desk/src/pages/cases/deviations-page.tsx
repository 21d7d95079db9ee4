import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Tabs, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { ProposalList, type ProposalView } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { hasAnyRole, useMe } from '../../lib/session.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { MoveTab } from './move-tab.tsx';
import './cases.css';

const m = messages({
  title: { zh: '流程偏离和移版', en: 'Departures from flows' },
  intro: {
    zh: '任何人不得擅自变更、变通程序。这里是提请和决定的全部记录：谁提请、凭什么、谁批准、涉及哪些办件。',
    en: 'Nobody changes a procedure at will. This is the whole record: who asked, on what ground, who decided, for which cases.',
  },
  proposals: { zh: '提请和决定', en: 'Proposals' },
  move: { zh: '移至新版流程', en: 'Move to a new version' },
  empty: { zh: '没有提请。', en: 'There are no proposals.' },
  what: { zh: '事项', en: 'What' },
  cases: { zh: '办件', en: 'Cases' },
  ground: { zh: '依据和理由', en: 'Ground and reason' },
  asked: { zh: '提请', en: 'Asked' },
  state: { zh: '决定', en: 'Decision' },
  decide: { zh: '作出决定', en: 'Decide' },
  proposed: { zh: '待决定', en: 'open' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '未批准', en: 'refused' },
  jump: { zh: '从“{from}”转到“{to}”', en: 'from “{from}” to “{to}”' },
  moved: { zh: '移至新版流程', en: 'moved to a new version' },
  none: { zh: '尚未受理', en: 'not accepted yet' },
  more: { zh: '再看一些', en: 'Show more' },
});

/** Every proposal to depart from a published flow, with its decision; and the form that moves running cases. */
export function DeviationsPage(): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const mayMove = hasAnyRole(me, ['review-office', 'office-head']);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(m.intro)}</p>
      <Tabs
        items={[
          { key: 'proposals', label: say(m.proposals), children: <Proposals /> },
          ...(mayMove ? [{ key: 'move', label: say(m.move), children: <MoveTab /> }] : []),
        ]}
      />
    </>
  );
}

function Proposals(): ReactNode {
  const { say, lang } = useLanguage();
  const [deciding, setDeciding] = useState<ProposalView | undefined>();
  const query = useInfiniteQuery({
    queryKey: ['cases', 'deviations'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(`/deviations?limit=50${pageParam}`, { schema: ProposalList, signal }),
    getNextPageParam: ({ next }) => (next === null ? undefined : `&after=${next}`),
  });
  return (
    <>
      <Await query={query}>
        {({ pages }) => (
          <Rows<ProposalView>
            rowKey="id"
            items={pages.flatMap(({ items }) => items)}
            empty={say(m.empty)}
            columns={[
              {
                title: say(m.what),
                key: 'what',
                render: (_, row) => (
                  <>
                    <div>{row.power}</div>
                    <div className="quiet">
                      {row.kind === 'move'
                        ? say(m.moved)
                        : say(m.jump, { from: row.from ?? '', to: row.to ?? '' })}
                    </div>
                  </>
                ),
              },
              {
                title: say(m.cases),
                key: 'cases',
                render: (_, row) =>
                  row.cases.map(({ caseId, number }) => (
                    <div key={caseId}>
                      <Link to="/cases/$caseId" params={{ caseId }}>
                        {number ?? say(m.none)}
                      </Link>
                    </div>
                  )),
              },
              {
                title: say(m.ground),
                key: 'ground',
                render: (_, row) => (
                  <>
                    <div>{row.ground[lang]}</div>
                    <div className="quiet">{row.reason}</div>
                  </>
                ),
              },
              {
                title: say(m.asked),
                key: 'asked',
                width: 150,
                render: (_, row) => (
                  <>
                    <div>{row.proposedBy}</div>
                    <div className="quiet">{formatAt(row.proposedAt)}</div>
                  </>
                ),
              },
              {
                title: say(m.state),
                key: 'state',
                width: 190,
                render: (_, row) => (
                  <>
                    <Tag color={row.state === 'proposed' ? 'processing' : 'default'}>{say(m[row.state])}</Tag>
                    {row.mine && (
                      <Button size="small" onClick={() => setDeciding(row)}>
                        {say(m.decide)}
                      </Button>
                    )}
                    {row.decidedAt !== null && (
                      <div className="quiet">
                        {row.decidedBy} {formatAt(row.decidedAt)}
                        <div>{row.decisionReason}</div>
                      </div>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Await>
      {query.hasNextPage && (
        <Button
          className="case-more"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say(m.more)}
        </Button>
      )}
      {deciding && <DecideDialog proposal={deciding} close={() => setDeciding(undefined)} />}
    </>
  );
}
