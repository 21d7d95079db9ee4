import { z } from 'zod';
import { addDays, type LegalDay } from '#kernel';
import type { StaffActor } from '#modules/access';
import { getFlowVersion, nodeName } from '#modules/flows';
import {
  approveRule,
  draftRule,
  editRule,
  findRuleVersion,
  publishRule,
  reviseRule,
  RuleContent,
} from '#modules/rules';
import type { UseCase } from '#platform/context';
import { daysAgo, type DemoContext } from './context.ts';
import ruleData from './data/rules.json' with { type: 'json' };
import { people } from './load-powers.ts';
import { must } from './must.ts';

/** When the rules were first published, one was revised and one repealed, in days before the day of first start. */
export const RULES_PUBLISHED = 95;
const RULE_REVISED = 38;
const RULE_REPEALED = 27;
const RULE_DRAFTED = 3;

const { rules } = z
  .object({
    rules: z.array(
      z.object({
        key: z.string(),
        office: z.string(),
        fate: z.enum(['published', 'revised', 'repealed', 'drafted']),
        content: RuleContent.omit({ governs: true }).extend({
          governs: z.array(z.object({ item: z.string(), steps: z.array(z.string()) })),
        }),
        revision: z
          .object({
            reason: z.string(),
            articles: z.array(
              z.union([
                z.object({ at: z.int(), text: z.string() }),
                z.object({ insertAt: z.int(), text: z.string() }),
              ]),
            ),
          })
          .optional(),
        repeal: z.object({ reason: z.string() }).optional(),
      }),
    ),
  })
  .parse(ruleData);
type Story = (typeof rules)[number];

/** The bureau’s own rules, each drafted, signed, reviewed and published. */
export async function loadRules(ctx: DemoContext, today: LegalDay): Promise<void> {
  for (const story of rules)
    if (story.fate !== 'drafted') await begin(ctx, addDays(today, -RULES_PUBLISHED), story);
}

/** What becomes of them on a later day, and one that waits for review on the last. */
export async function liveRules(ctx: DemoContext, today: LegalDay, day: LegalDay): Promise<void> {
  for (const story of rules) {
    if (story.revision !== undefined && day === addDays(today, -RULE_REVISED)) {
      const { reason, articles } = story.revision;
      await follow(ctx, story, day, { reason, status: 'in-force' }, (content) => ({
        ...content,
        articles: articles.reduce<RuleContent['articles']>(
          (all, change) =>
            'at' in change
              ? all.with(change.at, { ...all[change.at], text: change.text })
              : all.toSpliced(change.insertAt, 0, { text: change.text }),
          content.articles,
        ),
      }));
    }
    if (story.fate === 'drafted' && day === addDays(today, -RULE_DRAFTED)) await begin(ctx, day, story);
    if (story.repeal !== undefined && day === addDays(today, -RULE_REPEALED))
      await follow(ctx, story, day, { reason: story.repeal.reason, status: 'repealed' });
  }
}

async function begin(ctx: DemoContext, on: LegalDay, story: Story): Promise<void> {
  const { agency, head, officeId } = await signersOf(ctx, story);
  const known = await versionsOf(ctx, agency.id, story.key);
  const versionId =
    known[0]?.id ??
    must(
      await draftRule(at(ctx, on, '09:20:00'), head, {
        agencyId: agency.id,
        officeId,
        content: await contentOf(ctx, agency.id, story),
        plannedFrom: null,
        importKey: story.key,
      }),
    ).versionId;
  await ripen(ctx, story, on, versionId, story.fate !== 'drafted');
}

/** The next version of a rule: begun, changed, and taken to publication on one day. */
async function follow(
  ctx: DemoContext,
  story: Story,
  on: LegalDay,
  next: { readonly reason: string; readonly status: 'in-force' | 'repealed' },
  change?: (content: RuleContent) => RuleContent,
): Promise<void> {
  const { agency, head } = await signersOf(ctx, story);
  const known = await versionsOf(ctx, agency.id, story.key);
  const [first] = known;
  if (first === undefined || known.some(({ n }) => n === 2)) return;
  const use = at(ctx, on, '09:20:00');
  const versionId =
    known.find(({ n }) => n === null)?.id ??
    must(await reviseRule(use, head, { agencyId: agency.id, ruleId: first.rule_id, ...next })).versionId;
  const draft = await findRuleVersion(ctx.db, agency.id, versionId);
  if (change !== undefined && draft?.state === 'draft' && draft.rowVersion === 1)
    must(
      await editRule(use, head, {
        agencyId: agency.id,
        versionId,
        rowVersion: draft.rowVersion,
        content: change(draft.content),
      }),
    );
  await ripen(ctx, story, on, versionId, true);
}

async function ripen(
  ctx: DemoContext,
  story: Story,
  on: LegalDay,
  versionId: string,
  publishes: boolean,
): Promise<void> {
  const { agency, head, leader, register } = await signersOf(ctx, story);
  const version = async () => {
    const found = await findRuleVersion(ctx.db, agency.id, versionId);
    if (found === undefined) throw new Error('a rule version is gone');
    return { agencyId: agency.id, versionId, rowVersion: found.rowVersion, state: found.state };
  };
  const acts = [
    ['draft', 'sign', head, '处室负责人', '10:00:00'],
    ['signed', 'countersign', leader, '分管领导', '11:00:00'],
    ['countersigned', 'pass', register, '局领导小组办公室', '14:30:00'],
  ] as const;
  for (const [state, act, actor, postName, time] of publishes ? acts : acts.slice(0, 1)) {
    const current = await version();
    if (current.state === state)
      must(await approveRule(at(ctx, on, time), actor, { ...current, act, postName }));
  }
  const passed = await version();
  if (publishes && passed.state === 'passed')
    must(
      await publishRule(at(ctx, on, '16:00:00'), register, {
        ...passed,
        postName: '局领导小组办公室',
        basis: 'demo',
      }),
    );
}

const at = (ctx: DemoContext, day: LegalDay, time: string): UseCase => ctx.at(daysAgo(day, 0, time));

async function versionsOf(ctx: DemoContext, agencyId: string, key: string) {
  return ctx.db
    .selectFrom('rule_version as v')
    .innerJoin('rule as r', (j) => j.onRef('r.agency_id', '=', 'v.agency_id').onRef('r.id', '=', 'v.rule_id'))
    .select(['v.id', 'v.rule_id', 'v.n'])
    .where('v.agency_id', '=', agencyId)
    .where('r.import_key', '=', key)
    .execute();
}

async function signersOf(ctx: DemoContext, story: Story) {
  const { agency, offices, staff, byAccount } = await people(ctx);
  const office = offices.find((one) => one.import_key === story.office);
  if (office === undefined) throw new Error(`no office ${story.office}`);
  const head: StaffActor = await staff(office.head_person_id);
  return {
    agency,
    officeId: office.id,
    head,
    leader: await staff(office.leader_person_id),
    register: await byAccount('register'),
  };
}

/** The content with items and steps as they are in this database. */
async function contentOf(ctx: DemoContext, agencyId: string, { content }: Story): Promise<RuleContent> {
  const governs = await Promise.all(
    content.governs.map(async ({ item, steps }) => {
      const power = await ctx.db
        .selectFrom('power_item as p')
        .innerJoin('power_in_force as f', 'f.power_id', 'p.id')
        .innerJoin('power_version as v', 'v.id', 'f.version_id')
        .select(['p.id', 'v.flow_version_id'])
        .where('p.agency_id', '=', agencyId)
        .where('p.import_key', '=', item)
        .executeTakeFirstOrThrow();
      const nodes =
        power.flow_version_id === null
          ? []
          : (await getFlowVersion(ctx.db, agencyId, power.flow_version_id)).table.nodes;
      return {
        powerId: power.id,
        steps: nodes
          .filter(({ id }) => steps.includes(id))
          .map((node) => ({ id: node.id, name: nodeName(node, 'zh') })),
      };
    }),
  );
  return { ...content, governs };
}
