import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import type { EventView } from '#modules/cases/contract';
import { formatAt } from '../../lib/format.ts';

/** What happened, newest first. */
export function CaseTimeline({ events }: { readonly events: readonly EventView[] }): ReactNode {
  return (
    <Timeline
      items={events.toReversed().map((event) => ({
        key: event.id,
        content: (
          <>
            <div>{event.step ?? event.kind}</div>
            <div className="quiet">
              {formatAt(event.at)} {[event.post, event.by].filter((part) => part !== null).join(' · ')}
            </div>
            {typeof event.detail['text'] === 'string' && <div>{event.detail['text']}</div>}
          </>
        ),
      }))}
    />
  );
}
