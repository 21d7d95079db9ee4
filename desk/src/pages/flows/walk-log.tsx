import { Card } from 'antd';
import type { ReactNode } from 'react';
import { formatDay } from '#kernel';
import { eventWord, type WalkEventView } from '#modules/cases/contract';
import { useLanguage } from '../../lib/language.tsx';
import { w } from './walk-words.ts';

const LATE = { step: w.lateStep, timer: w.lateStep, committed: w.lateCommitted, statutory: w.lateStatutory };

/** The way of a walk so far, newest last, in the words of a real case. */
export function WalkLog({ events }: { readonly events: readonly WalkEventView[] }): ReactNode {
  const { say, lang } = useLanguage();
  const words = ({ kind, step, outcome, to, clock }: WalkEventView): string => {
    if (to !== null) return say(w.waited, { day: formatDay(to, lang) });
    if (clock !== null) return say(LATE[clock], { step: step ?? '' });
    const word = kind === 'began' ? w.began : eventWord(kind);
    return [say(word, { step: step ?? '' }), outcome].filter((part) => part !== null).join(' · ');
  };
  return (
    <Card size="small" title={say(w.log)} className="flow-changes">
      <ol className="flow-finding-list">
        {events.map((event, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same may happen twice on one day
          <li key={at}>
            {event.clock !== null && '▲ '}
            {words(event)}
            <div className="quiet">{event.day}</div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
