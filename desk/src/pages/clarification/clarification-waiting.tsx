import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { waitingQuery } from './queries.ts';

const m = messages({
  title: { zh: '厘权：等待办理的', en: 'Clarification: what waits' },
  open: { zh: '有 {n} 条疑问还没有决定', en: 'Findings nobody has decided: {n}' },
  agreed: {
    zh: '{receiver}同意承接“{power}”，等本机关决定',
    en: '{receiver} agrees to take over “{power}”; it waits for our decision',
  },
  refused: {
    zh: '{receiver}不同意承接“{power}”，等本机关决定',
    en: '{receiver} does not take over “{power}”; it waits for our decision',
  },
  draft: {
    zh: '{giver}转来的“{power}”：草稿等本机关补充后签字',
    en: '“{power}” came from {giver}: its draft waits to be completed and signed here',
  },
});

/** Findings, answers and drafts of a transfer that wait for this person; nothing when nothing waits. */
export function ClarificationWaiting(): ReactNode {
  const { say } = useLanguage();
  const { data } = useQuery(waitingQuery);
  if (data === undefined || data.open + data.answers.length + data.drafts.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      <ul className="filing-waiting">
        {data.drafts.map(({ versionId, ...words }) => (
          <li key={versionId}>
            <Link to="/powers/$versionId" params={{ versionId }}>
              {say(m.draft, words)}
            </Link>
          </li>
        ))}
        {data.answers.map(({ findingId, answer, ...words }) => (
          <li key={`${findingId} ${words.receiver} ${answer}`}>
            <Link to="/clarification/$findingId" params={{ findingId }}>
              {say(m[answer], words)}
            </Link>
          </li>
        ))}
        {data.open > 0 && (
          <li>
            <Link to="/clarification">{say(m.open, { n: data.open })}</Link>
          </li>
        )}
      </ul>
    </section>
  );
}
