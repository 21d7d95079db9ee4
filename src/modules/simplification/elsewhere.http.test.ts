import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import type { Role } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { sessionFor, testApi } from '#tests/organisation';
import { act, demoItems, demoParents, draftWithFlow, must, publish } from '../powers/powers.test-support.ts';
import { Elsewhere } from './contract/index.ts';
import { elsewherePortal, simplificationApi } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const kit = createPortalKit(() => ({ owner: { zh: '演示商务局', en: 'Demonstration bureau' }, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', elsewherePortal(ctx, kit));
const licence = demoItems.find(({ key }) => key === 'it-01')!.content;
const BASIC = licence.basicCode!;
const START = LegalDay.parse('2026-03-02');
type Headers = Readonly<Record<string, string>>;
const made = { versionId: '', call: undefined as unknown as ReturnType<typeof testApi> };
const sessions: Record<string, Headers> = {};

/** A bureau with the people of the demonstration, by its own name. */
async function bureau(key: string, name: string) {
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  const agency = { ...tree.agency, key, slug: key, name, uscc: undefined };
  return must(
    await importOrganisation(
      ctx,
      { kind: 'system', name: 'test' },
      { tree: { ...tree, agency }, validFrom: LegalDay.parse('2026-01-01') },
    ),
  );
}

async function licenceOf(body: Awaited<ReturnType<typeof bureau>>, code: string, change: object) {
  const { agencyId } = body;
  const content = { ...licence, implementationCode: undefined, rawCode: code, ...change };
  const { versionId } = await draftWithFlow(
    ctx,
    { agencyId, officeId: body.offices.get('office-sp')! },
    content,
    `flow-${code}`,
  );
  await act(ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
  must(await publish(ctx, agencyId, versionId, START));
  return versionId;
}

beforeAll(async () => {
  ctx.clock.set('2026-03-02T09:00:00+08:00');
  const city = await bureau('city', '市商务局');
  const county = await bureau('county', '县商务局');
  await demoParents(ctx, city.agencyId);
  made.versionId = await licenceOf(city, 'CITY-1', {});
  await licenceOf(county, 'COUNTY-1', { visits: licence.visits + 1, materials: [] });
  await file(city.agencyId);
  made.call = testApi(ctx, simplificationApi(ctx));
  const people: readonly (readonly [string, string, Role, typeof city])[] = [
    ['leader', 'p02', 'leader', city],
    ['registrar', 'p11', 'registrar', city],
    ['handler', 'p13', 'handler', city],
    ['elsewhere', 'p02', 'leader', county],
  ];
  for (const [account, person, role, body] of people)
    sessions[account] = await sessionFor(ctx, {
      agencyId: body.agencyId,
      personId: body.persons.get(person)!,
      account,
      roles: [role],
    });
}, 120_000);

/** One power on file from a district, and the reference list, as filing writes them. */
async function file(agencyId: string): Promise<void> {
  const at = ctx.clock.now();
  const [sender, received] = [ctx.ids.uuid(at), ctx.ids.uuid(at)];
  const item = {
    code: 'DISTRICT-1',
    basicCode: BASIC,
    name: licence.name,
    typeCode: '01',
    version: 1,
    effectiveFrom: '2026-03-02',
    statutoryLimit: null,
    committedLimit: null,
    flow: null,
    record: 'A'.repeat(22),
    content: { ...licence, materials: [] },
  };
  const enrolled = { enrolled_by: ctx.ids.uuid(at), enrolled_at: at };
  await ctx.db
    .insertInto('filing_sender')
    .values({
      agency_id: agencyId,
      id: sender,
      code: 'DISTRICT',
      name: '区商务局',
      level: '5',
      filing_key: '',
      log_key: '',
      ...enrolled,
    })
    .execute();
  await ctx.db
    .insertInto('filing_received')
    .values({
      agency_id: agencyId,
      id: received,
      sender_id: sender,
      number: 1,
      kind: 'full',
      period: '2026-03',
      body: Buffer.from(''),
      digest: '',
      seal: '',
      receipt: '',
      received_at: at,
    })
    .execute();
  await ctx.db
    .insertInto('filing_held')
    .values({
      agency_id: agencyId,
      sender_id: sender,
      part: 'catalogue',
      code: item.code,
      digest: '',
      entry: JSON.stringify(item),
      received_id: received,
    })
    .execute();
  await ctx.db
    .insertInto('filing_reference')
    .values({
      agency_id: agencyId,
      code: BASIC,
      name: licence.name,
      type_code: '01',
      committed_limit: JSON.stringify({ n: 1, unit: 'wd' }),
      changed_at: at,
    })
    .execute();
}

const ask = (who: string) =>
  made.call(`/power-versions/${made.versionId}/elsewhere`, { headers: sessions[who] ?? {} });
const page = async (path: string, accept = 'text/html') => {
  const answer = await app.request(path, { headers: { accept } });
  return { status: answer.status, text: await answer.text() };
};

describe('the same item elsewhere', () => {
  it('is not told before a checkpoint covers it', async () => {
    expect((await page('/powers/CITY-1/elsewhere')).status).toBe(404);
    expect(Elsewhere.parse((await ask('registrar')).json).others).toEqual([]);
    await log.publish();
  });

  it.each([
    ['nobody', 401],
    ['handler', 404],
    ['elsewhere', 404],
    ['registrar', 200],
    ['leader', 200],
  ])('%s who asks at the desk is answered %i', async (who, status) => {
    expect((await ask(who)).status).toBe(status);
  });

  it('stands beside the version with what is less and more, filings only for who may read them', async () => {
    const { basicCode, others, cut } = Elsewhere.parse((await ask('leader')).json);
    expect([basicCode, cut]).toEqual([BASIC, false]);
    expect(others.map(({ where, body, less, more }) => ({ where, body, less, more }))).toEqual([
      { where: 'reference', body: '', less: ['days'], more: [] },
      { where: 'here', body: '县商务局', less: ['materials'], more: ['visits'] },
      { where: 'filed', body: '区商务局', less: ['materials'], more: [] },
    ]);
    const { others: shown } = Elsewhere.parse((await ask('registrar')).json);
    expect(shown.map(({ where }) => where)).toEqual(['here']);
  });

  it('has a page for society, in both languages, without what was filed', async () => {
    const { status, text } = await page('/powers/CITY-1/elsewhere');
    expect(status).toBe(200);
    expect(text).toContain('href="/powers/COUNTY-1"');
    expect(text).toContain(`${licence.visits + 1}，多`);
    expect(text).not.toContain('区商务局');
    expect((await page('/en/powers/CITY-1/elsewhere')).text).toContain('0, less');
    expect(JSON.parse((await page('/powers/COUNTY-1/elsewhere', 'application/json')).text)).toMatchObject({
      own: { code: 'COUNTY-1' },
      items: [{ code: 'CITY-1', less: ['visits'], more: ['materials'] }],
    });
  });

  it.each(['/powers/NONE-1/elsewhere', '/powers/DISTRICT-1/elsewhere'])('%s is not there', async (path) => {
    expect((await page(path)).status).toBe(404);
  });
});
