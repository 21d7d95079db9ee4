import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { STATE_WORDS } from '../powers/words.ts';
import { categoryFlowsQuery } from './queries.ts';

const m = messages({
  wait: { zh: '等我办的通用流程', en: 'General flows that wait for me' },
});

/** General flows that came back to be mended or whose next step is this person's; nothing when there are none. */
export function MyFlows(): ReactNode {
  const { say } = useLanguage();
  const items = useQuery(categoryFlowsQuery).data?.items ?? [];
  const mine = items.flatMap(({ title, open }) =>
    open !== null && open.acts.some((act) => (act === 'edit' ? open.state === 'returned' : act !== 'return'))
      ? [{ title, ...open }]
      : [],
  );
  if (mine.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{`${say(m.wait)} · ${mine.length}`}</Typography.Title>
      <ul>
        {mine.map(({ versionId, title, state, officeName }) => (
          <li key={versionId}>
            <Link to="/category-flows/$versionId" params={{ versionId }}>
              {title}
            </Link>{' '}
            <Tag>{say(STATE_WORDS[state])}</Tag> <span className="quiet">{officeName}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
