import { legalDayOf, type Result } from '#kernel';
import { addWorkingDays, type Calendar } from '#modules/calendar';
import { completeStep, giveBack, resume, supplement, suspend, terminate, withdraw } from '#modules/cases';
import type { UseCase } from '#platform/context';
import { clockTime, dueFor, entryFor } from './clerk.ts';
import { dice } from './dice.ts';
import { partyOf } from './parties.ts';
import type { Book, LiveCase } from './book.ts';

type Act = {
  readonly at: Date;
  readonly run: (ctx: UseCase) => Promise<Result<unknown, { readonly code: string }>>;
};

const REVIEWING = new Set(['review', 'verify']);
const HOUR = 3_600_000;

/** What happens to a case next and when, by its scenario and where it stands; nothing when it only waits. */
export function nextAct(live: LiveCase, book: Book, calendar: Calendar): Act | undefined {
  return live.steps
    .flatMap((step) => actAt(live, step, book, calendar) ?? [])
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
}

function actAt(
  live: LiveCase,
  step: LiveCase['steps'][number],
  book: Book,
  calendar: Calendar,
): Act | undefined {
  const { plan, agencyId, caseId } = live;
  const { node, postId } = step;
  const role = node.role ?? 'act';
  const { scenario } = plan;
  const planned = dueFor(plan, node, step, calendar, live.committedDays);
  if (planned === undefined) return undefined;
  const key = { agencyId, caseId };
  const party = { kind: 'party', caseId, agencyId } as const;
  const holder = async (ctx: UseCase) => {
    const all = await book.onPost(agencyId, postId ?? '', legalDayOf(ctx.clock.now()));
    const first = all[dice('who', plan.i, postId ?? '').between(0, all.length - 1)];
    if (first === undefined) throw new Error(`nobody is on the post of ${node.id}`);
    return { first, other: all.find(({ personId }) => personId !== first.personId) };
  };
  if (role === 'wait-correction')
    return {
      at: planned,
      run: (ctx) => supplement(ctx, party, { ...key, files: [], note: '已按告知补正（演示）。' }),
    };
  if (role === 'receive' && scenario === 'returned')
    return {
      at: planned,
      run: async (ctx) =>
        giveBack(ctx, (await holder(ctx)).first, {
          ...key,
          reason: '同一事项已另行提交申请，退回本件（演示）。',
        }),
    };
  if (REVIEWING.has(role) && scenario === 'withdrawn')
    return {
      at: planned,
      run: (ctx) => withdraw(ctx, party, { ...key, reason: '经营计划调整，撤回申请（演示）。' }),
    };
  if (role === 'review' && scenario === 'terminated')
    return {
      at: planned,
      run: async (ctx) =>
        terminate(ctx, await book.account(agencyId, 'chief', legalDayOf(ctx.clock.now())), {
          ...key,
          ground: 'object-gone',
          reason: '申请的网点已经拆除，申请事项的标的不存在（演示）。',
        }),
    };
  if (role === 'review' && scenario === 'suspended' && live.pausable) {
    if (live.suspendedAt === null)
      return {
        at: planned,
        run: async (ctx) =>
          suspend(ctx, (await holder(ctx)).first, {
            ...key,
            ground: 'expert-review',
            days: 10,
            reason: '需要组织专家评审，所需时间书面告知申请人（演示）。',
          }),
      };
    if (live.resumedAt === null) {
      const day = addWorkingDays(calendar, legalDayOf(live.suspendedAt), 7);
      return {
        at: clockTime(day, 10 * 60, 0),
        run: async (ctx) => resume(ctx, (await holder(ctx)).first, key),
      };
    }
  }
  const at = new Date(Math.max(planned.getTime(), (live.resumedAt?.getTime() ?? 0) + HOUR));
  return {
    at,
    run: async (ctx) => {
      const { first, other } = await holder(ctx);
      const applicant = partyOf(plan.item, plan.i, dice('party', plan.i));
      const entry = entryFor(plan, node, {
        visit: step.visit,
        today: legalDayOf(ctx.clock.now()),
        power: live.power,
        extendable: live.extendable,
        materials: live.materials,
        receivedBy: applicant.kind === 'person' ? applicant.name : applicant.contact,
        secondOfficer: other?.personId,
      });
      return completeStep(ctx, first, { ...key, node: node.id, step: entry });
    },
  };
}
