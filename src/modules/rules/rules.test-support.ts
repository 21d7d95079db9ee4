import { assertOk as must, LegalDay, type Uuid } from '#kernel';
import {
  callMeeting,
  closeMeeting,
  decide,
  giveOpinion,
  openMeeting,
  saveBody,
  setRoute,
} from '#modules/deliberation';
import type { UseCase } from '#platform/context';
import type { Bureau } from '#tests/licence';
import {
  approveRule,
  draftRule,
  findRuleVersion,
  publishRule,
  tableRule,
  type RuleContent,
  type RuleVersion,
} from './index.ts';

export const SYSTEM = { kind: 'system', name: 'test' } as const;
export const DAY = LegalDay.parse('2026-11-23');

let numbers = 0;
/** A rule that lacks nothing. */
export const ruleContent = (over: Partial<RuleContent> = {}): RuleContent => ({
  title: '行政许可收件管理制度',
  kind: 'management',
  documentNumber: `唐商〔2026〕${(numbers += 1)}号`,
  basis: [{ law: '行政许可法', article: '第三十二条' }],
  articles: [
    { chapter: '第一章 总则', text: '收到申请材料的，当日登记。' },
    { text: '材料不齐的，一次告知需要补正的全部内容。' },
  ],
  governs: [],
  ...over,
});

export async function draft(
  ctx: UseCase,
  { agencyId, officeId }: Pick<Bureau, 'agencyId' | 'officeId'>,
  content: RuleContent = ruleContent(),
  plannedFrom: LegalDay | null = null,
): Promise<{ readonly ruleId: string; readonly versionId: string }> {
  return must(await draftRule(ctx, SYSTEM, { agencyId, officeId, content, plannedFrom }));
}

export async function versionOf(ctx: UseCase, agencyId: string, versionId: string): Promise<RuleVersion> {
  const found = await findRuleVersion(ctx.db, agencyId, versionId);
  if (found === undefined) throw new Error('no version');
  return found;
}

/** Acts by the system, which drafted too: what is signed by whom is tested where persons act. */
export async function pass(ctx: UseCase, agencyId: string, versionId: string): Promise<void> {
  for (const [name, one] of [
    ['head', 'sign'],
    ['leader', 'countersign'],
    ['keeper', 'pass'],
  ] as const) {
    const { rowVersion } = await versionOf(ctx, agencyId, versionId);
    must(await approveRule(ctx, { kind: 'system', name }, { agencyId, versionId, rowVersion, act: one }));
  }
}

export async function publishNow(ctx: UseCase, agencyId: string, versionId: string) {
  const { rowVersion } = await versionOf(ctx, agencyId, versionId);
  return publishRule(ctx, SYSTEM, { agencyId, versionId, rowVersion, postName: '局领导小组办公室' });
}

/** From draft to publication; with `returnedBy` it is signed once and sent back by this post before. */
export async function publishedRule(
  ctx: UseCase,
  bureau: Pick<Bureau, 'agencyId' | 'officeId'>,
  content?: RuleContent,
  returnedBy?: string,
): Promise<{ readonly ruleId: string; readonly versionId: string; readonly rid: string }> {
  const made = await draft(ctx, bureau, content);
  if (returnedBy !== undefined) {
    const key = { agencyId: bureau.agencyId, versionId: made.versionId };
    must(await approveRule(ctx, SYSTEM, { ...key, rowVersion: 1, act: 'sign' }));
    const sentBack = { act: 'return', reason: '理由', postName: returnedBy } as const;
    must(await approveRule(ctx, SYSTEM, { ...key, rowVersion: 2, ...sentBack }));
  }
  await pass(ctx, bureau.agencyId, made.versionId);
  return { ...made, rid: must(await publishNow(ctx, bureau.agencyId, made.versionId)).rid };
}

/** A body of three that resolves on rules from now on; answers how to table and decide. */
export async function resolvingBody(ctx: UseCase, agencyId: Uuid) {
  const rows = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .limit(3)
    .execute();
  const people = rows.map(({ id }) => id);
  const [chairId = '', second = '', third = ''] = people;
  const { id: bodyId } = must(
    await saveBody(ctx, SYSTEM, {
      agencyId,
      name: '局长办公会',
      series: '唐商办决',
      quorum: 'more-than-half',
      decides: 'majority-of-members',
      chairId,
      memberIds: people,
    }),
  );
  must(await setRoute(ctx, SYSTEM, { agencyId, kind: 'rule.version', bodyId, reason: '重大事项集体决策' }));
  let sitting = '';
  return {
    async table(versionId: string) {
      const { meetingId } = must(
        await callMeeting(ctx, SYSTEM, { agencyId, bodyId, heldOn: DAY, place: '三楼' }),
      );
      const attendance = people.map((personId) => ({ personId, present: true, reason: '' }));
      must(await openMeeting(ctx, SYSTEM, { agencyId, meetingId, attendance }));
      sitting = meetingId;
      return tableRule(ctx, SYSTEM, { agencyId, versionId, meetingId, ballot: 'hands' });
    },
    async decide(itemId: string, stance: 'for' | 'against'): Promise<string> {
      for (const personId of [second, third, chairId])
        must(await giveOpinion(ctx, SYSTEM, { agencyId, itemId, personId, stance, text: '意见' }));
      const said = { counts: null, headAdopts: false, headReason: '', text: '关于制度的决议' };
      return must(await decide(ctx, SYSTEM, { agencyId, itemId, ...said })).number;
    },
    /** Closes the meeting in which was tabled last. */
    async close(): Promise<void> {
      must(await closeMeeting(ctx, SYSTEM, { agencyId, meetingId: sitting }));
    },
  };
}
