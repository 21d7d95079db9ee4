import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { LegalDay, type Result } from '#kernel';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importDemoAgency } from '../flows.test-agency.ts';
import { bytesOf, demoTables, xmlOf } from '../domain/flows.test-support.ts';
import { publishFlowVersion } from '../use-cases/publish-flow-version.ts';
import { submitFlowVersion } from '../use-cases/submit-flow-version.ts';
import { flowsPortal } from './flows-portal.tsx';

const database = testDatabase();
const ctx = testContext(database);
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', flowsPortal(ctx, kit));
let agencyId = '';
const { licence } = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));
const bytes = bytesOf(await xmlOf({ ...licence, id: 'flow-x' }));

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function publish(file: Uint8Array, power?: string) {
  const terms = { kind: 'licence' as const, committed: { n: 10, unit: 'wd' as const } };
  const bound = power === undefined ? {} : { power: { code: power, terms } };
  const { flowVersionId } = value(
    await submitFlowVersion(ctx, { kind: 'system', name: 'test' }, { agencyId, bytes: file, ...bound }),
  );
  const input = {
    agencyId,
    flowVersionId,
    actor: { kind: 'system', id: 'test' } as const,
    org: '11130200DEM0000149',
    basis: 'demo',
    effectiveFrom: LegalDay.parse('2026-12-01'),
  };
  return value(await ctx.transact((tx) => publishFlowVersion(tx, ctx, { ...input, ...bound })));
}

/** As the signer does once a checkpoint is exposed. */
async function cover(rid: string) {
  const signer = database.poolAs('signer');
  await signer.query(
    'UPDATE ledger.revision SET log_index = 0, covered_size = 1, covered_at = now() WHERE rid = $1',
    [rid],
  );
}

let rid = '';
beforeAll(async () => {
  agencyId = await importDemoAgency(ctx);
  ({ rid } = await publish(bytes, 'P-1'));
  await publish(bytesOf(await xmlOf({ ...licence, id: 'flow-y' })));
  await cover(rid);
});

const get = (path: string) => app.request(path);

test.each([
  ['/powers/P-1/flow', 200],
  ['/en/powers/P-1/flow', 200],
  ['/powers/P-1/flow?view=external', 200],
  ['/powers/P-1/flow?n=1', 200],
  ['/powers/P-1/flow?n=2', 404],
  ['/powers/P-1/flow?n=x', 200],
  ['/powers/P-1/flow.svg', 200],
  ['/powers/P-1/flow.bpmn', 200],
  ['/powers/P-2/flow', 404],
  ['/powers/P-2/flow.svg', 404],
  ['/flows', 200],
  // published, but no checkpoint covers it yet
  ['/flows/flow-y', 404],
  ['/flows/flow-y/flow.bpmn', 404],
  // belongs to a power
  ['/flows/flow-x', 404],
])('%s answers %i', async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test('the page shows the chart, its text twin and its proof, without inline styles', async () => {
  const html = await (await get('/powers/P-1/flow')).text();
  expect(html).toContain('id="node-lic-review" href="#step-lic-review"');
  expect(html).toContain('id="step-lic-review"');
  expect(html).toContain(`/records/${rid}`);
  expect(html).toContain('行政许可法第三十二条');
  expect(html).not.toMatch(/ style=/u);
});

test('the external chart leaves out internal steps', async () => {
  const whole = await (await get('/powers/P-1/flow')).text();
  const external = await (await get('/powers/P-1/flow?view=external')).text();
  expect(whole).toContain('id="step-lic-register"');
  expect(external).not.toContain('id="step-lic-register"');
  expect(external).toContain('id="step-lic-decide"');
});

test('the file is the published bytes', async () => {
  const file = await get('/powers/P-1/flow.bpmn');
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="flow-x-v1.bpmn"');
});

test('the picture stands alone', async () => {
  const svg = await get('/powers/P-1/flow.svg?lang=en');
  expect(svg.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
  expect(await svg.text()).toContain('3 working days');
});
