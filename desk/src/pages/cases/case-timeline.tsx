import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { eventWord, type EventView, type StepView } from '#modules/cases/contract';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';

/** What happened, newest first: the word for it, the step and its outcome, who at which post, and what was written. */
export function CaseTimeline({
  events,
  steps,
}: {
  readonly events: readonly EventView[];
  readonly steps: readonly StepView[];
}): ReactNode {
  return (
    <Timeline
      items={events.toReversed().map((event) => ({
        key: event.id,
        content: <Happening event={event} done={stepDone(event, steps)} />,
      }))}
    />
  );
}

function Happening({
  event,
  done,
}: {
  readonly event: EventView;
  readonly done: StepView | undefined;
}): ReactNode {
  const { say } = useLanguage();
  const { text, reason } = event.detail;
  return (
    <>
      <div>
        {[say(eventWord(event.kind), { step: event.step ?? '' }), done?.outcomeLabel]
          .filter((part) => typeof part === 'string')
          .join(' · ')}
      </div>
      <div className="quiet">
        {formatAt(event.at)} {[event.post, event.by].filter((part) => part !== null).join(' · ')}
      </div>
      {[text, reason, done?.opinion].map((said, at) =>
        typeof said === 'string' && said !== '' ? (
          <div key={at} className="case-said">
            {said}
          </div>
        ) : null,
      )}
    </>
  );
}

/** The step that an event says was done: a step may be passed several times, so the moment tells which. */
function stepDone(event: EventView, steps: readonly StepView[]): StepView | undefined {
  return event.kind === 'step-done'
    ? steps.find(({ node, closedAt }) => node === event.node && closedAt === event.at)
    : undefined;
}
