import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LegalDay, type Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import {
  buildDraft,
  catalogueFileSchema,
  flowKindOf,
  layoutFlow,
  specFromCatalogue,
  submitFlowVersion,
  toBpmnXml,
} from '#modules/flows';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import type { testContext } from '#tests/context';
import {
  adjustPower,
  approvePower,
  draftPower,
  editPower,
  findVersion,
  importParents,
  PowerContent,
  publishPower,
  termsOf,
} from './index.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

const read = (name: string): unknown => JSON.parse(readFileSync(`demo/data/${name}.json`, 'utf8'));
const flows = catalogueFileSchema.parse(read('flows'));
/** The items of the demonstration bureau as they are registered. */
export const demoItems = z
  .object({ items: z.array(z.object({ key: z.string(), content: PowerContent })) })
  .parse(read('powers')).items;

type TestContext = ReturnType<typeof testContext>;
type Body = { readonly agencyId: Uuid; readonly officeId: Uuid };

export async function demoBody(ctx: TestContext): Promise<Body> {
  const done = await importOrganisation(ctx, SYSTEM, {
    tree: OrganisationTree.parse(read('organisation')),
    validFrom: LegalDay.parse('2026-01-01'),
  });
  if (!done.ok) throw new Error('the organisation was refused');
  await demoParents(ctx, done.value.agencyId);
  const officeId = done.value.offices.get('office-sp');
  if (officeId === undefined) throw new Error('no office');
  return { agencyId: done.value.agencyId, officeId };
}

/** The lists above that the bureau’s licences rest on. */
export async function demoParents(ctx: TestContext, agencyId: string): Promise<void> {
  const parents = demoItems
    .filter(({ content }) => content.typeCode === '01')
    .map(({ content }) => ({
      code: content.basicCode,
      name: content.parentName ?? content.name,
      typeCode: content.typeCode,
      levels: [content.level],
      issuer: '测试清单',
      edition: '1',
    }));
  const json = { parents };
  must(await importParents(ctx, SYSTEM, { agencyId, json, dryRun: false }));
}

/** The flow of the demonstration’s first licence, submitted for a power. */
export async function submitDemoFlow(
  ctx: TestContext,
  actor: Actor,
  { agencyId, officeId }: Body,
  of: {
    readonly flowId: string;
    readonly code: string;
    readonly content: PowerContent;
    /** Gives steps other names. */
    readonly rename?: (name: string) => string;
  },
) {
  const item = flows.items.find((one) => one.item === 'it-01');
  const flow = flows.flows.find((one) => one.id === item?.flow);
  if (item === undefined || flow === undefined) throw new Error('no flow');
  const kind = flowKindOf('01', item.localType);
  const built = buildDraft(specFromCatalogue(flow, flows.posts, { ...item, id: of.flowId, kind }));
  const { rename = (name: string) => name } = of;
  const draft = { ...built, nodes: built.nodes.map((node) => ({ ...node, name: rename(node.name) })) };
  const drawn = layoutFlow(draft);
  if (!drawn.ok) throw new Error('not drawn');
  return submitFlowVersion(ctx, actor, {
    agencyId,
    officeId,
    bytes: new TextEncoder().encode(await toBpmnXml(draft, drawn.value)),
    power: { code: of.code, terms: termsOf(of.content) },
  });
}

/** A draft with its flow; what is signed and by whom is not what these tests are about, so the system does it. */
export async function draftWithFlow(
  ctx: TestContext,
  body: Body,
  content: PowerContent,
  flowId: string,
): Promise<{ readonly powerId: string; readonly versionId: string }> {
  const drafted = must(
    await draftPower(ctx, SYSTEM, { ...body, officeId: body.officeId, content, importKey: flowId }),
  );
  const { flowVersionId } = must(
    await submitDemoFlow(ctx, SYSTEM, body, {
      flowId,
      code: content.implementationCode ?? content.rawCode ?? '',
      content,
    }),
  );
  must(
    await editPower(ctx, SYSTEM, {
      agencyId: body.agencyId,
      versionId: drafted.versionId,
      rowVersion: 1,
      flowVersionId,
    }),
  );
  return drafted;
}

/** A licence in force since 2 March 2026 and its second version since 1 April, which asks one paper and one visit less. */
export async function simplifiedLicence(ctx: TestContext): Promise<{ readonly code: string }> {
  ctx.clock.set('2026-03-02T09:00:00+08:00');
  const body = await demoBody(ctx);
  const { agencyId } = body;
  const content = demoItems.find(({ key }) => key === 'it-01')?.content;
  if (content?.implementationCode === undefined) throw new Error('no item');
  const { powerId, versionId } = await draftWithFlow(ctx, body, content, 'flow-it-01');
  await act(ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
  must(await publish(ctx, agencyId, versionId, LegalDay.parse('2026-03-02')));
  const next = must(
    await adjustPower(ctx, SYSTEM, {
      agencyId,
      powerId,
      reason: '减材料',
      changeBasis: '会议',
      content: {
        ...content,
        visits: content.visits - 1,
        materials: content.materials.map((material, at) =>
          at === 0 ? { ...material, ease: 'not-asked' as const } : material,
        ),
      },
    }),
  );
  await act(ctx, agencyId, next.versionId, 'sign', 'countersign', 'pass');
  must(await publish(ctx, agencyId, next.versionId, LegalDay.parse('2026-04-01')));
  return { code: content.implementationCode };
}

export async function act(
  ctx: TestContext,
  agencyId: string,
  versionId: string,
  ...acts: readonly ('sign' | 'countersign' | 'pass' | 'return')[]
): Promise<void> {
  for (const one of acts)
    must(
      await approvePower(ctx, SYSTEM, {
        agencyId,
        versionId,
        rowVersion: await rowVersionOf(ctx, agencyId, versionId),
        act: one,
        reason: '测试',
      }),
    );
}

export async function publish(ctx: TestContext, agencyId: string, versionId: string, from: LegalDay) {
  return publishPower(ctx, SYSTEM, {
    agencyId,
    versionId,
    rowVersion: await rowVersionOf(ctx, agencyId, versionId),
    effectiveFrom: from,
  });
}

async function rowVersionOf(ctx: TestContext, agencyId: string, versionId: string): Promise<number> {
  const found = await findVersion(ctx.db, agencyId, versionId);
  if (found === undefined) throw new Error('no version');
  return found.rowVersion;
}

export function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}
