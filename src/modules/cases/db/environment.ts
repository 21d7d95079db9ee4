import { legalDayOf, type Uuid } from '#kernel';
import { getCalendar } from '#modules/calendar';
import { getFlowVersion } from '#modules/flows';
import { postsByKey } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import type { CaseEnv } from '../engine/env.ts';

/** What deciding on a case needs: its bound flow, the calendar in force, the posts of today, time and ids. */
export async function environmentOf(
  ctx: AppContext,
  c: { readonly agencyId: Uuid; readonly flowVersionId: Uuid },
): Promise<CaseEnv> {
  const now = ctx.clock.now();
  const [flow, calendar, posts] = await Promise.all([
    getFlowVersion(ctx.db, c.agencyId, c.flowVersionId),
    getCalendar(ctx.db),
    postsByKey(ctx.db, c.agencyId),
  ]);
  return {
    now,
    today: legalDayOf(now),
    table: flow.table,
    calendar,
    posts,
    newId: () => ctx.ids.uuid(now),
  };
}
