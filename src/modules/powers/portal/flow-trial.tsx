import type { ReactNode } from 'react';
import { legalDayOf } from '#kernel';
import type { FlowVersion } from '#modules/flows';
import type { AppContext } from '#platform/context';
import { listVersions } from '../db/power-reader.ts';
import { findTrial } from '../db/trial-reader.ts';
import { standingOf } from '../domain/trial.ts';
import { TrialNotice } from './trial-notice.tsx';

/** What the chart of a power says of a trial: of the version that this flow runs in today; nothing once that is final. */
export function flowTrial(ctx: AppContext): (flow: FlowVersion) => Promise<ReactNode> {
  return async ({ id, powerCode }) => {
    if (powerCode === null) return null;
    const day = legalDayOf(ctx.clock.now());
    const versions = await listVersions(ctx.db, powerCode);
    const current = versions.find(({ effectiveFrom }) => effectiveFrom <= day) ?? versions[0];
    if (current?.flowVersionId !== id) return null;
    const trial = await findTrial(ctx.db, current);
    if (trial === undefined || standingOf(trial, day) === 'confirmed') return null;
    const agency = await ctx.db
      .selectFrom('agency')
      .select(['name', 'slug'])
      .where('id', '=', current.agencyId)
      .executeTakeFirstOrThrow();
    return (
      <TrialNotice
        trial={trial}
        day={day}
        powerHref={`/powers/${encodeURIComponent(current.code)}`}
        agency={agency}
        line={current.content.supervisionLine}
      />
    );
  };
}
