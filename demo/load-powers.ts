import { z } from 'zod';
import { addDays, type LegalDay } from '#kernel';
import { loadStaffActor, type StaffActor } from '#modules/access';
import {
  buildDraft,
  catalogueFileSchema,
  flowKindOf,
  layoutFlow,
  publishFlowVersion,
  specFromCatalogue,
  submitFlowVersion,
  toBpmnXml,
  type FlowSpec,
} from '#modules/flows';
import {
  adjustPower,
  approvePower,
  draftPower,
  editPower,
  findVersion,
  importParents,
  listVersions,
  PowerContent,
  publishPower,
  termsOf,
  type PublishInput,
  type PowerVersion,
} from '#modules/powers';
import type { UseCase } from '#platform/context';
import flowData from './data/flows.json' with { type: 'json' };
import powerData from './data/powers.json' with { type: 'json' };
import { attachForms } from './attach-forms.ts';
import { daysAgo, type DemoContext } from './context.ts';
import { SYSTEM } from './load-organisation.ts';
import { must } from './must.ts';

const flows = catalogueFileSchema.parse(flowData);
const powers = z
  .object({
    items: z.array(
      z.object({
        key: z.string(),
        status: z.enum(['in-force', 'transferred', 'cancelled']),
        content: PowerContent,
      }),
    ),
  })
  .parse(powerData);

/** When the list was first published, in days before the day of first start. */
export const PUBLISHED = 100;
/** The day one of them was adjusted. */
export const ADJUSTED = 41;

/** Agency, offices and the persons who sign, as the use cases know them. */
export async function people(ctx: UseCase) {
  const agency = await ctx.db
    .selectFrom('agency')
    .select(['id', 'uscc'])
    .where('import_key', '=', 'agency-tssswj')
    .executeTakeFirstOrThrow();
  const offices = await ctx.db
    .selectFrom('office')
    .select(['id', 'import_key', 'head_person_id', 'leader_person_id'])
    .where('agency_id', '=', agency.id)
    .execute();
  const day = '2026-06-01' as LegalDay;
  const staff = async (personId: string | null): Promise<StaffActor> => {
    const actor = personId === null ? undefined : await loadStaffActor(ctx.db, agency.id, personId, day);
    if (!actor) throw new Error('a signer has no account');
    return actor;
  };
  const byAccount = async (account: string): Promise<StaffActor> => {
    const login = await ctx.db
      .selectFrom('login')
      .select('person_id')
      .where('account', '=', account)
      .executeTakeFirstOrThrow();
    return staff(login.person_id);
  };
  return { agency, offices, staff, byAccount };
}

/** The eleven category charts 类别流程图. */
export async function loadCategoryFlows(ctx: DemoContext, today: LegalDay): Promise<void> {
  const { agency } = await people(ctx);
  const at = ctx.at(daysAgo(today, PUBLISHED + 5));
  for (const flow of flows.flows) {
    const submitted = must(
      await submitFlowVersion(at, SYSTEM, {
        agencyId: agency.id,
        bytes: await bytesOf(specFromCatalogue(flow, flows.posts)),
      }),
    );
    must(
      await at.transact((tx) =>
        publishFlowVersion(tx, at, {
          agencyId: agency.id,
          flowVersionId: submitted.flowVersionId,
          actor: { kind: 'system', id: SYSTEM.name },
          org: agency.uscc ?? 'NO-CODE',
          basis: 'demo',
          effectiveFrom: addDays(today, -PUBLISHED),
        }),
      ),
    );
  }
}

/** Every power goes its whole way: drafted, its flow submitted, signed, countersigned, passed, published. */
export async function loadPowers(ctx: DemoContext, today: LegalDay): Promise<void> {
  const { agency, offices, staff, byAccount } = await people(ctx);
  must(
    await importParents(ctx.at(daysAgo(today, PUBLISHED + 5)), SYSTEM, {
      agencyId: agency.id,
      json: { parents: parentsOf(powers.items.map(({ content }) => content)) },
      dryRun: false,
    }),
  );
  const register = await byAccount('register');
  for (const [i, item] of powers.items.entries()) {
    const known = await ctx.db
      .selectFrom('power_item')
      .select('id')
      .where('agency_id', '=', agency.id)
      .where('import_key', '=', item.key)
      .executeTakeFirst();
    const published =
      known &&
      (await ctx.db
        .selectFrom('power_in_force')
        .select('power_id')
        .where('power_id', '=', known.id)
        .executeTakeFirst());
    if (published) continue;
    const office = offices.find((o) => o.import_key === (item.content.officeKey ?? 'office-fg'));
    if (!office) throw new Error(`no office for ${item.key}`);
    const drafted =
      known === undefined
        ? must(
            await draftPower(ctx.at(daysAgo(today, PUBLISHED + 4, time(i))), SYSTEM, {
              agencyId: agency.id,
              officeId: office.id,
              content: item.content,
              importKey: item.key,
              status: item.status,
            }),
          )
        : {
            versionId: (
              await ctx.db
                .selectFrom('power_version')
                .select('id')
                .where('power_id', '=', known.id)
                .executeTakeFirstOrThrow()
            ).id,
          };
    await attachForms(ctx.at(daysAgo(today, PUBLISHED + 4, time(i))), {
      agencyId: agency.id,
      versionId: drafted.versionId,
      key: item.key,
    });
    await ripen(ctx, today, PUBLISHED, agency.id, drafted.versionId, item.key, {
      head: office.head_person_id === null ? SYSTEM : await staff(office.head_person_id),
      leader: office.leader_person_id === null ? SYSTEM : await staff(office.leader_person_id),
      register,
    });
  }
}

/** Implementation code of each item by its key. */
export function codesOf(): ReadonlyMap<string, string> {
  return new Map(powers.items.map(({ key, content }) => [key, content.implementationCode ?? '']));
}

/** What the items in force say. */
export function contentsInForce(): readonly PowerContent[] {
  return powers.items.filter(({ status }) => status === 'in-force').map(({ content }) => content);
}

/** The licences as entries of a list above: made up from the bureau’s own items, and marked so. */
function parentsOf(contents: readonly PowerContent[]): readonly Record<string, unknown>[] {
  return contents
    .filter(({ typeCode, basicCode }) => typeCode === '01' && basicCode !== undefined)
    .map((content) => ({
      code: content.basicCode,
      name: content.parentName ?? content.name,
      typeCode: content.typeCode,
      levels: [content.level],
      bases: content.legalBasis
        .filter(({ verified }) => verified)
        .map(({ law, article }) => ({ law, article })),
      issuer: '演示：行政许可事项清单（由本演示数据生成，不是国家清单）',
      edition: '演示',
    }));
}

type Signers = {
  readonly head: StaffActor | typeof SYSTEM;
  readonly leader: StaffActor | typeof SYSTEM;
  readonly register: StaffActor;
  /** Published on trial, where it is to be tried first. */
  readonly trial?: PublishInput['trial'];
};

/** Takes a draft through flow, signatures and review to publication, each act by the person who does it. */
export async function ripen(
  ctx: DemoContext,
  today: LegalDay,
  published: number,
  agencyId: string,
  versionId: string,
  key: string,
  by: Signers,
): Promise<void> {
  const day = (days: number): UseCase => ctx.at(daysAgo(today, published + days, '10:00:00'));
  const version = async () => {
    const found = await findVersion(ctx.db, agencyId, versionId);
    if (!found) throw new Error('version is gone');
    return found;
  };
  const draft = await version();
  const spec = flowOf(key);
  if (spec !== undefined && draft.flowVersionId === null) await giveFlow(day(3), draft, spec);
  const acts = [
    ['draft', 'sign', by.head, '处室负责人'],
    ['signed', 'countersign', by.leader, '分管领导'],
    ['countersigned', 'pass', by.register, '局领导小组办公室'],
  ] as const;
  for (const [state, act, actor, postName] of acts) {
    const current = await version();
    if (current.state === state)
      must(
        await approvePower(day(2), actor, {
          agencyId,
          versionId,
          rowVersion: current.rowVersion,
          act,
          postName,
        }),
      );
  }
  const passed = await version();
  if (passed.state === 'passed') {
    must(
      await publishPower(day(1), by.register, {
        agencyId,
        versionId,
        rowVersion: passed.rowVersion,
        effectiveFrom: addDays(today, -published),
        postName: '局领导小组办公室',
        basis: 'demo',
        ...(by.trial === undefined ? {} : { trial: by.trial }),
      }),
    );
  }
}

/** The flow an item of the data set runs by; absent where it has none. */
function flowOf(key: string): FlowSpec | undefined {
  const item = flows.items.find((f) => f.item === key);
  if (item === undefined) return undefined;
  const flow = flows.flows.find((f) => f.id === item.flow);
  if (!flow) throw new Error(`no flow ${item.flow}`);
  return specFromCatalogue(flow, flows.posts, {
    ...item,
    id: `flow-${key}`,
    name: item.name.slice(0, 60),
    kind: flowKindOf(item.typeCode, item.localType),
  });
}

/** Submits a flow for a version that is being drafted, and puts it there. */
async function giveFlow(ctx: UseCase, draft: PowerVersion, spec: FlowSpec): Promise<void> {
  const { agencyId, versionId, code, content, rowVersion } = draft;
  const { flowVersionId } = must(
    await submitFlowVersion(ctx, SYSTEM, {
      agencyId,
      bytes: await bytesOf(spec),
      power: { code, terms: termsOf(content) },
    }),
  );
  must(await editPower(ctx, SYSTEM, { agencyId, versionId, rowVersion, flowVersionId }));
}

/** The flow of the adjusted item: whoever receives goes by what may be brought later. */
function adjustedFlow(spec: FlowSpec): FlowSpec {
  return {
    ...spec,
    steps: spec.steps.map((step) =>
      step.role === 'receive'
        ? { ...step, rule: `${step.rule ?? ''}；材料可以承诺后补的，先行受理（演示）` }
        : step,
    ),
  };
}

/** One licence is adjusted: what may be brought later, with reason and basis, so that versions can be compared. */
export async function adjustOne(ctx: DemoContext, today: LegalDay): Promise<void> {
  const { agency, offices, staff, byAccount } = await people(ctx);
  const item = powers.items.find((i) => i.key === 'it-05');
  const code = item?.content.implementationCode;
  if (!item || code === undefined) throw new Error('no item to adjust');
  const open = await ctx.db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .select(['v.id', 'v.power_id', 'v.n', 'v.flow_version_id'])
    .where('p.code', '=', code)
    .orderBy('v.n', (o) => o.desc().nullsFirst())
    .execute();
  if (open.some((v) => v.n === 2) || (await listVersions(ctx.db, code)).length > 1) return;
  const office = offices.find((o) => o.import_key === item.content.officeKey);
  const head = await staff(office?.head_person_id ?? null);
  const draft = open.find((v) => v.n === null);
  const first = open[0];
  if (!first) throw new Error('the item was not published');
  const newest = await findVersion(ctx.db, agency.id, first.id);
  if (!newest) throw new Error('the version is gone');
  const { content } = newest;
  const versionId =
    draft?.id ??
    must(
      await adjustPower(ctx.at(daysAgo(today, ADJUSTED + 3)), head, {
        agencyId: agency.id,
        powerId: first.power_id,
        reason: '材料可以承诺后补，网上办理不用跑动（演示）',
        changeBasis: '领导小组第3次会议研究意见（演示）',
        content: {
          ...content,
          visits: 0,
          materials: content.materials.map((m, at) =>
            at === content.materials.length - 1 ? { ...m, ease: 'may-promise' as const } : m,
          ),
          serviceCommitment: [...content.serviceCommitment, '材料可以承诺后补，不影响受理（演示）'],
        },
      }),
    ).versionId;
  const begun = await findVersion(ctx.db, agency.id, versionId);
  const before = open.find((v) => v.n === 1)?.flow_version_id;
  const spec = flowOf(item.key);
  if (begun?.state === 'draft' && begun.flowVersionId === before && spec !== undefined)
    await giveFlow(ctx.at(daysAgo(today, ADJUSTED + 2, '09:00:00')), begun, adjustedFlow(spec));
  await ripen(ctx, today, ADJUSTED - 1, agency.id, versionId, 'adjusted', {
    head,
    leader: await staff(office?.leader_person_id ?? null),
    register: await byAccount('register'),
  });
}

async function bytesOf(spec: FlowSpec): Promise<Uint8Array> {
  const draft = buildDraft(spec);
  const drawn = layoutFlow(draft);
  if (!drawn.ok) throw new Error(`flow ${spec.id} cannot be drawn`);
  return new TextEncoder().encode(await toBpmnXml(draft, drawn.value));
}

function time(i: number): string {
  return `${String(9 + Math.floor(i / 10)).padStart(2, '0')}:${String((i % 10) * 5).padStart(2, '0')}:00`;
}
