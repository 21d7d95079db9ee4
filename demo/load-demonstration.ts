import { addDays, LegalDay, legalDayOf } from '#kernel';
import { installCalendar } from '#modules/calendar';
import { askDueComparisons } from '#modules/clarification';
import { importLaws } from '#modules/library';
import type { AppContext, UseCase } from '#platform/context';
import { liveCases } from './cases/live-cases.ts';
import { daysAgo, type DemoContext } from './context.ts';
import laws from './data/laws.json' with { type: 'json' };
import { drawGeneralFlow, reviseGeneralFlow } from './draw-general-flow.ts';
import { fileUpward, filingKeys } from './file-upward.ts';
import { holdMeetings } from './hold-meetings.ts';
import { keepRegister } from './keep-register.ts';
import { loadOrganisation, SYSTEM } from './load-organisation.ts';
import {
  ADJUSTED,
  adjustOne,
  codesOf,
  loadCategoryFlows,
  loadPowers,
  people,
  PUBLISHED,
} from './load-powers.ts';
import { liveRules, loadRules, RULES_PUBLISHED } from './load-rules.ts';
import { openLedger, type OpenLedger } from './open-ledger.ts';
import { readProgress, writeProgress, type Progress } from './progress.ts';
import { liveCampaign } from './run-campaign.ts';
import { tryPowers } from './try-powers.ts';

type Loading = {
  readonly ctx: DemoContext;
  readonly today: LegalDay;
  readonly ledger: OpenLedger;
  readonly progress: Progress;
};
type Step = { readonly name: string; readonly run: (loading: Loading) => Promise<void> };

/** The demonstration in the order it is lived: each step can be repeated, so a killed loader goes on where it was. */
const STEPS: readonly Step[] = [
  {
    name: 'calendar',
    async run({ ctx }) {
      const done = await installCalendar(ctx);
      if (!done.ok) throw new Error(done.error.code);
    },
  },
  { name: 'organisation', run: ({ ctx }) => loadOrganisation(ctx) },
  {
    name: 'category-flows',
    async run({ ctx, today }) {
      await loadCategoryFlows(ctx, today);
      await drawGeneralFlow(ctx, today);
    },
  },
  {
    name: 'laws',
    async run({ ctx, today }) {
      const { agency } = await people(ctx);
      const library = { agencyId: agency.id, json: laws, dryRun: false };
      const done = await importLaws(ctx.at(daysAgo(today, PUBLISHED, '09:00:00')), SYSTEM, library);
      if (!done.ok || done.value.findings.length > 0) throw new Error(JSON.stringify(done));
    },
  },
  {
    name: 'powers',
    async run({ ctx, today, ledger }) {
      await loadPowers(ctx, today);
      await ledger.publish(daysAgo(today, PUBLISHED, '18:05:00'));
    },
  },
  {
    name: 'rules',
    async run({ ctx, today, ledger }) {
      await loadRules(ctx, today);
      await ledger.publish(daysAgo(today, RULES_PUBLISHED, '18:05:00'));
    },
  },
  {
    name: 'cases',
    async run({ ctx, today, ledger, progress }) {
      const keys = await filingKeys(ctx);
      await liveCases(ctx, {
        today,
        ledger,
        codes: codesOf(),
        livedThrough: progress.livedThrough === undefined ? undefined : LegalDay.parse(progress.livedThrough),
        async onDay(day) {
          if (day === addDays(today, -ADJUSTED)) await adjustOne(ctx, today);
          await tryPowers(ctx, today, day);
          await liveCampaign(ctx, today, day);
          await holdMeetings(ctx, today, day);
          await keepRegister(ctx, today, day);
          await liveRules(ctx, today, day);
          await reviseGeneralFlow(ctx, today, day);
          await fileUpward(ctx, keys, today, day);
          progress.livedThrough = day;
          await writeProgress(ctx, progress);
        },
      });
    },
  },
  {
    name: 'clarification',
    run: async ({ ctx }) => void (await askDueComparisons(ctx)),
  },
];

/**
 * Loads the demonstration bureau into an empty database by driving the use cases, with the clock set to the days it
 * happened on; the last day is the day of first start. Resumable. Nobody else may publish meanwhile: what was published on
 * a past day gets the checkpoint of that day.
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
  const today = LegalDay.parse(progress.startedOn);
  const ledger = await openLedger(app);
  try {
    for (const step of STEPS) {
      if (progress.done.includes(step.name)) continue;
      app.log.info({ step: step.name }, 'loading the demonstration');
      await step.run({ ctx, today, ledger, progress });
      progress.done.push(step.name);
      await writeProgress(app, progress);
    }
  } finally {
    await ledger.close();
  }
  await writeProgress(app, { ...progress, complete: true });
  app.log.info('demonstration complete');
}
