import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Table, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { CaseList, type CaseSummary } from '#modules/cases/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { StateWord } from './state-word.tsx';

const m = messages({
  title: { zh: '办件', en: 'Cases' },
  search: { zh: '受理号或事项', en: 'Number or power' },
  number: { zh: '受理号', en: 'Number' },
  power: { zh: '事项', en: 'Power' },
  party: { zh: '相对人', en: 'Party' },
  state: { zh: '状态', en: 'State' },
  received: { zh: '收件', en: 'Received' },
  due: { zh: '办理期限', en: 'Due' },
  late: { zh: '超期', en: 'late' },
  none: { zh: '待受理', en: 'not accepted yet' },
});

export function CasesPage(): ReactNode {
  const { say, lang } = useLanguage();
  const [q, setQ] = useState('');
  const query = useQuery({
    queryKey: ['cases', 'list', q],
    queryFn: ({ signal }) => api(`/cases?limit=100&q=${encodeURIComponent(q)}`, { schema: CaseList, signal }),
  });
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Input.Search
        aria-label={say(m.search)}
        placeholder={say(m.search)}
        allowClear
        onSearch={setQ}
        className="desk-search"
      />
      <Await query={query}>
        {({ items }) => (
          <Table<CaseSummary>
            size="middle"
            rowKey="caseId"
            dataSource={items}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: 'max-content' }}
            columns={[
              {
                title: say(m.number),
                key: 'number',
                render: (_, row) => (
                  <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                    {row.number ?? say(m.none)}
                  </Link>
                ),
              },
              { title: say(m.power), dataIndex: 'power' },
              { title: say(m.party), dataIndex: 'party' },
              { title: say(m.state), key: 'state', render: (_, row) => <StateWord code={row.state} /> },
              { title: say(m.received), key: 'received', render: (_, row) => formatAt(row.receivedAt) },
              {
                title: say(m.due),
                key: 'due',
                render: (_, row) => (
                  <>
                    {row.dueOn === null ? '—' : formatDay(LegalDay.parse(row.dueOn), lang)}{' '}
                    {row.late && <Tag color="error">{say(m.late)}</Tag>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Await>
    </>
  );
}
