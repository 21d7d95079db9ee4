import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { eventWord, type EventView, type StepView } from '#modules/cases/contract';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Said } from '../../lib/said.tsx';

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
        <Said>
          {[say(eventWord(event.kind), { step: event.step ?? '' }), resultOf(done)]
            .filter((part) => typeof part === 'string')
            .join(' · ')}
        </Said>
      </div>
      <div className="quiet">
        {formatAt(event.at)} <Said>{[event.post, event.by].filter((part) => part !== null).join(' · ')}</Said>
      </div>
      {[text, reason, done?.opinion].map((said, at) =>
        typeof said === 'string' && said !== '' ? (
          <div key={at} className="case-said">
            <Said>{said}</Said>
          </div>
        ) : null,
      )}
    </>
  );
}

/** How a step ended, where it could have ended otherwise: a step with one way on was done, which its event says. */
function resultOf(done: StepView | undefined): string | null {
  return done === undefined || done.outcome === 'done' ? null : done.outcomeLabel;
}

/** The step that an event says was done: a step may be passed several times, so the moment tells which. */
function stepDone(event: EventView, steps: readonly StepView[]): StepView | undefined {
  return event.kind === 'step-done'
    ? steps.find(({ node, closedAt }) => node === event.node && closedAt === event.at)
    : undefined;
}
