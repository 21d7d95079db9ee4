import { beforeAll, describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { LegalDay } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { VersionDetail } from './contract/index.ts';
import { adjustPower, approvePower, draftPower, editPower, powersApi } from './index.ts';
import {
  act,
  demoItems,
  demoParents,
  draftWithFlow,
  must,
  publish,
  submitDemoFlow,
} from './powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const SYSTEM = { kind: 'system', name: 'test' } as const;
const licence = demoItems.find(({ key }) => key === 'it-01')!.content;
const made = {
  agencyId: '' as Uuid,
  officeId: '' as Uuid,
  powerId: '',
  versionId: '',
  detail: undefined as unknown as (id: string) => Promise<VersionDetail>,
};

beforeAll(async () => {
  ctx.clock.set('2026-03-02T09:00:00+08:00');
  const bureau = await importTestOrganisation(ctx);
  made.agencyId = bureau.agencyId;
  made.officeId = bureau.offices.get('office-sp')!;
  await demoParents(ctx, bureau.agencyId);
  Object.assign(made, await draftWithFlow(ctx, made, licence, 'flow-it-01'));
  await act(ctx, made.agencyId, made.versionId, 'sign', 'countersign', 'pass');
  must(await publish(ctx, made.agencyId, made.versionId, LegalDay.parse('2026-03-02')));
  const call = testApi(ctx, powersApi(ctx));
  const headers = await sessionFor(ctx, {
    agencyId: made.agencyId,
    personId: bureau.persons.get('p10')!,
    account: 'head',
    roles: ['office-head'],
  });
  made.detail = async (id) => VersionDetail.parse((await call(`/power-versions/${id}`, { headers })).json);
});

describe('what a signer is told', () => {
  it('that the flow changed, and in what', async () => {
    const { agencyId, powerId } = made;
    const { versionId } = must(
      await adjustPower(ctx, SYSTEM, { agencyId, powerId, reason: '改流程', changeBasis: '会议' }),
    );
    expect((await made.detail(versionId)).flowChange).toBeNull();
    const renamed = '处长复核';
    const { flowVersionId } = must(
      await submitDemoFlow(ctx, SYSTEM, made, {
        flowId: 'flow-it-01',
        code: licence.implementationCode ?? licence.rawCode ?? '',
        content: licence,
        rename: (name) => (name.includes('审查') ? renamed : name),
      }),
    );
    must(await editPower(ctx, SYSTEM, { agencyId, versionId, rowVersion: 1, flowVersionId }));
    const seen = await made.detail(versionId);
    expect(seen.changes).toEqual([]);
    expect(seen.flowChange?.kind).toBe('changed');
    expect(seen.flowChange?.changes).toContainEqual(
      expect.objectContaining({ kind: 'changed', name: renamed }),
    );
  });

  it('that another item has the code, which nobody signs under', async () => {
    const { agencyId, officeId } = made;
    const { implementationCode: code, ...rest } = licence;
    const content = { ...rest, rawCode: 'ANOTHER-1' };
    const { versionId } = must(await draftPower(ctx, SYSTEM, { agencyId, officeId, content }));
    const codes = async () => (await made.detail(versionId)).blockers.map((one) => one.code);
    expect(await codes()).not.toContain('powers/code-taken');
    must(
      await editPower(ctx, SYSTEM, {
        agencyId,
        versionId,
        rowVersion: 1,
        content: { ...content, ...(code === undefined ? {} : { implementationCode: code }) },
      }),
    );
    expect((await made.detail(versionId)).blockers).toContainEqual(
      expect.objectContaining({
        code: 'powers/code-taken',
        field: 'implementationCode',
        other: { name: licence.name, href: `/desk/powers/${made.versionId}` },
      }),
    );
    expect(
      await approvePower(ctx, SYSTEM, { agencyId, versionId, rowVersion: 2, act: 'sign' }),
    ).toMatchObject({ error: { code: 'powers/code-taken', name: licence.name } });
  });
});
