import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { findPowerFlow, getFlowBytes, getFlowVersion, listFlowVersions } from '../db/flow-reader.ts';
import { buildDraft } from '../domain/build-flow.ts';
import { importDemoAgency } from '../flows.test-agency.ts';
import { bytesOf, demoTables, END, specOf, START, stepOf, xmlOf } from '../domain/flows.test-support.ts';
import type { FlowTerms } from '../domain/lawfulness.ts';
import { publishFlowVersion, type PublishFlowInput } from './publish-flow-version.ts';
import { submitFlowVersion } from './submit-flow-version.ts';

const database = testDatabase();
const ctx = testContext(database);
const system: Actor = { kind: 'system', name: 'test' };
let agencyId = '';
beforeAll(async () => {
  agencyId = await importDemoAgency(ctx);
});
const { licence } = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));
const LICENCE: FlowTerms = {
  kind: 'licence',
  committed: { n: 10, unit: 'wd' },
  statutory: { n: 20, unit: 'wd' },
};

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const publish = (flowVersionId: string, over: Partial<PublishFlowInput> = {}) =>
  ctx.transact((tx) =>
    publishFlowVersion(tx, ctx, {
      agencyId,
      flowVersionId,
      actor: { kind: 'system', id: 'test' },
      org: '11130200DEM0000149',
      basis: 'demo',
      effectiveFrom: LegalDay.parse('2026-12-01'),
      ...over,
    }),
  );

test('a flow is checked, kept byte for byte, numbered and written to the ledger', async () => {
  const bytes = bytesOf(await xmlOf({ ...licence, id: 'flow-a' }));
  const submitted = value(
    await submitFlowVersion(ctx, system, { agencyId, bytes, power: { code: 'P-1', terms: LICENCE } }),
  );
  const again = value(
    await submitFlowVersion(ctx, system, { agencyId, bytes, power: { code: 'P-1', terms: LICENCE } }),
  );
  expect([again.flowVersionId, submitted.laidOut]).toEqual([submitted.flowVersionId, false]);
  expect(await findPowerFlow(ctx.db, 'P-1')).toBe(undefined);

  const published = value(await publish(submitted.flowVersionId, { power: { code: 'P-1', terms: LICENCE } }));
  expect([published.n, published.rid]).toEqual([1, submitted.rid]);
  expect(value(await publish(submitted.flowVersionId, { power: { code: 'P-1', terms: LICENCE } })).n).toBe(1);

  const version = await getFlowVersion(ctx.db, agencyId, submitted.flowVersionId);
  expect(version.table).toEqual({ ...licence, id: 'flow-a' });
  expect([version.n, version.sha256, version.powerCode]).toEqual([1, submitted.sha256, 'P-1']);
  expect(await getFlowBytes(ctx.db, agencyId, submitted.flowVersionId)).toEqual(bytes);
  const revision = await ctx.db
    .selectFrom('ledger.field')
    .select(['name', 'value'])
    .where('rid', '=', submitted.rid)
    .orderBy('name')
    .execute();
  expect(revision.map(({ name, value: v }) => [name, v])).toEqual([
    ['code', 'P-1'],
    ['effectiveFrom', '2026-12-01'],
    ['file', submitted.sha256],
    ['n', 1],
  ]);
  const journal = await ctx.db
    .selectFrom('journal.row')
    .select('action')
    .where('subject_rid', '=', submitted.rid)
    .orderBy('action')
    .execute();
  expect(journal.map(({ action }) => action)).toEqual(['flow/publish', 'flow/submit']);
});

test('versions of one flow are numbered in a row, also when two are published at once', async () => {
  const versions = await Promise.all(
    ['一', '二', '三'].map(async (name) => {
      const bytes = bytesOf(await xmlOf({ ...licence, id: 'flow-b', name }));
      return value(await submitFlowVersion(ctx, system, { agencyId, bytes }));
    }),
  );
  const numbers = await Promise.all(
    versions.map(async ({ flowVersionId }) => value(await publish(flowVersionId)).n),
  );
  expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  const { flowId } = await getFlowVersion(ctx.db, agencyId, versions[0]!.flowVersionId);
  expect((await listFlowVersions(ctx.db, agencyId, flowId)).map(({ n }) => n)).toEqual([3, 2, 1]);
});

test('refuses whom the policy refuses, what is not lawful, and the flow of another power', async () => {
  const bytes = bytesOf(await xmlOf({ ...licence, id: 'flow-c' }));
  const code = async (result: Promise<Result<unknown, { readonly code: string }>>) => {
    const settled = await result;
    return settled.ok ? 'ok' : settled.error.code;
  };
  expect(await code(submitFlowVersion(ctx, { kind: 'public' }, { agencyId, bytes }))).toBe(
    'flows/not-allowed',
  );
  const short: FlowTerms = { ...LICENCE, committed: { n: 9, unit: 'wd' } };
  expect(
    await code(submitFlowVersion(ctx, system, { agencyId, bytes, power: { code: 'P-3', terms: short } })),
  ).toBe('flows/not-publishable');
  const { flowVersionId } = value(
    await submitFlowVersion(ctx, system, { agencyId, bytes, power: { code: 'P-3', terms: LICENCE } }),
  );
  expect(
    await code(submitFlowVersion(ctx, system, { agencyId, bytes, power: { code: 'P-4', terms: LICENCE } })),
  ).toBe('flows/belongs-to-other-power');
  expect(await code(publish(flowVersionId, { power: { code: 'P-4', terms: LICENCE } }))).toBe(
    'flows/belongs-to-other-power',
  );
  expect(await code(publish(flowVersionId, { power: { code: 'P-3', terms: short } }))).toBe(
    'flows/not-publishable',
  );
  expect(await code(publish('0193b0c0-0000-7000-8000-0000000000ff'))).toBe('flows/version-not-found');
  expect(await findPowerFlow(ctx.db, 'P-3')).toBe(undefined);
});

test('posts must be filled on the day the flow takes effect', async () => {
  const vacant = {
    ...licence,
    id: 'flow-d',
    posts: licence.posts.map((post) => (post.id === 'post-sp-hc' ? { ...post, id: 'post-nobody' } : post)),
    nodes: licence.nodes.map((node) =>
      node.post === 'post-sp-hc' ? { ...node, post: 'post-nobody' } : node,
    ),
  };
  const bytes = bytesOf(await xmlOf(vacant));
  const { flowVersionId } = value(
    await submitFlowVersion(ctx, system, { agencyId, bytes, power: { code: 'P-5', terms: LICENCE } }),
  );
  const power = { code: 'P-5', terms: LICENCE };
  expect(await publish(flowVersionId, { power })).toMatchObject({
    ok: false,
    error: { issues: [{ code: 'flows/post-vacant', element: 'post-nobody' }] },
  });
});

test('a call binds to a version that is published', async () => {
  const call = (version: number) =>
    specOf(
      [
        START('a'),
        stepOf('a', {
          kind: 'call',
          calls: { flow: 'flow-called', version, completes: 'on-start' },
          to: ['end'],
        }),
        END,
      ],
      {
        id: 'flow-caller',
        clock: { from: 'a', to: 'a' },
      },
    );
  const caller = async (version: number) =>
    submitFlowVersion(ctx, system, { agencyId, bytes: bytesOf(await xmlOf(buildDraft(call(version)))) });
  expect(await caller(1)).toMatchObject({
    ok: false,
    error: {
      issues: [
        { code: 'flows/called-flow-unknown', element: 'a', data: { flow: 'flow-called', version: 1 } },
      ],
    },
  });
  const called = bytesOf(await xmlOf({ ...licence, id: 'flow-called' }));
  value(
    await publish(value(await submitFlowVersion(ctx, system, { agencyId, bytes: called })).flowVersionId),
  );
  expect((await caller(1)).ok).toBe(true);
  expect((await caller(2)).ok).toBe(false);
});

test('nobody changes a version, the owner of the table neither', async () => {
  const migrator = database.poolAs('migrator');
  for (const table of ['flow_version', 'flow_publication']) {
    await expect(migrator.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    await expect(migrator.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
  }
  await expect(migrator.query(`UPDATE flow_version SET sha256 = sha256`)).rejects.toThrow('append-only');
  await expect(database.pool.query(`UPDATE flow_version SET rid = rid`)).rejects.toThrow('permission denied');
});
