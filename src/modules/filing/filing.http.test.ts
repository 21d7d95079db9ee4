import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { legalDayOf } from '#kernel';
import { createHttpApp, type Ctx } from '#platform/http';
import { act, demoItems, demoParents, draftWithFlow, must, publish } from '../powers/powers.test-support.ts';
import { ANSWERS, refuse } from './api/texts.ts';
import { EnrolmentCard, FilingOverview, Inbox, Made, PackageDetail, UnsignedList } from './contract/index.ts';
import { packagesDue } from './db/filing-reader.ts';
import type { FilingRefusal, FilingRefusalCode } from './domain/errors.ts';
import { FilingPackage, MAX_PACKAGE_BYTES } from './domain/package.ts';
import { testInstance } from './testing.ts';
import { sendDuePackages } from './use-cases/send-filings.ts';

const bureau = testInstance();
const government = testInstance({
  key: 'government',
  slug: 'city-government',
  name: '市政府办公室',
  kind: 'government',
  uscc: undefined,
});
const START = new Date('2026-11-25T09:00:00+08:00');
const at = (minutes: number): void => {
  for (const { ctx } of [bureau, government]) ctx.clock.set(new Date(START.getTime() + minutes * 60_000));
};
/** Stands where an instance above would, and answers as the test says. */
let answer: (response: ServerResponse, body: string) => void = (response) => response.writeHead(503).end();
let calls = 0;
let stand: Server;
let standUrl = '';
let recipientId = '';

async function publishPower(code: string): Promise<void> {
  const { agencyId, officeId } = bureau.ready();
  const content = { ...demoItems[0]!.content, implementationCode: undefined, rawCode: code };
  const { versionId } = await draftWithFlow(bureau.ctx, { agencyId, officeId }, content, `flow-${code}`);
  await act(bureau.ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
  must(await publish(bureau.ctx, agencyId, versionId, legalDayOf(bureau.ctx.clock.now())));
  await bureau.publish();
}
const detail = async (id: string) =>
  PackageDetail.parse((await bureau.api('GET', `/filings/${id}`, 'keeper')).json);
const inbox = async () => Inbox.parse((await government.api('GET', '/filing-inbox', 'keeper')).json);
const prepare = async (body: Record<string, unknown> = {}) =>
  bureau.api('POST', '/filings', 'keeper', { recipientId, full: true, ...body });
async function signed(): Promise<string> {
  const { id } = Made.parse((await prepare()).json);
  const { digest } = await detail(id);
  expect((await bureau.api('POST', `/filings/${id}/signature`, 'chief', { digest })).status).toBe(204);
  return id;
}
const withdraw = async (id: string) =>
  expect((await bureau.api('POST', `/filings/${id}/withdrawal`, 'keeper')).status).toBe(204);

beforeAll(async () => {
  at(0);
  await demoParents(bureau.ctx, bureau.ready().agencyId);
  await publishPower('SENT-1');
  stand = createServer((request, response) => {
    const parts: Buffer[] = [];
    calls += 1;
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(response, Buffer.concat(parts).toString('utf8')));
  });
  await new Promise<void>((resolve) => stand.listen(0, '127.0.0.1', () => resolve()));
  standUrl = `http://127.0.0.1:${(stand.address() as AddressInfo).port}`;
  const card = EnrolmentCard.parse(await government.card());
  const enrolled = await bureau.api('POST', '/filing-recipients', 'keeper', {
    card: { ...card, url: standUrl },
    kind: 'government-office',
    http: true,
  });
  recipientId = Made.parse(enrolled.json).id;
  const sender = { card: await bureau.card() };
  expect((await government.api('POST', '/filing-senders', 'keeper', sender)).status).toBe(201);
}, 120_000);
afterAll(() => new Promise<void>((resolve) => void stand.close(() => resolve())));

/** What goes through to the government office, as a proxy would let it. */
const through = (response: ServerResponse, body: string): void =>
  void government.api('POST', '/filing-intake/city-government', undefined, body).then(({ status, text }) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });

describe('who may do what', () => {
  it.each([
    ['nobody', undefined, [401, 401, 401, 401, 401]],
    ['the leading group office', 'keeper', [200, 200, 403, 422, 201]],
    ['the first responsible person', 'chief', [200, 200, 404, 403, 403]],
    ['a supervisor', 'supervisor', [200, 200, 403, 403, 403]],
    ['somebody else', 'outsider', [403, 403, 403, 403, 403]],
  ] as const)('%s', async (_, who, expected) => {
    const none = '01936d00-0000-7000-8000-000000000009';
    const digest = 'a'.repeat(64);
    const prepared = await bureau.api('POST', '/filings', who, { recipientId, full: true });
    const statuses = [
      (await bureau.api('GET', '/filings', who)).status,
      (await bureau.api('GET', '/filing-inbox', who)).status,
      (await bureau.api('POST', `/filings/${none}/signature`, who, { digest })).status,
      (await bureau.api('POST', '/filing-inbox', who, '{}')).status,
      prepared.status,
    ];
    expect(statuses).toEqual(expected);
    if (prepared.status === 201) await withdraw(Made.parse(prepared.json).id);
  });

  it('the one who prepared does not sign, and nothing is signed that was not seen', async () => {
    const { id } = Made.parse((await prepare()).json);
    const { digest, acts } = await detail(id);
    expect(acts).toEqual(['withdraw']);
    const waiting = async (who: string) =>
      UnsignedList.parse((await bureau.api('GET', '/filing-signatures', who)).json).items.map(
        (one) => one.id,
      );
    expect([await waiting('chief'), await waiting('keeper'), await waiting('supervisor')]).toEqual([
      [id],
      [],
      [],
    ]);
    const sign = (who: string, over: string) =>
      bureau.api('POST', `/filings/${id}/signature`, who, { digest: over });
    expect((await sign('keeper', digest)).json).toMatchObject({ code: 'filing/forbidden' });
    expect((await sign('chief', 'b'.repeat(64))).json).toMatchObject({ code: 'filing/changed' });
    expect((await bureau.api('GET', `/filings/${id}/package`, 'keeper')).status).toBe(409);
    const both = await Promise.all([sign('chief', digest), sign('chief', digest)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    expect((await prepare()).json).toMatchObject({ code: 'filing/under-way' });
    await withdraw(id);
  });

  it('of two who prepare at once one is told that a package is under way', async () => {
    const both = await Promise.all([prepare(), prepare()]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const { id } = Made.parse(both.find(({ status }) => status === 201)?.json);
    await withdraw(id);
  });
});

describe('sending', () => {
  it('tries again after growing waits, gives up, and goes again when somebody says so', async () => {
    answer = (response) => response.writeHead(503).end();
    const id = await signed();
    let minutes = 0;
    calls = 0;
    for (let n = 1; n <= 9; n += 1) {
      await sendDuePackages(bureau.ctx);
      minutes += 1_500;
      at(minutes);
    }
    expect(calls).toBe(9);
    expect(await detail(id)).toMatchObject({ state: 'signed', attempts: 9, nextAt: null });
    expect(await packagesDue(bureau.ctx.db, bureau.ctx.clock.now())).toEqual([]);
    expect((await bureau.api('POST', `/filings/${id}/sending`, 'keeper')).status).toBe(204);
    answer = through;
    at(0);
    await bureau.database.pool.query('UPDATE filing_package SET next_at = $1 WHERE id = $2', [START, id]);
    await sendDuePackages(bureau.ctx);
    expect((await detail(id)).state).toBe('received');
  });

  it('gets the receipt of a package whose answer was lost', async () => {
    answer = (response, body) => {
      void government.api('POST', '/filing-intake/city-government', undefined, body).then(() => {
        response.socket?.destroy();
      });
    };
    const id = await signed();
    await sendDuePackages(bureau.ctx);
    expect((await detail(id)).history).toMatchObject([{ outcome: 'failed', code: 'unreachable' }]);
    answer = through;
    at(2);
    await sendDuePackages(bureau.ctx);
    expect((await detail(id)).state).toBe('received');
    expect((await inbox()).received.filter((one) => one.id === id)).toHaveLength(1);
    at(0);
  });

  it.each([
    [
      'a refusal by code',
      { code: 'filing/unknown-sender' },
      403,
      { state: 'refused', refusal: 'filing/unknown-sender' },
    ],
    ['a refusal by no code of ours', { code: 'http/too-many' }, 429, { state: 'signed', attempts: 1 }],
    [
      'a receipt that is none',
      { id: '01936d00-0000-7000-8000-000000000009', receipt: 'x' },
      200,
      { state: 'signed', attempts: 1 },
    ],
    ['no answer at all', null, 200, { state: 'signed', attempts: 1 }],
  ] as const)('takes %s for what it is', async (_, json, status, expected) => {
    answer = (response) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    const id = await signed();
    await sendDuePackages(bureau.ctx);
    expect(await detail(id)).toMatchObject(expected);
    if (expected.state === 'signed') await withdraw(id);
  });

  it('leaves a package alone that another worker has claimed', async () => {
    const id = await signed();
    calls = 0;
    answer = through;
    await Promise.all([sendDuePackages(bureau.ctx), sendDuePackages(bureau.ctx)]);
    expect(calls).toBe(1);
    expect((await detail(id)).state).toBe('received');
  });
});

describe('intake over HTTP', () => {
  const post = (body: string) => government.api('POST', '/filing-intake/city-government', undefined, body);
  it('refuses by code, with a sentence, and keeps all of it on record', async () => {
    const id = await signed();
    const { text } = await bureau.api('GET', `/filings/${id}/package`, 'keeper');
    const before = new Set((await inbox()).refused.map((one) => one.id));
    const file = FilingPackage.parse(JSON.parse(text));
    const cases = [
      ['{', 422, 'filing/malformed'],
      [
        text
          .replace('chengming-filing/1', 'chengming-filing/9')
          .replaceAll('"format":"chengming-filing/1"', '"format":"chengming-filing/9"'),
        422,
        'filing/other-version',
      ],
      [text.replace('"kind":"full"', '"kind":"changes"'), 403, 'filing/tampered'],
      [
        JSON.stringify({
          ...file,
          body: { ...file.body, sender: { ...file.body.sender, code: 'stranger' } },
        }),
        403,
        'filing/unknown-sender',
      ],
      ['x'.repeat(MAX_PACKAGE_BYTES + 5), 413, 'filing/too-large'],
    ] as const;
    for (const [body, status, code] of cases) {
      const refused = await post(body);
      expect([refused.status, refused.json]).toMatchObject([
        status,
        { code, title: expect.stringMatching(/[\u4e00-\u9fff]/) },
      ]);
    }
    const { refused } = await inbox();
    expect(
      refused
        .filter((one) => !before.has(one.id))
        .map(({ refusal }) => refusal)
        .sort(),
    ).toEqual(cases.map(([, , code]) => code).sort());
    const { rows } = await government.database.pool.query<{ n: string }>(
      "SELECT count(*) AS n FROM journal.row WHERE action = 'filing/refuse'",
    );
    expect(Number(rows[0]?.n)).toBe(refused.length);
    expect((await government.api('POST', '/filing-intake/nowhere', undefined, text)).status).toBe(404);
    const both = await Promise.all([post(text), post(text)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await withdraw(id);
  });

  it('says nothing of comments to whoever cannot sign the question', async () => {
    const [received] = (await inbox()).received;
    const ask = (id: string) =>
      government.api('POST', `/filing-intake/city-government/${id}/remarks`, undefined, { query: 'x' });
    const none = '01936d00-0000-7000-8000-000000000009';
    expect([(await ask(received!.id)).status, (await ask(none)).status]).toEqual([404, 404]);
  });

  it('lets nobody rewrite what was received, sent or said', async () => {
    for (const table of [
      'filing_received',
      'filing_intake',
      'filing_attempt',
      'filing_comment',
      'filing_remark',
    ])
      for (const { database } of [bureau, government])
        await expect(database.pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    await expect(bureau.database.pool.query('UPDATE filing_package SET body = body')).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('enrolment', () => {
  it('refuses a card with keys that are none, and one’s own', async () => {
    const card = EnrolmentCard.parse(await government.card());
    const enrol = (over: unknown) =>
      bureau.api('POST', '/filing-recipients', 'keeper', {
        card: over,
        kind: 'line-department',
        http: false,
      });
    const damaged = { ...card, keys: { ...card.keys, receipt: 'nothing' } };
    expect((await enrol(damaged)).json).toMatchObject({ code: 'filing/card-not-valid' });
    expect((await enrol(await bureau.card())).json).toMatchObject({ code: 'filing/own-card' });
    expect((await enrol({ ...card, url: 'file:///etc' })).status).toBe(422);
    expect((await bureau.api('GET', '/filing-cards/nowhere')).status).toBe(404);
  });

  it('is by the key: a new card replaces the old key, and packages under the old one are refused', async () => {
    const card = EnrolmentCard.parse(await bureau.card());
    const other = { ...card, keys: { ...card.keys, filing: card.keys.receipt } };
    expect((await government.api('POST', '/filing-senders', 'keeper', { card: other })).status).toBe(201);
    const id = await signed();
    answer = through;
    await sendDuePackages(bureau.ctx);
    expect(await detail(id)).toMatchObject({ state: 'refused', refusal: 'filing/unknown-sender' });
    expect((await government.api('POST', '/filing-senders', 'keeper', { card })).status).toBe(201);
  });
});

it('publishes its formats as JSON Schema', async () => {
  for (const name of ['filing-package-1', 'filing-remarks-1', 'filing-enrolment-1']) {
    const schema = await bureau.call('GET', `/schemas/${name}.json`);
    expect(JSON.parse(schema.text)).toMatchObject({ type: 'object', additionalProperties: false });
  }
});

it('answers every refusal with its status and a sentence', async () => {
  const web = createHttpApp(bureau.ctx, () => 'error');
  const codes = Object.keys(ANSWERS) as FilingRefusalCode[];
  web.get('/:at', (c: Ctx) => refuse(c, { code: codes[Number(c.req.param('at'))] } as FilingRefusal));
  for (const [n, code] of codes.entries()) {
    const said = await web.request(`/${n}`);
    expect([code, said.status]).toEqual([code, ANSWERS[code].status]);
    expect(await said.json()).toMatchObject({ code, title: expect.stringMatching(/[\u4e00-\u9fff]/) });
  }
});

it('reads nothing of another agency', async () => {
  const { recipients } = FilingOverview.parse((await government.api('GET', '/filings', 'keeper')).json);
  expect(recipients).toEqual([]);
});
