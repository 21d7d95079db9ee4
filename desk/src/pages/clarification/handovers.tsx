import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { HANDOVER_WORDS, type HandoverRow } from '#modules/clarification/contract';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { handoversQuery } from './queries.ts';

const m = messages({
  asked: { zh: '征求接收机关意见', en: 'The receiving body was asked' },
  by: { zh: '{post} 于 {at} 征求', en: 'asked by {post} at {at}' },
  answered: { zh: '{post} 于 {at} 答复', en: 'answered by {post} at {at}' },
  toUs: { zh: '别的机关请本机关承接的事项', en: 'Powers other bodies ask us to take over' },
  waiting: { zh: '等待本机关答复：是否承接', en: 'Powers other bodies ask us to take over' },
  power: { zh: '事项', en: 'Power' },
  giver: { zh: '哪个机关', en: 'From' },
  at: { zh: '征求时间', en: 'Asked' },
  state: { zh: '答复', en: 'Answer' },
});

const COLOURS = { asked: 'processing', agreed: 'success', refused: 'error', lapsed: 'default' } as const;

export function HandoverTag({ state }: Pick<HandoverRow, 'state'>): ReactNode {
  const { say } = useLanguage();
  return <Tag color={COLOURS[state]}>{say(HANDOVER_WORDS[state])}</Tag>;
}

/** On the page of a finding: who was asked to take the power over, and what was answered. */
export function HandoversAsked({ items }: { readonly items: readonly HandoverRow[] }): ReactNode {
  const { say } = useLanguage();
  if (items.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.asked)}</Typography.Title>
      <ol className="clarify-notes">
        {items.map((one) => (
          <li key={one.id}>
            <strong>{one.receiver}</strong> <HandoverTag state={one.state} />
            <p className="clarify-text">{one.text}</p>
            <p className="quiet">{say(m.by, { post: one.askedPost, at: formatAt(one.askedAt) })}</p>
            {one.answeredAt !== null && (
              <>
                {one.reason !== '' && <p className="clarify-text">{one.reason}</p>}
                <p className="quiet">
                  {say(m.answered, { post: one.answeredPost, at: formatAt(one.answeredAt) })}
                </p>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What other bodies ask this one to take over; nothing when there is none. */
export function HandoversToUs({ unanswered = false }: { readonly unanswered?: boolean }): ReactNode {
  const { say } = useLanguage();
  const items = useQuery(handoversQuery(unanswered)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(unanswered ? m.waiting : m.toUs)}</Typography.Title>
      <Rows<HandoverRow>
        rowKey="id"
        items={items}
        pagination={items.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        columns={[
          {
            title: say(m.power),
            key: 'power',
            render: (_, row) => (
              <Link to="/handovers/$handoverId" params={{ handoverId: row.id }}>
                {row.power}
              </Link>
            ),
          },
          { title: say(m.giver), key: 'giver', render: (_, row) => row.giver },
          { title: say(m.at), key: 'at', width: 160, render: (_, row) => formatAt(row.askedAt) },
          {
            title: say(m.state),
            key: 'state',
            width: 140,
            render: (_, row) => <HandoverTag state={row.state} />,
          },
        ]}
      />
    </section>
  );
}
