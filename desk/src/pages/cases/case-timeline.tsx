import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { eventWord, type EventView } from '#modules/cases/contract';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';

/** What happened, newest first: the word for it, the step, who at which post, and what was written. */
export function CaseTimeline({ events }: { readonly events: readonly EventView[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Timeline
      items={events.toReversed().map((event) => ({
        key: event.id,
        content: (
          <>
            <div>{say(eventWord(event.kind), { step: event.step ?? '' })}</div>
            <div className="quiet">
              {formatAt(event.at)} {[event.post, event.by].filter((part) => part !== null).join(' · ')}
            </div>
            {['text', 'reason', 'opinion'].map((name) => {
              const text = event.detail[name];
              return typeof text === 'string' && text !== '' ? (
                <div key={name} className="case-said">
                  {text}
                </div>
              ) : null;
            })}
          </>
        ),
      }))}
    />
  );
}
