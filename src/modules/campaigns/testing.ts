import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LegalDay, Uuid, type Result } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { draftPower, PowerContent } from '#modules/powers';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import type { EntryKind } from './domain/office-return.ts';
import { actOnReturn, fillReturn } from './use-cases/fill-return.ts';
import { readTask } from './use-cases/read-campaign.ts';
import { openCampaign } from './use-cases/run-campaign.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const read = (name: string): unknown => JSON.parse(readFileSync(`demo/data/${name}.json`, 'utf8'));

export const must = <T>(result: Result<T, { readonly code: string }>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const found = <T>(of: T | undefined, what: string): T => {
  if (of === undefined) throw new Error(`no ${what}`);
  return of;
};

/**
 * The offices of the demonstration bureau on a database of their own, with what a test of campaigns does again and again.
 * Offices have no duties until a test gives them some. For tests only; call `load` before all.
 */
export function campaignStage() {
  const database = testDatabase();
  const ctx = testContext(database);
  let agencyId: Uuid = Uuid.parse('00000000-0000-7000-8000-000000000000');
  let offices: ReadonlyMap<string, Uuid> = new Map();
  let persons: ReadonlyMap<string, Uuid> = new Map();
  let headOf: ReadonlyMap<string, string | undefined> = new Map();
  let leaderOf: ReadonlyMap<string, string | undefined> = new Map();
  let made = 0;
  const [content] = z
    .object({ items: z.array(z.object({ content: PowerContent })) })
    .parse(read('powers'))
    .items.map((one) => one.content);

  const office = (key: string): Uuid => found(offices.get(key), `office ${key}`);
  const person = (key: string | undefined): Uuid => found(persons.get(key ?? ''), `person ${key}`);
  const staff = (personId: Uuid, role: Role, officeId?: Uuid): StaffActor => ({
    kind: 'staff',
    personId,
    name: '测试',
    agencyId,
    assignments: [],
    roles: [{ role, agencyId, ...(officeId === undefined ? {} : { officeId }) }],
  });
  const keeper = () => staff(person('p20'), 'review-office');
  const head = (key: string) => staff(person(headOf.get(key)), 'office-head', office(key));
  const leader = (key: string) => staff(person(leaderOf.get(key)), 'leader', office(key));

  async function load(): Promise<void> {
    ctx.clock.set('2026-11-02T09:00:00+08:00');
    const tree = OrganisationTree.parse(read('organisation'));
    ({ agencyId, offices, persons } = must(
      await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
    ));
    headOf = new Map(tree.offices.map((one) => [one.key, one.head]));
    leaderOf = new Map(tree.offices.map((one) => [one.key, one.leader]));
    await ctx.db.updateTable('office').set({ functions: '' }).where('agency_id', '=', agencyId).execute();
    await ctx.db.updateTable('post').set({ duties: '' }).where('agency_id', '=', agencyId).execute();
  }

  async function power(officeKey: string, name = `测试事项${(made += 1)}`) {
    const drafted = must(
      await draftPower(ctx, SYSTEM, {
        agencyId,
        officeId: office(officeKey),
        content: { ...found(content, 'power'), name, implementationCode: undefined, rawCode: `C-${made}` },
      }),
    );
    return { ...drafted, name };
  }

  /** A campaign over these offices, due on Friday 2026-11-20, opened on 2026-11-02. */
  async function campaign(...keys: readonly string[]) {
    ctx.clock.set('2026-11-02T09:00:00+08:00');
    const { campaignId } = must(
      await openCampaign(ctx, keeper(), {
        agencyId,
        name: '2026年清权行动',
        basis: '规范行政权力运行工作实施方案',
        typeCodes: ['01'],
        phases: [
          { name: '填报', from: LegalDay.parse('2026-11-02'), to: LegalDay.parse('2026-11-20') },
          {
            name: '试运行',
            from: LegalDay.parse('2026-11-23'),
            to: LegalDay.parse('2026-12-31'),
            trial: true,
          },
        ],
        deadline: LegalDay.parse('2026-11-20'),
        officeIds: keys.map(office),
      }),
    );
    const rows = await ctx.db
      .selectFrom('campaign_task')
      .select(['id', 'office_id'])
      .where('campaign_id', '=', campaignId)
      .execute();
    const task = (key: string): string =>
      found(
        rows.find((row) => row.office_id === office(key)),
        `task of ${key}`,
      ).id;
    return { campaignId, task };
  }
  const look = async (taskId: string, actor: StaffActor = keeper()) =>
    must(await readTask(ctx, actor, taskId));
  async function fill(
    taskId: string,
    actor: StaffActor,
    entries: readonly { powerId: string; kind?: EntryKind; note?: string }[],
    nil = false,
  ) {
    const { rowVersion } = await look(taskId);
    return fillReturn(ctx, actor, {
      agencyId,
      taskId,
      rowVersion,
      nil,
      entries: entries.map((one) => ({ kind: 'new' as const, note: '', ...one })),
    });
  }
  async function act(
    taskId: string,
    actor: StaffActor,
    name: Parameters<typeof actOnReturn>[2]['act'],
    over: Partial<Parameters<typeof actOnReturn>[2]> = {},
  ) {
    const { digest } = await look(taskId);
    return actOnReturn(ctx, actor, {
      agencyId,
      taskId,
      act: name,
      digest,
      reason: '理由',
      postName: '处长岗',
      ...over,
    });
  }
  const passAll = async (taskId: string, key: string): Promise<void> => {
    must(await act(taskId, head(key), 'sign'));
    must(await act(taskId, leader(key), 'countersign'));
    must(await act(taskId, keeper(), 'pass'));
  };
  return {
    database,
    ctx,
    load,
    agency: () => agencyId,
    office,
    person,
    staff,
    keeper,
    head,
    leader,
    power,
    campaign,
    look,
    fill,
    act,
    passAll,
  };
}
