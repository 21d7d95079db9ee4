import { addDays, type LegalDay } from '#kernel';
import type { StaffActor } from '#modules/access';
import { getCalendar, isWorkingDay } from '#modules/calendar';
import {
  actOnException,
  requestException,
  sweepExceptions,
  type ActInput,
  type RequestInput,
} from '#modules/disclosure';
import { clockTime } from './cases/clerk.ts';
import type { DemoContext } from './context.ts';
import { people } from './load-powers.ts';
import { must } from './must.ts';

type Story = {
  readonly title: string;
  /** Which of the office's published items, by code. */
  readonly item: number;
  /** Calendar days before the day of first start on which it is asked for; an act follows on each working day after. */
  readonly asked: number;
  /** Calendar days from the day of first start to its date; negative lies behind. */
  readonly ends: number;
  readonly request: Pick<RequestInput, 'ground' | 'cited' | 'reason' | 'scope' | 'kind'>;
};

/** One in force whose review comes, one that was postponed and became public by itself, one that waits for the head. */
const STORIES: readonly Story[] = [
  {
    title: '廉政风险点和防控措施的内部分工（演示）',
    item: 0,
    asked: 60,
    ends: 20,
    request: {
      ground: 'internal-affairs',
      cited: '',
      reason: '属于内部风险防控分工，公开后会被用来规避检查（演示）',
      scope: 'unit',
      kind: 'withheld',
    },
  },
  {
    title: '廉政风险点修订过程稿（演示）',
    item: 1,
    asked: 50,
    ends: -8,
    request: {
      ground: 'process',
      cited: '',
      reason: '正在修订，定稿后公开（演示）',
      scope: 'unit',
      kind: 'postponed',
    },
  },
  {
    title: '廉政风险点的检查频次安排（演示）',
    item: 2,
    asked: 3,
    ends: 120,
    request: {
      ground: 'public-security',
      cited: '',
      reason: '频次公开后检查失去意义（演示）',
      scope: 'leadership',
      kind: 'withheld',
    },
  },
];
const OFFICE = 'office-sp';

/**
 * The non-public register of the demonstration bureau, done as the days of its script come. What is left to do is read each
 * time, so that a loader that was killed goes on; dates that have passed end by the same sweep as ever.
 */
export async function keepRegister(ctx: DemoContext, today: LegalDay, day: LegalDay): Promise<void> {
  const at = ctx.at(clockTime(day, 17 * 60, 0));
  await sweepExceptions(at);
  if (!isWorkingDay(await getCalendar(ctx.db), day)) return;
  const begun = STORIES.filter(({ asked }) => day >= addDays(today, -asked));
  if (begun.length === 0) return;
  const { agency, byAccount } = await people(ctx);
  const items = await ctx.db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .innerJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 'v.agency_id').onRef('o.id', '=', 'v.office_id'),
    )
    .select(['p.id', 'p.code'])
    .distinct()
    .where('v.agency_id', '=', agency.id)
    .where('v.state', '=', 'published')
    .where('o.import_key', '=', OFFICE)
    .orderBy('p.code')
    .execute();
  for (const story of begun) {
    const powerId = items[story.item]?.id;
    if (powerId === undefined) continue;
    const known = await ctx.db
      .selectFrom('disclosure_exception')
      .select(['id', 'state', 'row_version'])
      .where('agency_id', '=', agency.id)
      .where('public_title', '=', story.title)
      .executeTakeFirst();
    if (known === undefined) {
      must(
        await requestException(at, await byAccount('window'), {
          ...story.request,
          agencyId: agency.id,
          subjectKind: 'power-field',
          powerId,
          caseId: null,
          documentId: null,
          element: 'riskPoints',
          grade: 'none',
          endsOn: addDays(today, story.ends),
          form: 'entry',
          publicTitle: story.title,
          formReason: null,
          postName: '窗口受理岗',
        }),
      );
      continue;
    }
    const next = NEXT[known.state];
    // The newest one waits on the desk of the head.
    if (next === undefined || day >= addDays(today, -2)) continue;
    const actor: StaffActor = await byAccount(next.account);
    const input: ActInput = {
      act: next.act,
      agencyId: agency.id,
      exceptionId: known.id,
      rowVersion: known.row_version,
      postName: next.post,
    };
    must(await actOnException(at, actor, input));
  }
}

const NEXT: Readonly<
  Record<
    string,
    { readonly act: 'sign' | 'review' | 'approve'; readonly account: string; readonly post: string }
  >
> = {
  requested: { act: 'sign', account: 'head', post: '行政审批处处长' },
  signed: { act: 'review', account: 'publisher', post: '公开审查与发布岗' },
  reviewed: { act: 'approve', account: 'register', post: '局领导小组办公室' },
};
