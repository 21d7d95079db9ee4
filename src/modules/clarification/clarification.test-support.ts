import { readFileSync } from 'node:fs';
import { beforeAll } from 'vitest';
import { z } from 'zod';
import { assertOk as must, LegalDay, ok, type Uuid } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { PowerContent } from '#modules/powers';
import type { testContext } from '#tests/context';
import { insertPublished } from '#tests/published-powers';
import { listFindings, type Finding } from './db/finding-reader.ts';
import { answerHandover, askReceiver } from './use-cases/ask-receiver.ts';
import { askComparison, compareList } from './use-cases/compare-list.ts';
import { decideFinding, type DecideInput } from './use-cases/decide-finding.ts';
import { discuss } from './use-cases/discuss.ts';

export const SYSTEM = { kind: 'system', name: 'test' } as const;
const read = (name: string): unknown => JSON.parse(readFileSync(`demo/data/${name}.json`, 'utf8'));
export const law = { law: '行政许可法', article: '第十二条', level: '法律', summary: '', verified: true };
export const [sample] = z
  .object({ items: z.array(z.object({ content: PowerContent })) })
  .parse(read('powers'))
  .items.map(({ content }) => content);
export const historyOf = (content: unknown): readonly string[] =>
  PowerContent.parse(content).history.map(({ what }) => what);

/** The bureau beside another body of its place, with lists to compare and what is found in them. */
export function clarifying(ctx: ReturnType<typeof testContext>) {
  const made = {} as {
    readonly agencyId: Uuid;
    readonly elsewhere: Uuid;
    readonly officeId: Uuid;
    readonly persons: ReadonlyMap<string, Uuid>;
  };
  let count = 0;

  beforeAll(async () => {
    ctx.clock.set('2026-11-23T09:00:00+08:00');
    const tree = OrganisationTree.parse(read('organisation'));
    const own = must(
      await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
    );
    const officeId = own.offices.get('office-lt');
    const elsewhere = ctx.ids.uuid(ctx.clock.now());
    if (officeId === undefined) throw new Error('no office');
    Object.assign(made, { agencyId: own.agencyId, elsewhere, officeId, persons: own.persons });
    const { division_code: division, level } = await ctx.db
      .selectFrom('agency')
      .select(['division_code', 'level'])
      .where('id', '=', own.agencyId)
      .executeTakeFirstOrThrow();
    await ctx.db
      .insertInto('agency')
      .values({
        id: elsewhere,
        name: '唐山市市场监督管理局',
        kind: 'administrative',
        level,
        division_code: division,
        slug: 'market',
        created_at: ctx.clock.now(),
      })
      .execute();
  });

  function personOf(key: string): Uuid {
    const id = made.persons.get(key);
    if (id === undefined) throw new Error(`no person ${key}`);
    return id;
  }

  const staff = (key: string, role: Role): StaffActor => ({
    kind: 'staff',
    personId: personOf(key),
    name: '测试',
    agencyId: made.agencyId,
    assignments: [],
    roles: [{ role, agencyId: made.agencyId }],
  });
  const keeper = () => staff('p20', 'review-office');
  const head = () => staff('p10', 'office-head');

  /** A list of exactly these items, published on a day. */
  async function publish(
    contents: readonly Partial<PowerContent>[],
    at = '2026-06-01T09:00:00+08:00',
    of: Uuid = made.agencyId,
  ): Promise<readonly string[]> {
    const items = contents.map((content) => ({
      content: PowerContent.parse({
        name: `拍卖业务登记${(count += 1)}`,
        typeCode: '01',
        level: '3',
        exercisingBody: '唐山市商务局',
        legalBasis: [law],
        duties: sample?.duties,
        rawCode: `C-${count}`,
        ...content,
      }),
      officeId: null,
      publishedAt: new Date(at),
      effectiveFrom: LegalDay.parse(at.slice(0, 10)),
    }));
    return must(await ctx.transact(async (tx) => ok(await insertPublished(tx, ctx.ids, of, items))));
  }

  /** Compares and answers with what is open about these powers. */
  async function compared(...powerIds: readonly string[]): Promise<readonly Finding[]> {
    const { runId } = must(await askComparison(ctx, keeper(), { agencyId: made.agencyId }));
    await compareList(ctx, { agencyId: made.agencyId, runId });
    return findings('open', ...powerIds);
  }
  async function findings(
    state: 'open' | 'decided' | 'gone',
    ...powerIds: readonly string[]
  ): Promise<readonly Finding[]> {
    const all = await listFindings(ctx.db, { agencyId: made.agencyId, state, limit: 1_000 });
    return all.filter(({ powerId }) => powerIds.includes(powerId));
  }
  const say = (findingId: string) =>
    discuss(ctx, head(), {
      agencyId: made.agencyId,
      findingId,
      form: 'workshop',
      heldOn: LegalDay.parse('2026-11-20'),
      participants: '流通处、法规处',
      text: '两项实为一项。',
    });
  const decide = (finding: Finding, over: Partial<DecideInput>) =>
    decideFinding(ctx, keeper(), {
      agencyId: made.agencyId,
      findingId: finding.id,
      rowVersion: finding.rowVersion,
      decision: 'keep',
      reason: '经研究',
      basis: '局长办公会决定',
      ...over,
    });
  /** Somebody of the body that is asked. */
  const there = (role: Role): StaffActor => ({
    ...staff('p02', role),
    agencyId: made.elsewhere,
    roles: [{ role, agencyId: made.elsewhere }],
  });
  const asked = (
    findingId: string,
    over: { readonly actor?: StaffActor; readonly receiverId?: string } = {},
  ) =>
    askReceiver(ctx, over.actor ?? keeper(), {
      agencyId: made.agencyId,
      findingId,
      receiverId: over.receiverId ?? made.elsewhere,
      text: '职责相近，拟划转贵局',
      postName: '汇总岗',
    });
  /** Asked, and answered by the other body. */
  async function answered(findingId: string, answer: 'agreed' | 'refused', reason: string) {
    const { handoverId } = must(await asked(findingId));
    ctx.clock.set(new Date(ctx.clock.now().getTime() + 1_000));
    return answerHandover(ctx, there('first-responsible'), {
      agencyId: made.elsewhere,
      id: handoverId,
      answer,
      reason,
      postName: '局长岗',
    });
  }
  const drafts = (of: string = made.agencyId) =>
    ctx.db
      .selectFrom('power_version')
      .select(['id', 'power_id', 'name', 'status', 'office_id', 'content'])
      .where('agency_id', '=', of)
      .where('state', '=', 'draft')
      .execute();

  return {
    made,
    staff,
    keeper,
    head,
    publish,
    compared,
    findings,
    say,
    decide,
    there,
    asked,
    answered,
    drafts,
  };
}
