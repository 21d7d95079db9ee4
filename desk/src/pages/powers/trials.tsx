import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { trialsQuery } from '../../lib/queries.ts';
import { TrialsTable } from './trials-table.tsx';
import './powers.css';

const m = messages({
  lead: {
    zh: '试运行的版本在期满前要由没有经手的领导决定：转正，或者改回以前的版本；过期没有决定的，向社会公开为到期未定。',
    en: 'Before its last day a leader who had no hand in it decides: confirm it, or return to the version before. What is not decided by then stands in public as late.',
  },
  none: { zh: '没有试运行的版本。', en: 'Nothing is on trial.' },
  due: {
    zh: '试运行快到期或者已经到期，要决定',
    en: 'Trials to be decided: near their last day, or past it',
  },
});

/** Every trial of the agency: those that wait first, then how the others ended. */
export function Trials(): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <p className="quiet">{say(m.lead)}</p>
      <Await query={useQuery(trialsQuery(false))}>
        {({ items }) => <TrialsTable items={items} empty={say(m.none)} />}
      </Await>
    </>
  );
}

/** Trials whose day is near, for those who may decide them, or has passed; nothing when there are none. */
export function TrialsDue(): ReactNode {
  const { say } = useLanguage();
  const due =
    useQuery(trialsQuery(true)).data?.items.filter(
      (one) => one.due && (one.mayDecide || one.standing === 'late'),
    ) ?? [];
  if (due.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{`${say(m.due)} · ${due.length}`}</Typography.Title>
      <TrialsTable items={due} />
    </section>
  );
}
