import { legalDayOf, type Uuid } from '#kernel';
import { getCalendar } from '#modules/calendar';
import { getFlowVersion, type FlowVersion } from '#modules/flows';
import { postsByKey } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import type { CaseEnv } from '../engine/env.ts';

/** Flow versions never change, so what was read once is kept; the oldest goes when there are many. */
const kept = new Map<string, FlowVersion>();
const KEPT = 200;

export async function boundFlow(ctx: AppContext, agencyId: string, id: string): Promise<FlowVersion> {
  const key = `${ctx.config.dataDir} ${agencyId} ${id}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const version = await getFlowVersion(ctx.db, agencyId, id);
  const oldest = kept.keys().next();
  if (kept.size >= KEPT && oldest.done !== true) kept.delete(oldest.value);
  kept.set(key, version);
  return version;
}

/** What deciding on a case needs: its bound flow, the calendar in force, the posts of today, time and ids. */
export async function environmentOf(
  ctx: AppContext,
  c: { readonly agencyId: Uuid; readonly flowVersionId: Uuid },
): Promise<CaseEnv> {
  const now = ctx.clock.now();
  const [flow, calendar, posts] = await Promise.all([
    boundFlow(ctx, c.agencyId, c.flowVersionId),
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
