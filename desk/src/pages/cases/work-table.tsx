import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { WorkItem } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { formatDueAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useToday } from '../../lib/today.ts';
import { daysLeft, urgencyOf } from '../home/urgency.ts';

const m = messages({
  power: { zh: '事项', en: 'Power' },
  number: { zh: '受理号', en: 'Number' },
  step: { zh: '环节', en: 'Step' },
  party: { zh: '相对人', en: 'Party' },
  due: { zh: '期限', en: 'Due' },
  late: { zh: '超期', en: 'late' },
  today: { zh: '今天到期', en: 'today' },
  tomorrow: { zh: '明天到期', en: 'tomorrow' },
  days: { zh: '还有 {n} 个自然日', en: '{n} calendar days left' },
  received: { zh: '待受理', en: 'not accepted yet' },
});

type Props = { readonly title: string; readonly items: readonly WorkItem[]; readonly empty?: string };

export function WorkTable({ title, items, empty }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const today = useToday();
  const leftWord = (n: number): string =>
    n <= 0 ? say(m.today) : n === 1 ? say(m.tomorrow) : say(m.days, { n });
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{title}</Typography.Title>
      <Rows<WorkItem>
        rowKey={(row) => `${row.caseId}${row.node}`}
        items={items}
        empty={empty ?? ''}
        columns={[
          {
            title: say(m.step),
            key: 'step',
            render: (_, row) => (
              <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                {row.step}
              </Link>
            ),
          },
          {
            title: say(m.due),
            key: 'due',
            width: 190,
            render: (_, row) => (
              <>
                {row.dueAt === null ? '—' : formatDueAt(row.dueAt, lang)}{' '}
                {row.late && <Tag color="error">{say(m.late)}</Tag>}
                {urgencyOf(row, today) === 'soon' && row.dueAt !== null && (
                  <Tag color="warning">{leftWord(daysLeft(row.dueAt, today))}</Tag>
                )}
              </>
            ),
          },
          { title: say(m.power), dataIndex: 'power' },
          {
            title: say(m.number),
            key: 'number',
            render: (_, row) => row.number ?? <span className="quiet">{say(m.received)}</span>,
          },
          { title: say(m.party), dataIndex: 'party' },
        ]}
      />
    </section>
  );
}
