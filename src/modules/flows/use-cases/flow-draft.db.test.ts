import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Uuid, type Result } from '#kernel';
import { ROLES, type Actor, type Role } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { getFlowBytes } from '../db/flow-reader.ts';
import { setNode } from '../domain/draft-edits.ts';
import type { FlowDraft } from '../domain/draft-table.ts';
import { bytesOf, demoTables, xmlOf } from '../domain/flows.test-support.ts';
import type { FlowTerms } from '../domain/lawfulness.ts';
import type { DraftOwner } from '../db/draft-reader.ts';
import { emptyOwner, importDemoAgency } from '../flows.test-agency.ts';
import { differenceOf } from '../texts/compare-charts.ts';
import { editFlowDraft, type DraftChange } from './edit-flow-draft.ts';
import { openFlowDraft } from './open-flow-draft.ts';
import { readFlowDraft, type DraftView } from './read-flow-draft.ts';
import { submitFlowDraft } from './submit-flow-draft.ts';
import { submitFlowVersion } from './submit-flow-version.ts';

const database = testDatabase();
const ctx = testContext(database);
const system: Actor = { kind: 'system', name: 'test' };
const TERMS: FlowTerms = {
  kind: 'licence',
  committed: { n: 10, unit: 'wd' },
  statutory: { n: 20, unit: 'wd' },
};
const { licence } = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));
let agencyId = '';
beforeAll(async () => {
  agencyId = await importDemoAgency(ctx);
});

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const open = async (over: { owner?: DraftOwner; flowVersionId?: string; terms?: FlowTerms } = {}) => {
  const { draftId } = value(
    await openFlowDraft(ctx, system, {
      agencyId,
      officeId: null,
      owner: over.owner ?? (await emptyOwner(ctx, agencyId)),
      powerCode: null,
      name: '食品经营许可',
      terms: over.terms ?? TERMS,
      flowVersionId: over.flowVersionId ?? null,
    }),
  );
  return draftId;
};
const read = async (draftId: string) => value(await readFlowDraft(ctx, system, { agencyId, draftId }));
const edit = (draftId: string, rowVersion: number, change: DraftChange, actor: Actor = system) =>
  editFlowDraft(ctx, actor, { agencyId, draftId, rowVersion, change });
const tableOf = ({ examined: { draft } }: DraftView): FlowDraft => {
  if (draft === null) throw new Error('no table');
  return draft;
};
const shorter = (draft: FlowDraft, n: number): FlowDraft => {
  const node = draft.nodes.find(({ id }) => id === 'lic-review');
  if (node === undefined) throw new Error('no step');
  return setNode(draft, { ...node, limit: { n, unit: 'wd' } });
};

describe('opening a drawing', () => {
  test('begins with the template of the type, lawful from the start, under an id of its own', async () => {
    const owner = await emptyOwner(ctx, agencyId);
    const draftId = await open({ owner });
    const { examined, stored } = await read(draftId);
    const { draft } = examined;
    expect([draft?.id, draft?.name, draft?.kind]).toEqual([`flow-${owner.id}`, '食品经营许可', 'licence']);
    expect(examined.issues.filter(({ code }) => code !== 'flows/post-vacant')).toEqual([]);
    expect(stored.edit.rowVersion).toBe(1);
  });

  test('begins with the flow it has, byte for byte', async () => {
    const bytes = bytesOf(await xmlOf({ ...licence, id: 'flow-has' }));
    const { flowVersionId } = value(await submitFlowVersion(ctx, system, { agencyId, bytes }));
    const { stored } = await read(await open({ flowVersionId }));
    expect(stored.bpmn).toBe(new TextDecoder().decode(await getFlowBytes(ctx.db, agencyId, flowVersionId)));
    expect(stored.baseVersionId).toBe(flowVersionId);
    const changed = value(await edit(stored.id, 1, { table: shorter(tableOf(await read(stored.id)), 2) }));
    if (changed.base === null) throw new Error('it began from a version');
    expect(differenceOf(changed.base.table, tableOf(changed))).toMatchObject({
      added: [],
      removed: [],
      changed: [{ id: 'lic-review', fields: [{ field: 'limit' }] }],
      waysChanged: [],
    });
  });

  test('is the same drawing the next time, held to the limits as they are then', async () => {
    const owner = await emptyOwner(ctx, agencyId);
    const draftId = await open({ owner });
    value(await edit(draftId, 1, { table: shorter(tableOf(await read(draftId)), 2) }));
    const again = await open({ owner, terms: { ...TERMS, committed: { n: 1, unit: 'wd' } } });
    expect(again).toBe(draftId);
    const { examined } = await read(again);
    expect(examined.draft?.nodes.find(({ id }) => id === 'lic-review')?.limit).toEqual({ n: 2, unit: 'wd' });
    expect(examined.issues.map(({ code }) => code)).toContain('flows/path-over-committed');
  });
});

describe('editing a drawing', () => {
  test('keeps the drawing where it fits, and says what the checks find now', async () => {
    const draftId = await open();
    const before = await read(draftId);
    const after = value(await edit(draftId, 1, { table: shorter(tableOf(before), 40) }));
    expect(after.examined.issues.map(({ code }) => code)).toContain('flows/path-over-committed');
    expect(after.examined.diagram).toEqual(before.examined.diagram);
    expect((await read(draftId)).examined.draft).toEqual(after.examined.draft);
  });

  test('an unfinished drawing is kept as it is, with what it lacks', async () => {
    const draftId = await open();
    const draft = tableOf(await read(draftId));
    const [first] = draft.nodes;
    if (first === undefined) throw new Error('no node');
    const unnamed = value(await edit(draftId, 1, { table: setNode(draft, { ...first, name: '' }) }));
    expect(unnamed.examined.draft?.nodes[0]?.name).toBe('');
    const half = value(await edit(draftId, 2, { bpmn: '<half' }));
    expect(half.examined.draft).toBe(null);
    expect(half.examined.issues.map(({ code }) => code)).toEqual(['flows/not-xml']);
    expect((await read(draftId)).stored.bpmn).toBe('<half');
  });

  test('of two editors the second sees whose change is there and in what it differs', async () => {
    const draftId = await open();
    const draft = tableOf(await read(draftId));
    value(await edit(draftId, 1, { table: shorter(draft, 2) }));
    const late = await edit(draftId, 1, { table: shorter(draft, 3) });
    expect(late).toMatchObject({
      ok: false,
      error: { code: 'flows/draft-stale', edit: { by: 'test', rowVersion: 2 }, differs: ['材料审查'] },
    });
    const races = await Promise.all([2, 3, 4].map((n) => edit(draftId, 2, { table: shorter(draft, n) })));
    expect(races.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('a file from another tool is refused with every element named, and taken when each is understood', async () => {
    const draftId = await open();
    const good = await xmlOf({ ...licence, id: 'flow-file' });
    const foreign = good
      .replace('<bpmn:definitions', '<bpmn:definitions xmlns:other="urn:other"')
      .replace('<bpmn:userTask', '<bpmn:userTask other:assignee="x"')
      .replaceAll('bpmn:exclusiveGateway', 'bpmn:inclusiveGateway');
    const refused = await edit(draftId, 1, { file: foreign });
    if (refused.ok || refused.error.code !== 'flows/file-refused') throw new Error('not refused');
    const codes = refused.error.issues.map(({ code, data }) => [code, data['what']]);
    expect(codes).toContainEqual(['flows/attribute-not-allowed', 'other:assignee']);
    expect(codes).toContainEqual(['flows/element-not-allowed', 'bpmn:InclusiveGateway']);
    expect((await read(draftId)).stored.edit.rowVersion).toBe(1);
    // The file fills the drawing; the category flow stays the one it is.
    const taken = value(await edit(draftId, 1, { file: good }));
    const { id, ...filled } = licence;
    expect(taken.examined.table).toEqual({ ...filled, id: `flow-${taken.stored.owner.id}` });
    expect(id).not.toBe(taken.examined.table?.id);
  });

  test('lays out anew, and begins anew from the template', async () => {
    const draftId = await open();
    const laid = value(await edit(draftId, 1, { layout: true }));
    expect(laid.examined.diagram).not.toBe(null);
    value(await edit(draftId, 2, { table: shorter(tableOf(laid), 1) }));
    const anew = value(await edit(draftId, 3, { template: true }));
    expect(anew.examined.draft).toEqual(laid.examined.draft);
  });
});

test('a drawing is submitted exactly as it was seen', async () => {
  const draftId = await open();
  const late = await submitFlowDraft(ctx, system, { agencyId, draftId, rowVersion: 9 });
  expect(late).toMatchObject({ ok: false, error: { code: 'flows/draft-stale' } });
  const { flowVersionId } = value(await submitFlowDraft(ctx, system, { agencyId, draftId, rowVersion: 1 }));
  const { stored } = await read(draftId);
  expect(new TextDecoder().decode(await getFlowBytes(ctx.db, agencyId, flowVersionId))).toBe(stored.bpmn);
  value(await edit(draftId, 1, { bpmn: '<half' }));
  const broken = await submitFlowDraft(ctx, system, { agencyId, draftId, rowVersion: 2 });
  expect(broken).toMatchObject({ ok: false, error: { code: 'flows/not-publishable' } });
});

test('drawing is for whoever drafts the power: every act, every role', async () => {
  const draftId = await open();
  const drafting: ReadonlySet<Role> = new Set(['registrar', 'office-head', 'review-office']);
  for (const role of ROLES) {
    const actor: Actor = {
      kind: 'staff',
      personId: Uuid.parse('0193b0c0-0000-7000-8000-00000000ffff'),
      name: '演示',
      agencyId: Uuid.parse(agencyId),
      assignments: [],
      roles: [{ role, agencyId: Uuid.parse(agencyId) }],
    };
    const { rowVersion } = (await read(draftId)).stored.edit;
    const acts = [
      await readFlowDraft(ctx, actor, { agencyId, draftId }),
      await edit(draftId, rowVersion, { layout: true }, actor),
      await submitFlowDraft(ctx, actor, { agencyId, draftId, rowVersion: rowVersion + 1 }),
    ];
    expect([role, ...acts.map(({ ok }) => ok)]).toEqual([role, ...acts.map(() => drafting.has(role))]);
  }
  const elsewhere = await readFlowDraft(ctx, system, { agencyId: draftId, draftId });
  expect(elsewhere).toMatchObject({ ok: false, error: { code: 'flows/draft-not-found' } });
});
