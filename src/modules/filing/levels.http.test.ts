import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { legalDayOf, Rid } from '#kernel';
import { findRecord } from '#modules/ledger';
import { adjustPower, findVersion, type PowerContent } from '#modules/powers';
import { createLog } from '#platform/log';
import { policyWitnesses, readPolicy } from '../ledger/witness/ask.ts';
import { act, demoItems, demoParents, draftWithFlow, must, publish } from '../powers/powers.test-support.ts';
import {
  FiledReading,
  FilingOverview,
  FilingWaiting,
  Inbox,
  Made,
  PackageDetail,
  ReceivedDetail,
  Reconciliation,
} from './contract/index.ts';
import { getReceivedBody, namesFiledBefore } from './db/inbox-reader.ts';
import { FilingBody } from './domain/package.ts';
import { FilingPackage } from './domain/package.ts';
import { testInstance } from './testing.ts';
import { entriesOf } from './use-cases/read-inbox.ts';
import { fetchNewRemarks, sendDuePackages } from './use-cases/send-filings.ts';

// Three programs with databases, folders, keys and addresses of their own: a bureau and the two bodies it files to.
const bureau = testInstance();
const government = testInstance({
  key: 'government',
  slug: 'tangshan-government',
  name: '唐山市人民政府办公室',
  kind: 'government',
  uscc: undefined,
});
const line = testInstance({
  key: 'line',
  slug: 'hebei-commerce',
  name: '河北省商务厅',
  level: '2',
  uscc: undefined,
});
const all = [bureau, government, line];
const at = (instant: string): void => {
  for (const { ctx } of all) ctx.clock.set(`${instant}+08:00`);
};
const first = demoItems[0]!.content;
const second = { ...first, name: `${first.name}（变更）` };
/** Elements withheld, and whether without a public entry. */
type Held = Readonly<Record<string, boolean>>;
const powers = new Map<string, { readonly powerId: string; readonly content: PowerContent }>();

/** An exception in force on an element of a power of the bureau; `silent` has no public entry. Answers with its id. */
async function withhold(powerId: string, element: string, silent: boolean): Promise<string> {
  const { ctx } = bureau;
  const { agencyId, officeId } = bureau.ready();
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  const { id: person } = await ctx.db.selectFrom('person').select('id').limit(1).executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('disclosure_exception')
    .values({
      agency_id: agencyId,
      id,
      rid: ctx.ids.rid(),
      office_id: officeId,
      subject_kind: 'power-field',
      subject_rid: ctx.ids.rid(),
      power_id: powerId,
      element,
      ground: 'public-security',
      cited: '',
      reason: '公开后会被用来规避检查',
      scope: 'unit',
      kind: 'withheld',
      ends_on: '2027-05-01',
      form: silent ? 'count' : 'entry',
      public_title: silent ? null : '廉政风险点',
      form_reason: silent ? '条目本身会泄露' : null,
      state: 'in-force',
      since: legalDayOf(now),
      requested_by: person,
      requested_at: now,
    })
    .execute();
  return id;
}

async function publishPower(code: string, content: PowerContent, held: Held = {}): Promise<void> {
  const { agencyId, officeId } = bureau.ready();
  const own = { ...content, implementationCode: undefined, rawCode: code };
  const { powerId, versionId } = await draftWithFlow(bureau.ctx, { agencyId, officeId }, own, `flow-${code}`);
  for (const [element, silent] of Object.entries(held)) await withhold(powerId, element, silent);
  await act(bureau.ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
  must(await publish(bureau.ctx, agencyId, versionId, legalDayOf(bureau.ctx.clock.now())));
  powers.set(code, { powerId, content: own });
}

const overview = async () => FilingOverview.parse((await bureau.api('GET', '/filings', 'keeper')).json);
const toAnswer = async () =>
  FilingWaiting.parse((await bureau.api('GET', '/filing-waiting', 'chief')).json).toAnswer;
const detail = async (id: string) =>
  PackageDetail.parse((await bureau.api('GET', `/filings/${id}`, 'chief')).json);
const inbox = async (upper: typeof government) =>
  Inbox.parse((await upper.api('GET', '/filing-inbox', 'keeper')).json);
const received = async (upper: typeof government, id: string) =>
  ReceivedDetail.parse((await upper.api('GET', `/filing-inbox/${id}`, 'keeper')).json);

/** Prepared by the leading group office, signed by the head of the bureau. */
async function file(recipientId: string): Promise<string> {
  const prepared = await bureau.api('POST', '/filings', 'keeper', { recipientId });
  expect(prepared.status, prepared.text).toBe(201);
  const { id } = Made.parse(prepared.json);
  const { digest } = await detail(id);
  expect((await bureau.api('POST', `/filings/${id}/signature`, 'chief', { digest })).status).toBe(204);
  return id;
}

beforeAll(async () => {
  at('2026-11-25T09:00:00');
  await demoParents(bureau.ctx, bureau.ready().agencyId);
  await publishPower('FILED-1', first);
  await publishPower('FILED-2', second, { riskPoints: false, supervision: true });
  await bureau.publish();
}, 120_000);

describe('a bureau, the government office and the line department', () => {
  it('know each other by their cards', async () => {
    for (const [upper, kind, http] of [
      [government, 'government-office', true],
      [line, 'line-department', false],
    ] as const) {
      const enrolled = { card: await upper.card(), kind, http };
      expect((await bureau.api('POST', '/filing-recipients', 'keeper', enrolled)).status).toBe(201);
      const sender = { card: await bureau.card() };
      expect((await upper.api('POST', '/filing-senders', 'keeper', sender)).status).toBe(201);
    }
    const { recipients } = await overview();
    expect(recipients.map(({ name, url }) => [name, url !== null])).toEqual([
      ['唐山市人民政府办公室', true],
      ['河北省商务厅', false],
    ]);
    expect(recipients.map(({ changes }) => changes.length)).toEqual([6, 6]);
  });

  it('file over the network, with a receipt that verifies', async () => {
    const [recipient] = (await overview()).recipients;
    const id = await file(recipient!.id);
    expect(await sendDuePackages(bureau.ctx)).toBe(1);
    expect(await sendDuePackages(bureau.ctx)).toBe(0);
    const mine = await detail(id);
    expect(mine).toMatchObject({ state: 'received', kind: 'full', number: 1, signedPost: '局长岗' });
    expect(mine.receipt).toContain(`about ${id}\ndigest ${mine.digest}\n`);
    const theirs = await received(government, id);
    expect(theirs).toMatchObject({ sender: '唐山市商务局', signedPost: '局长岗', digest: mine.digest });
    expect(theirs.receipt).toBe(mine.receipt);
    expect(theirs.entries.filter(({ part }) => part === 'catalogue').map(({ code }) => code)).toEqual([
      'FILED-1',
      'FILED-2',
    ]);
    expect(theirs.checkpoint).toContain(bureau.ready().ledger.origin);
  });

  it('keep what is withheld where it was withheld: the level above reads which element, on what ground and until when', async () => {
    const { last } = (await overview()).recipients[0]!;
    const { text } = await bureau.api('GET', `/filings/${last!.id}/package`, 'keeper');
    const { entries } = FilingPackage.parse(JSON.parse(text)).body.catalogue;
    const open = entries.find(({ code }) => code === 'FILED-1');
    expect(open?.content).toHaveProperty('riskPoints');
    expect(open).not.toHaveProperty('withheld');
    const kept = entries.find(({ code }) => code === 'FILED-2');
    expect(kept?.content).not.toHaveProperty('riskPoints');
    expect(kept?.content).not.toHaveProperty('supervision');
    expect(kept?.withheld).toMatchObject([{ element: 'riskPoints', until: '2027-05-01' }]);
    const proven = await findRecord(bureau.ctx.db, Rid.parse(kept?.record));
    const committed = proven?.revisions[0]?.fields.find(({ name }) => name === 'content.riskPoints');
    expect([committed?.state, committed?.commitment]).toEqual(['withheld', kept?.withheld?.[0]?.commitment]);
    const above = (await received(government, last!.id)).entries.find(({ code }) => code === 'FILED-2');
    expect(above?.withheld).toEqual([
      { element: 'riskPoints', article: expect.stringContaining('条'), until: '2027-05-01' },
    ]);
    const [sender] = (await inbox(government)).senders;
    for (const path of ['', `/${last!.id}`, `/${last!.id}/remarks`].map((rest) => `/filing-inbox${rest}`))
      expect((await government.api('GET', path)).status).toBe(401);
    expect((await government.api('GET', `/filing-senders/${sender!.id}/reconciliation`)).status).toBe(401);
  });

  it('file by hand: the file out, in above, the receipt back', async () => {
    const recipient = (await overview()).recipients[1]!;
    const id = await file(recipient.id);
    expect(await sendDuePackages(bureau.ctx)).toBe(0);
    expect(await detail(id)).toMatchObject({ state: 'signed', takenOut: false });
    const out = await bureau.api('GET', `/filings/${id}/package`, 'keeper');
    expect(await detail(id)).toMatchObject({ state: 'signed', takenOut: true });
    expect((await overview()).recipients[1]?.open).toMatchObject({ id, takenOut: true });
    const taken = await line.api('POST', '/filing-inbox', 'keeper', out.text);
    expect(taken.status, taken.text).toBe(200);
    const { receipt } = taken.json as { receipt: string };
    const forged = { receipt: receipt.replace(/^number 1$/m, 'number 2') };
    expect((await bureau.api('POST', `/filings/${id}/receipt`, 'keeper', forged)).status).toBe(422);
    expect((await bureau.api('POST', `/filings/${id}/receipt`, 'keeper', { receipt })).status).toBe(204);
    expect((await detail(id)).history.map(({ outcome }) => outcome).toSorted()).toEqual([
      'received',
      'sent-out',
    ]);
    const again = await line.api('POST', '/filing-inbox', 'keeper', out.text);
    expect([again.status, again.json]).toMatchObject([409, { code: 'filing/replayed', detail: { receipt } }]);
    expect((await inbox(line)).refused.map(({ refusal }) => refusal)).toEqual(['filing/replayed']);
  });

  it('return comments item by item, over the network and by hand', async () => {
    const [gov, prov] = (await overview()).recipients;
    const comment = { part: 'catalogue', code: 'FILED-1', kind: 'object', text: '承诺时限与省里不一致' };
    const note = { part: 'package', kind: 'no-objection' };
    expect(
      (await government.api('POST', `/filing-inbox/${gov!.last!.id}/comments`, 'chief', comment)).status,
    ).toBe(201);
    expect((await line.api('POST', `/filing-inbox/${prov!.last!.id}/comments`, 'keeper', note)).status).toBe(
      201,
    );
    expect(await fetchNewRemarks(bureau.ctx, bureau.ready().keys)).toBe(1);
    const asked = await bureau.api('POST', `/filings/${gov!.last!.id}/remarks-asked`, 'keeper');
    expect([asked.status, asked.json]).toEqual([200, { taken: 0 }]);
    expect((await bureau.api('POST', `/filings/${gov!.last!.id}/remarks-asked`, 'chief')).status).toBe(403);
    expect((await detail(gov!.last!.id)).history.at(-1)).toMatchObject({ outcome: 'remarks', count: 1 });
    expect(await fetchNewRemarks(bureau.ctx, bureau.ready().keys)).toBe(0);
    const document = (await line.api('GET', `/filing-inbox/${prov!.last!.id}/remarks`, 'keeper')).text;
    const take = (id: string, text: string) => bureau.api('POST', `/filings/${id}/remarks`, 'keeper', text);
    expect((await take(prov!.last!.id, document)).json).toEqual({ taken: 1 });
    expect((await take(gov!.last!.id, document)).status).toBe(422);
    expect((await take(prov!.last!.id, document.replace('no-objection', 'suggest'))).status).toBe(422);
    expect((await detail(gov!.last!.id)).remarks).toMatchObject([
      { code: 'FILED-1', name: first.name, kind: 'object', post: '局长岗', answeredBy: null },
    ]);
    expect((await overview()).recipients.map(({ unanswered }) => unanswered)).toEqual([1, 0]);
    expect(await toAnswer()).toBe(1);
  });

  it('file again only what changed, which answers the comment', async () => {
    at('2026-11-26T09:00:00');
    const [gov] = (await overview()).recipients;
    expect((await bureau.api('POST', '/filings', 'keeper', { recipientId: gov!.id })).json).toMatchObject({
      code: 'filing/nothing-changed',
    });
    const { agencyId } = bureau.ready();
    const { powerId, content } = powers.get('FILED-1')!;
    const { versionId } = must(
      await adjustPower(
        bureau.ctx,
        { kind: 'system', name: 'test' },
        {
          agencyId,
          powerId,
          reason: '按备案意见改正',
          changeBasis: '上级备案意见',
          content: { ...content, workDiscipline: [...content.workDiscipline, '按备案意见新增一条'] },
        },
      ),
    );
    expect((await findVersion(bureau.ctx.db, agencyId, versionId))?.state).toBe('draft');
    await act(bureau.ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
    must(await publish(bureau.ctx, agencyId, versionId, legalDayOf(bureau.ctx.clock.now())));
    await bureau.publish();
    const id = await file(gov!.id);
    await sendDuePackages(bureau.ctx);
    const mine = await detail(id);
    expect(mine).toMatchObject({ state: 'received', kind: 'changes', number: 2, previous: 1 });
    expect(mine.changes).toMatchObject([{ part: 'catalogue', code: 'FILED-1', change: 'changed' }]);
    const read = async (where: typeof bureau, path: string) =>
      FiledReading.parse(
        (await where.api('GET', `${path}/entry?part=catalogue&code=FILED-1`, 'keeper')).json,
      );
    const both = [
      await read(bureau, `/filings/${mine.id}`),
      await read(government, `/filing-inbox/${mine.id}`),
    ];
    for (const one of both) {
      expect(one).toMatchObject({ change: 'changed', withheld: [] });
      expect(one.changed).toEqual(['effectiveFrom', 'workDiscipline']);
      expect(one.values?.['workDiscipline']).toContain('按备案意见新增一条');
      expect(one.before?.['workDiscipline']).toEqual(content.workDiscipline);
      expect(one.values?.['legalBasis']).toBeDefined();
      expect(one.chart?.after).toContain('<svg');
    }
    const never = `/filing-inbox/${mine.id}/entry?part=catalogue&code=NEVER-FILED`;
    expect((await government.api('GET', never, 'keeper')).status).toBe(404);
    expect((await government.api('GET', never, 'outsider')).status).toBe(403);
    const theirs = await received(government, id);
    expect(theirs.entries).toMatchObject([{ code: 'FILED-1', change: 'changed' }]);
    const before = { agencyId: government.ready().agencyId, senderId: theirs.senderId, number: 3 };
    const names = await namesFiledBefore(government.ctx.db, before, 'catalogue', ['FILED-1', 'FILED-2']);
    expect([...names]).toEqual([
      ['FILED-1', first.name],
      ['FILED-2', second.name],
    ]);
    const body = await getReceivedBody(government.ctx.db, before.agencyId, id);
    const { catalogue, ...rest } = FilingBody.parse(JSON.parse(body.toString('utf8')));
    const gone = { ...rest, catalogue: { ...catalogue, entries: [], removed: ['FILED-2'] } };
    expect(entriesOf(gone, new Map([['catalogue', names]]))).toMatchObject([
      { code: 'FILED-2', name: second.name, change: 'removed' },
    ]);
    expect((await detail(gov!.last!.id)).remarks[0]?.answeredBy).toBe(2);
    expect(await toAnswer()).toBe(0);
    expect((await inbox(government)).senders).toMatchObject([{ lastNumber: 2, items: 2 }]);
  });

  it('reconcile what is filed with the list held above', async () => {
    const [sender] = (await inbox(government)).senders;
    const entry = { name: first.name, typeCode: '01', statutoryLimit: null };
    const entries = [
      { ...entry, code: 'FILED-1', committedLimit: { n: 3_000, unit: 'wd' } },
      { ...entry, code: '001021000000', name: '只在参照目录里的事项' },
    ];
    expect((await government.api('PUT', '/filing-reference', 'keeper', { entries })).status).toBe(204);
    const path = `/filing-senders/${sender!.id}/reconciliation`;
    const found = Reconciliation.parse((await government.api('GET', path, 'supervisor')).json);
    expect(found.differences.map(({ kind, code }) => [kind, code])).toEqual([
      ['missing', '001021000000'],
      ['committed-limit', 'FILED-1'],
      ['extra', 'FILED-2'],
    ]);
    const waiting = async (who: string) =>
      FilingWaiting.parse((await government.api('GET', '/filing-waiting', who)).json);
    const differing = [{ id: sender!.id, name: '唐山市商务局', differences: 3 }];
    expect(await waiting('supervisor')).toMatchObject({ uncommented: 1, differing, more: false });
    expect(await waiting('outsider')).toMatchObject({ uncommented: 0, differing: [] });
    const twice = { entries: [entries[0], entries[0]] };
    expect((await government.api('PUT', '/filing-reference', 'keeper', twice)).json).toMatchObject({
      code: 'filing/reference-not-valid',
      detail: { rows: [2] },
    });
  });

  it('witness the ledger below: both cosign its checkpoint, and the inbox says how far', async () => {
    await publishPower('FILED-3', second);
    const policy = all
      .slice(1)
      .map((upper, n) => `witness w${n} ${upper.ready().keys.witness} ${upper.ready().url}/witness\n`)
      .join('');
    await bureau.publish(
      policyWitnesses({
        policy: readPolicy(`${policy}group both all w0 w1\nquorum both\n`),
        pool: bureau.database.poolAs('signer'),
        log: createLog({ level: 'silent', name: 'test' }),
        clock: bureau.ctx.clock,
      }),
    );
    const checkpoint = (await bureau.call('GET', '/ledger/checkpoint')).text;
    const [, size] = checkpoint.split('\n');
    for (const upper of [government, line]) {
      expect(checkpoint).toContain(`\u2014 ${upper.ready().ledger.origin}/witness `);
      expect((await inbox(upper)).senders[0]?.witnessed).toBe(size);
    }
  });

  it('do not sign a package that carries what was withheld since it was prepared', async () => {
    const [gov] = (await overview()).recipients;
    const { id } = Made.parse(
      (await bureau.api('POST', '/filings', 'keeper', { recipientId: gov!.id })).json,
    );
    const { powerId } = powers.get('FILED-3')!;
    const exception = await withhold(powerId, 'riskPoints', false);
    await sql`INSERT INTO disclosure_hold (agency_id, exception_id, rid, rev, name)
      SELECT agency_id, ${exception}, rid, 1, 'content.riskPoints' FROM power_version WHERE power_id = ${powerId}`.execute(
      bureau.ctx.db,
    );
    const { digest } = await detail(id);
    const signed = await bureau.api('POST', `/filings/${id}/signature`, 'chief', { digest });
    expect([signed.status, signed.json]).toMatchObject([409, { code: 'filing/withheld-since' }]);
  });

  it(
    'file more than 5,000 entries of a part at once, and take as many off again',
    { timeout: 120_000 },
    async () => {
      const [gov] = (await overview()).recipients;
      const { id: unsigned } = gov!.open!;
      expect((await bureau.api('POST', `/filings/${unsigned}/withdrawal`, 'keeper')).status).toBe(204);
      const { rowCount } = await bureau.database.pool.query(`
      INSERT INTO disclosure_exception (agency_id, id, rid, office_id, subject_kind, subject_rid, case_id, document_id, ground,
        cited, reason, scope, kind, ends_on, form, public_title, state, since, requested_by, requested_at)
      SELECT agency_id, gen_random_uuid(), r, office_id, 'document', r, gen_random_uuid(), gen_random_uuid(), ground,
        cited, reason, scope, kind, ends_on, 'entry', '第' || n || '份材料', 'in-force', since, requested_by, requested_at
      FROM (SELECT * FROM disclosure_exception LIMIT 1) one, generate_series(1, 5001) n,
        LATERAL (SELECT left(translate(encode(sha256(n::text::bytea), 'base64'), '+/', '-_'), 21) || 'A' AS r) named`);
      expect(rowCount).toBe(5_001);
      const id = await file(gov!.id);
      await sendDuePackages(bureau.ctx);
      expect(await detail(id)).toMatchObject({ state: 'received', kind: 'changes' });
      const register = async (packageId: string) =>
        (await received(government, packageId)).entries.filter(
          ({ part, name }) => part === 'register' && name.endsWith('份材料'),
        );
      expect(await register(id)).toHaveLength(5_001);
      await bureau.database.pool.query(
        `UPDATE disclosure_exception SET state = 'ended', ended_on = since, ended_by = 'decision' WHERE subject_kind = 'document'`,
      );
      const gone = await file(gov!.id);
      await sendDuePackages(bureau.ctx);
      expect(await detail(gone)).toMatchObject({ state: 'received', kind: 'changes' });
      const off = await register(gone);
      expect(off.filter(({ change }) => change === 'removed')).toHaveLength(5_001);
      const { rows } = await government.database.pool.query(
        `SELECT count(*)::int AS n FROM filing_held WHERE part = 'register' AND entry ->> 'name' LIKE '%份材料'`,
      );
      expect(rows).toEqual([{ n: 0 }]);
    },
  );
});
