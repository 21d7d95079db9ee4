import { addDays, legalDayOf, type LegalDay } from '#kernel';
import { SOCIETY } from '#modules/access';
import { getCalendar, isWorkingDay } from '#modules/calendar';
import { fireDueTimers, markLateClocks, submitApplication } from '#modules/cases';
import { markLate, publishDue, settleCovered } from '#modules/disclosure';
import type { DemoContext } from '../context.ts';
import { must } from '../must.ts';
import type { OpenLedger } from '../open-ledger.ts';
import { openBook, type LiveCase } from './book.ts';
import { changePublished } from './change-published.ts';
import { clockTime } from './clerk.ts';
import { dice } from './dice.ts';
import { nextAct } from './next-act.ts';
import { partyOf } from './parties.ts';
import { DAYS, planCases, type PlannedCase } from './plan-cases.ts';
import { reviewWaiting } from './review-waiting.ts';

type Life = {
  readonly today: LegalDay;
  /** Implementation code of each item of the demonstration. */
  readonly codes: ReadonlyMap<string, string>;
  readonly ledger: OpenLedger;
  /** The last day that was lived whole; a loader that was killed goes on after it. */
  readonly livedThrough: LegalDay | undefined;
  readonly onDay: (day: LegalDay) => Promise<void>;
};

/**
 * Three months of cases, day by day: timers at midnight, applications and steps at their hour, publication and the day's
 * checkpoint in the evening. What happens next is read from the database each time, so a loader that was killed goes on.
 */
export async function liveCases(ctx: DemoContext, life: Life): Promise<void> {
  const { today, ledger } = life;
  const calendar = await getCalendar(ctx.db);
  const plans = planCases(ctx.config.demo.cases, today, calendar);
  const book = openBook(ctx, new Map(plans.map((plan) => [plan.importKey, plan])));
  const started = ctx.clock.now();
  const from = life.livedThrough === undefined ? addDays(today, -DAYS) : addDays(life.livedThrough, 1);
  for (let day = from; day <= today; day = addDays(day, 1)) {
    await midnight(ctx, day);
    const evening = clockTime(day, 18 * 60 + 5, 0);
    const until = day < today || evening < started ? evening : started;
    if (isWorkingDay(calendar, day)) {
      await liveOneDay(day, until);
      await reviewWaiting(ctx, book, day, today);
      if (day === lastWorkingDayBefore(addDays(today, -1))) await changePublished(ctx, book, day);
    }
    await publishDue(ctx.at(until));
    await ledger.publish(until);
    await settleCovered(ctx.at(until));
    await life.onDay(day);
  }

  async function liveOneDay(day: LegalDay, until: Date): Promise<void> {
    const coming = plans.filter((plan) => legalDayOf(plan.at) === day && plan.at < until);
    const open = new Map((await book.live()).map((one) => [one.caseId, one]));
    for (;;) {
      const acts = [...open.values()].flatMap((live) => {
        const act = nextAct(live, book, calendar);
        return act !== undefined && act.at < until ? [{ live, act }] : [];
      });
      const next = acts.toSorted((a, b) => a.act.at.getTime() - b.act.at.getTime())[0];
      const [first] = coming;
      if (first !== undefined && (next === undefined || first.at <= next.act.at)) {
        coming.shift();
        const made = await apply(first);
        if (made) open.set(made.caseId, made);
      } else if (next !== undefined) {
        must(await next.act.run(ctx.at(next.act.at)));
        const [again] = await book.live(next.live.caseId);
        if (again) open.set(again.caseId, again);
        else open.delete(next.live.caseId);
      } else return;
    }
  }

  async function apply(plan: PlannedCase): Promise<LiveCase | undefined> {
    const known = await ctx.db
      .selectFrom('case_file')
      .select('id')
      .where('import_key', '=', plan.importKey)
      .executeTakeFirst();
    if (known) return undefined;
    const made = must(
      await submitApplication(ctx.at(plan.at), SOCIETY, {
        application: {
          powerCode: life.codes.get(plan.item) ?? '',
          party: partyOf(plan.item, plan.i, dice('party', plan.i)),
          request: '申请办理本事项，提交的材料真实、合法、有效（演示）。',
          remark: '',
          answers: {},
          declared: true,
          noSecrets: true,
        },
        files: [],
        channel: plan.channel,
        importKey: plan.importKey,
      }),
    );
    return (await book.live(made.caseId))[0];
  }

  function lastWorkingDayBefore(day: LegalDay): LegalDay {
    let at = addDays(day, -1);
    while (!isWorkingDay(calendar, at)) at = addDays(at, -1);
    return at;
  }
}

async function midnight(ctx: DemoContext, day: LegalDay): Promise<void> {
  const at = ctx.at(clockTime(day, 0, 30));
  while ((await fireDueTimers(at)) > 0);
  while ((await markLateClocks(at)) > 0);
  await markLate(at);
}
