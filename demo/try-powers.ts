import { addDays, type LegalDay } from '#kernel';
import { adjustPower, decideTrial, findTrial, PowerContent } from '#modules/powers';
import { daysAgo, type DemoContext } from './context.ts';
import { codesOf, people, ripen } from './load-powers.ts';
import { must } from './must.ts';

type Story = {
  readonly item: string;
  /** Days before the day of first start on which it is published; it takes effect on the next. */
  readonly begins: number;
  /** Days from the day of first start to its last day; negative lies behind. */
  readonly ends: number;
  readonly reason: string;
  readonly trial: string;
  readonly change: (content: PowerContent) => PowerContent;
  readonly confirmed?: { readonly ago: number; readonly reason: string; readonly earlyReason: string };
};

const noVisit = (content: PowerContent): PowerContent => ({
  ...content,
  visits: 0,
  serviceCommitment: [...content.serviceCommitment, '全程网办，决定书邮寄送达（演示）'],
});

/** Two licences that were tried before they became final: one that waits for its decision, one that was confirmed (C5). */
const STORIES: readonly Story[] = [
  {
    item: 'it-06',
    begins: 70,
    ends: -12,
    reason: '改为全程网办（演示）',
    trial: '第一次全程网办，先试运行两个月（演示）',
    change: noVisit,
    confirmed: {
      ago: 15,
      reason: '试运行期间超期的已经查明原因，申请人没有提出意见（演示）',
      earlyReason: '最后三天没有在办件，等到期满也不会有新情况（演示）',
    },
  },
  {
    item: 'it-03',
    begins: 48,
    ends: 11,
    reason: '延续申请改为全程网办（演示）',
    trial: '办件量大，先试运行两个月看时限够不够（演示）',
    change: noVisit,
  },
];

/** Lives the trials of the demonstration on the days they happened; each step is done once, however often a day is begun. */
export async function tryPowers(ctx: DemoContext, today: LegalDay, day: LegalDay): Promise<void> {
  for (const story of STORIES) {
    if (day === addDays(today, -story.begins)) await begin(ctx, today, story);
    if (story.confirmed !== undefined && day === addDays(today, -story.confirmed.ago))
      await confirm(ctx, today, story);
  }
}

async function begin(ctx: DemoContext, today: LegalDay, story: Story): Promise<void> {
  const { agency, offices, staff, byAccount } = await people(ctx);
  const versions = await versionsOf(ctx, story);
  const newest = versions[0];
  if (newest === undefined) throw new Error('the item to try was not published');
  if (versions.some(({ n }) => n === 2)) return;
  const content = PowerContent.parse(newest.content);
  const office = offices.find(({ id }) => id === newest.office_id);
  const head = await staff(office?.head_person_id ?? null);
  const draft = versions.find(({ n }) => n === null);
  const versionId =
    draft?.id ??
    must(
      await adjustPower(ctx.at(daysAgo(today, story.begins + 3)), head, {
        agencyId: agency.id,
        powerId: newest.power_id,
        reason: story.reason,
        changeBasis: '领导小组第2次会议研究意见（演示）',
        content: story.change(content),
      }),
    ).versionId;
  await ripen(ctx, today, story.begins - 1, agency.id, versionId, 'tried', {
    head,
    leader: await staff(office?.leader_person_id ?? null),
    register: await byAccount('register'),
    trial: { until: addDays(today, story.ends), reason: story.trial },
  });
}

async function confirm(ctx: DemoContext, today: LegalDay, { item, confirmed }: Story): Promise<void> {
  const { agency, byAccount } = await people(ctx);
  const tried = (await versionsOf(ctx, { item })).find(({ n }) => n === 2);
  if (tried === undefined || confirmed === undefined) throw new Error('nothing to confirm');
  const trial = await findTrial(ctx.db, { agencyId: agency.id, versionId: tried.id });
  if (trial?.decision !== undefined) return;
  must(
    await decideTrial(ctx.at(daysAgo(today, confirmed.ago, '15:00:00')), await byAccount('chief'), {
      agencyId: agency.id,
      versionId: tried.id,
      decision: 'confirm',
      reason: confirmed.reason,
      earlyReason: confirmed.earlyReason,
      postName: '局长',
      basis: 'demo',
    }),
  );
}

async function versionsOf(ctx: DemoContext, { item }: Pick<Story, 'item'>) {
  return ctx.db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .select(['v.id', 'v.power_id', 'v.n', 'v.content', 'v.office_id'])
    .where('p.code', '=', codesOf().get(item) ?? '')
    .orderBy('v.n', (o) => o.desc().nullsLast())
    .execute();
}
