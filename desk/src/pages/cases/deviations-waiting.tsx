import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { ProposalList } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Said } from '../../lib/said.tsx';

const m = messages({
  title: { zh: '等我决定的流程偏离', en: 'Departures from a flow that wait for my decision' },
  decide: { zh: '去决定', en: 'Decide' },
});

/** Asked departures from published flows that this person may decide; nothing when there are none. */
export function DeviationsWaiting(): ReactNode {
  const { say, lang } = useLanguage();
  const { data } = useQuery({
    queryKey: ['cases', 'deviations', 'waiting'],
    queryFn: ({ signal }) => api('/deviations?state=proposed&limit=50', { schema: ProposalList, signal }),
  });
  const mine = (data?.items ?? []).filter((row) => row.mine);
  if (mine.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{`${say(m.title)} · ${mine.length}`}</Typography.Title>
      <ul>
        {mine.map((row) => (
          <li key={row.id}>
            <Said>{row.power}</Said>：{row.ground[lang]}
            <span className="quiet">
              {' '}
              {row.proposedBy} {formatAt(row.proposedAt)}
            </span>{' '}
            <Link to="/deviations">{say(m.decide)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
