import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Select, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { CASE_STATES, CaseList, statusOf, type CaseSummary } from '#modules/cases/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { statusWords } from '../../../../src/platform/portal/status-words.ts';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useToday } from '../../lib/today.ts';
import { StateWord } from './state-word.tsx';
import './cases.css';

const m = messages({
  title: { zh: '办件', en: 'Cases' },
  search: { zh: '受理号或事项', en: 'Number or power' },
  number: { zh: '受理号', en: 'Number' },
  power: { zh: '事项', en: 'Power' },
  party: { zh: '相对人', en: 'Party' },
  state: { zh: '状态', en: 'State' },
  every: { zh: '全部状态', en: 'Every state' },
  received: { zh: '收件', en: 'Received' },
  due: { zh: '办理期限', en: 'Due' },
  late: { zh: '超期', en: 'late' },
  stepLate: { zh: '有环节超期', en: 'a step is late' },
  none: { zh: '尚未受理', en: 'not accepted yet' },
  empty: { zh: '没有符合条件的办件。', en: 'Nothing matches.' },
  more: { zh: '再看一些', en: 'Show more' },
});

/** Every case this person may read, newest first. */
export function CasesPage(): ReactNode {
  const { say, lang } = useLanguage();
  const today = useToday();
  const [q, setQ] = useState('');
  const [state, setState] = useState<string | undefined>();
  const query = useInfiniteQuery({
    queryKey: ['cases', 'list', q, state],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(
        `/cases?${new URLSearchParams({
          limit: '50',
          ...(q === '' ? {} : { q }),
          ...(state === undefined ? {} : { state }),
          ...(pageParam === '' ? {} : { after: pageParam }),
        })}`,
        { schema: CaseList, signal },
      ),
    getNextPageParam: ({ next }) => next,
  });
  return (
    <div className="case">
      <header className="case-head">
        <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      </header>
      <div className="case-filter">
        <Input.Search
          aria-label={say(m.search)}
          placeholder={say(m.search)}
          allowClear
          onSearch={(text) => setQ(text.trim())}
        />
        <Select
          aria-label={say(m.state)}
          placeholder={say(m.every)}
          allowClear
          value={state}
          onChange={setState}
          options={CASE_STATES.map((value) => ({
            value,
            label: say(statusWords[statusOf(value, null, false)].word),
          }))}
        />
      </div>
      <Await query={query}>
        {({ pages }) => (
          <Rows<CaseSummary>
            rowKey="caseId"
            items={pages.flatMap(({ items }) => items)}
            empty={say(m.empty)}
            columns={[
              {
                title: say(m.number),
                key: 'number',
                width: 170,
                render: (_, row) => (
                  <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                    {row.number ?? say(m.none)}
                  </Link>
                ),
              },
              { title: say(m.power), dataIndex: 'power' },
              { title: say(m.party), dataIndex: 'party', width: 140 },
              {
                title: say(m.state),
                key: 'state',
                width: 110,
                render: (_, row) => <StateWord state={row.state} result={row.result} />,
              },
              {
                title: say(m.received),
                key: 'received',
                width: 150,
                render: (_, row) => formatAt(row.receivedAt),
              },
              {
                title: say(m.due),
                key: 'due',
                width: 180,
                render: (_, row) => (
                  <>
                    {row.dueOn === null ? '—' : formatDay(LegalDay.parse(row.dueOn), lang)}{' '}
                    {row.late && (
                      <Tag color="error">
                        {say(row.dueOn === null || row.dueOn >= today ? m.stepLate : m.late)}
                      </Tag>
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
    </div>
  );
}
