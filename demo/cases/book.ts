import { z } from 'zod';
import { Uuid, type LegalDay } from '#kernel';
import { loadStaffActor, type StaffActor } from '#modules/access';
import { getFlowVersion, type FlowNode } from '#modules/flows';
import { personsOnPost } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import type { PlannedCase } from './plan-cases.ts';

const Terms = z.object({
  powerName: z.string(),
  committed: z.object({ n: z.number().nullable() }),
  statutory: z
    .object({ pausableBy: z.array(z.string()), extension: z.object({}).loose().nullable() })
    .nullable(),
  materials: z.array(z.object({ key: z.string(), name: z.string() })),
});

/** An unfinished case of the demonstration as the database has it: the simulation keeps nothing of its own. */
export type LiveCase = {
  readonly plan: PlannedCase;
  readonly agencyId: Uuid;
  readonly caseId: Uuid;
  readonly state: string;
  readonly power: string;
  readonly committedDays: number;
  /** The law lets the clocks stop while experts look at it. */
  readonly pausable: boolean;
  readonly extendable: boolean;
  readonly materials: readonly { readonly key: string; readonly name: string }[];
  readonly steps: readonly {
    readonly node: FlowNode;
    readonly postId: string | null;
    readonly openedAt: Date;
    /** How often the case has come to this step, this time included. */
    readonly visit: number;
  }[];
  readonly suspendedAt: Date | null;
  readonly resumedAt: Date | null;
};

/** Reads cases and people for the simulation. */
export function openBook(ctx: UseCase, plans: ReadonlyMap<string, PlannedCase>) {
  const tables = new Map<string, ReadonlyMap<string, FlowNode>>();
  const staff = new Map<string, StaffActor>();
  return { live, onPost, account };

  /** Unfinished cases: all of them, or one. */
  async function live(only?: string): Promise<LiveCase[]> {
    const files = await ctx.db
      .selectFrom('case_file')
      .select(['agency_id', 'id', 'import_key', 'state', 'flow_version_id', 'terms'])
      .where('closed_at', 'is', null)
      .where('import_key', 'like', 'demo-case-%')
      .$if(only !== undefined, (q) => q.where('id', '=', only ?? ''))
      .execute();
    if (files.length === 0) return [];
    const ids = files.map(({ id }) => id);
    const [steps, pauses] = await Promise.all([
      ctx.db
        .selectFrom('case_step')
        .select(['case_id', 'node', 'post_id', 'opened_at', 'closed_at'])
        .where('case_id', 'in', ids)
        .execute(),
      ctx.db
        .selectFrom('case_event')
        .select(['case_id', 'kind', 'at'])
        .where('case_id', 'in', ids)
        .where('kind', 'in', ['suspended', 'resumed'])
        .execute(),
    ]);
    const found: LiveCase[] = [];
    for (const file of files) {
      const plan = plans.get(file.import_key ?? '');
      if (plan === undefined) continue;
      const nodes = await nodesOf(file.agency_id, file.flow_version_id);
      const terms = Terms.parse(file.terms);
      const own = steps.filter(({ case_id }) => case_id === file.id);
      const pause = (kind: string): Date | null =>
        pauses.find((one) => one.case_id === file.id && one.kind === kind)?.at ?? null;
      found.push({
        plan,
        agencyId: Uuid.parse(file.agency_id),
        caseId: Uuid.parse(file.id),
        state: file.state,
        power: terms.powerName,
        committedDays: terms.committed.n ?? 20,
        pausable: terms.statutory?.pausableBy.includes('expert-review') === true,
        extendable: (terms.statutory?.extension ?? null) !== null,
        materials: terms.materials,
        steps: own
          .filter(({ closed_at }) => closed_at === null)
          .flatMap((one) => {
            const node = nodes.get(one.node);
            const visit = own.filter((other) => other.node === one.node).length;
            return node === undefined ? [] : [{ node, postId: one.post_id, openedAt: one.opened_at, visit }];
          }),
        suspendedAt: pause('suspended'),
        resumedAt: pause('resumed'),
      });
    }
    return found;
  }

  async function nodesOf(agencyId: string, id: string): Promise<ReadonlyMap<string, FlowNode>> {
    const known = tables.get(id);
    if (known !== undefined) return known;
    const { table } = await getFlowVersion(ctx.db, agencyId, id);
    const nodes = new Map(table.nodes.map((node) => [node.id, node]));
    tables.set(id, nodes);
    return nodes;
  }

  /** Who is on a post that day and has an account. */
  async function onPost(agencyId: string, postId: string, day: LegalDay): Promise<readonly StaffActor[]> {
    const persons = await personsOnPost(ctx.db, agencyId, postId, day);
    const found = await Promise.all(persons.map(({ personId }) => find(agencyId, personId, day)));
    return found.filter((one) => one !== undefined);
  }

  /** The person behind a demonstration account. */
  async function account(agencyId: string, name: string, day: LegalDay): Promise<StaffActor> {
    const login = await ctx.db
      .selectFrom('login')
      .select('person_id')
      .where('agency_id', '=', agencyId)
      .where('account', '=', name)
      .executeTakeFirstOrThrow();
    const found = await find(agencyId, login.person_id, day);
    if (found === undefined) throw new Error(`account ${name} of the demonstration is closed`);
    return found;
  }

  async function find(agencyId: string, personId: string, day: LegalDay): Promise<StaffActor | undefined> {
    const known = staff.get(personId);
    if (known !== undefined) return known;
    const actor = await loadStaffActor(ctx.db, agencyId, personId, day);
    if (actor !== undefined) staff.set(personId, actor);
    return actor;
  }
}
export type Book = ReturnType<typeof openBook>;
