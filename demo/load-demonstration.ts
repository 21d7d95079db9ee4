import { legalDayOf, type LegalDay } from '#kernel';
import { installCalendar } from '#modules/calendar';
import type { AppContext, UseCase } from '#platform/context';
import type { DemoContext } from './context.ts';
import { loadOrganisation } from './load-organisation.ts';
import { adjustOne, loadCategoryFlows, loadPowers } from './load-powers.ts';
import { readProgress, writeProgress } from './progress.ts';

type Step = { readonly name: string; readonly run: (ctx: DemoContext, today: LegalDay) => Promise<void> };

/** The demonstration in the order it is lived: each step can be repeated, so a killed loader goes on where it was. */
const STEPS: readonly Step[] = [
  {
    name: 'calendar',
    async run(ctx) {
      const done = await installCalendar(ctx);
      if (!done.ok) throw new Error(done.error.code);
    },
  },
  { name: 'organisation', run: loadOrganisation },
  { name: 'category-flows', run: loadCategoryFlows },
  { name: 'powers', run: loadPowers },
  { name: 'adjustment', run: adjustOne },
];

/**
 * Loads the demonstration bureau into an empty database by driving the use cases, with the clock set to the days it
 * happened on; the last day is the day of first start. Resumable.
 */
export async function loadDemonstration(app: AppContext): Promise<void> {
  const base: UseCase = { ...app, requestId: 'demonstration' };
  const ctx: DemoContext = { ...base, at: (instant) => ({ ...base, clock: { now: () => instant } }) };
  const found = await readProgress(app);
  if (found?.complete === true) return;
  const progress = found ?? {
    done: [],
    total: STEPS.length,
    complete: false,
    startedOn: legalDayOf(app.clock.now()),
  };
  const today = legalDayOf(new Date(`${progress.startedOn}T12:00:00+08:00`));
  for (const step of STEPS) {
    if (progress.done.includes(step.name)) continue;
    app.log.info({ step: step.name }, 'loading the demonstration');
    await step.run(ctx, today);
    progress.done.push(step.name);
    await writeProgress(app, progress);
  }
  await writeProgress(app, { ...progress, complete: true });
  app.log.info('demonstration complete');
}
