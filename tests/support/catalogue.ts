import { assertOk, legalDayOf } from '#kernel';
import { installCalendar } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import { loadOrganisation } from '../../demo/load-organisation.ts';
import { adjustOne, loadCategoryFlows, loadPowers } from '../../demo/load-powers.ts';
import type { DemoContext } from '../../demo/context.ts';

/** The demonstration bureau without its cases: people, flows, powers, one of them adjusted. Nothing is sequenced yet. */
export async function loadCatalogue(base: UseCase): Promise<void> {
  const ctx: DemoContext = { ...base, at: (instant) => ({ ...base, clock: { now: () => instant } }) };
  const today = legalDayOf(base.clock.now());
  assertOk(await installCalendar(ctx));
  await loadOrganisation(ctx);
  await loadCategoryFlows(ctx, today);
  await loadPowers(ctx, today);
  await adjustOne(ctx, today);
}
