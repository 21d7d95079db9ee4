import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { deliberationApi } from './api/deliberation-api.ts';
import { Made, MinutesTasks, MinutesView, Saved } from './contract/index.ts';

const ctx = testContext(testDatabase());
const api = testApi(ctx, deliberationApi(ctx));
const sessions = new Map<string, { readonly cookie: string; readonly 'sec-fetch-site': 'same-origin' }>();
const people: string[] = [];
let bodies = 0;

beforeAll(async () => {
  ctx.clock.set('2026-11-10T09:00:00+08:00');
  const { agencyId, persons } = await importTestOrganisation(ctx);
  for (const [account, key, role] of [
    ['chair', 'p01', 'first-responsible'],
    ['member', 'p02', 'leader'],
    ['third', 'p03', 'leader'],
    ['keeper', 'p20', 'review-office'],
    ['supervisor', 'p05', 'supervisor'],
    ['outsider', 'p10', 'handler'],
  ] as const satisfies readonly (readonly [string, string, Role])[]) {
    const personId = persons.get(key);
    if (personId === undefined) throw new Error(`no person ${key}`);
    if (people.length < 3) people.push(personId);
    sessions.set(account, await sessionFor(ctx, { agencyId, personId, account, roles: [role] }));
  }
});

const call = (method: string, path: string, who?: string, body?: unknown, ifMatch?: number) =>
  api(path, {
    method,
    headers: {
      ...(who === undefined ? {} : sessions.get(who)),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
    ...(body === undefined ? {} : { body }),
  });

/** A closed meeting that decided one matter. */
async function closed(): Promise<{ readonly meetingId: string; readonly itemId: string }> {
  const body = await call('POST', '/deliberative-bodies', 'keeper', {
    name: '局长办公会',
    series: `纪${(bodies += 1)}`,
    quorum: 'more-than-half',
    decides: 'majority-of-members',
    chairId: people[0],
    memberIds: people,
  });
  const { id: bodyId } = Saved.parse(body.json);
  const called = await call('POST', '/meetings', 'keeper', { bodyId, heldOn: '2026-11-10', place: '三楼' });
  const { id: meetingId } = Made.parse(called.json);
  const attendance = people.map((personId) => ({ personId, present: true }));
  await call('POST', `/meetings/${meetingId}/opening`, 'keeper', { attendance });
  const matter = { title: '年度预算安排', ballot: 'hands' };
  const { id: itemId } = Made.parse(
    (await call('POST', `/meetings/${meetingId}/matters`, 'keeper', matter)).json,
  );
  for (const personId of [people[1], people[2], people[0]])
    await call('POST', `/agenda-items/${itemId}/opinions`, 'keeper', {
      personId,
      stance: 'for',
      text: '同意',
    });
  await call('POST', `/agenda-items/${itemId}/decision`, 'keeper', { text: '同意' });
  expect((await call('POST', `/meetings/${meetingId}/closing`, 'keeper')).status).toBe(204);
  return { meetingId, itemId };
}
const view = async (meetingId: string, who = 'keeper') =>
  MinutesView.parse((await call('GET', `/meetings/${meetingId}/minutes`, who)).json);

describe('minutes over HTTP', () => {
  it.each([
    ['nobody', undefined, 401, 401, 401, 401, 401],
    ['who keeps the record', 'keeper', 200, 200, 403, 200, 403],
    ['the chair', 'chair', 200, 403, 200, 403, 200],
    ['a member', 'member', 200, 403, 403, 403, 403],
    ['a supervisor', 'supervisor', 200, 403, 403, 403, 403],
    ['anybody else of the agency', 'outsider', 403, 403, 403, 403, 403],
  ] as const)('%s', async (_, who, read, word, sign, draft, signDraft) => {
    const { meetingId, itemId } = await closed();
    const at = `/meetings/${meetingId}/minutes`;
    const statusOf = async (...args: Parameters<typeof call>) => (await call(...args)).status;
    expect(await statusOf('GET', at, who)).toBe(read);
    const words = { items: [{ itemId, text: '会议听取了汇报。' }], closing: '' };
    const { rowVersion } = await view(meetingId);
    expect(await statusOf('PUT', at, who, words, rowVersion)).toBe(word);
    const { digest } = await view(meetingId);
    // The chair withdrew from nothing: nobody is named, and only who keeps the record is told so.
    const named = await statusOf('PUT', `${at}/signer`, who, { personId: people[1] }, rowVersion);
    expect(named).toBe(word === 200 ? 409 : word);
    expect(await statusOf('POST', `${at}/signature`, who, { digest })).toBe(sign);
    if (sign !== 200) await call('POST', `${at}/signature`, 'chair', { digest });
    for (const path of [`${at}.pdf`, `/agenda-items/${itemId}/minutes.pdf`])
      expect(await statusOf('GET', path, who)).toBe(read);
    const now = (await view(meetingId)).rowVersion;
    expect(await statusOf('PUT', `${at}/addendum`, who, { text: '补正' }, now)).toBe(draft);
    if (draft !== 200) await call('PUT', `${at}/addendum`, 'keeper', { text: '补正' }, now);
    const waiting = (await view(meetingId)).waiting?.digest;
    expect(await statusOf('POST', `${at}/addenda`, who, { digest: waiting })).toBe(signDraft);
  });

  it('gives signed minutes and the extract of an item as PDF, and nothing before', async () => {
    const { meetingId, itemId } = await closed();
    const paths = [`/meetings/${meetingId}/minutes.pdf`, `/agenda-items/${itemId}/minutes.pdf`];
    for (const path of paths) {
      const early = await call('GET', path, 'member');
      expect([early.status, early.json]).toMatchObject([409, { code: 'deliberation/minutes-unsigned' }]);
    }
    const { digest } = await view(meetingId);
    expect((await call('POST', `/meetings/${meetingId}/minutes/signature`, 'chair', { digest })).status).toBe(
      200,
    );
    const names = ['局长办公会纪要〔2026〕1号.pdf', '局长办公会纪要（节录）〔2026〕1号.pdf'];
    for (const [at, path] of paths.entries()) {
      const file = await call('GET', path, 'member');
      expect(file.status).toBe(200);
      expect(Buffer.from(file.bytes.slice(0, 5)).toString()).toBe('%PDF-');
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(file.headers.get('cache-control')).toContain('no-store');
      const [, name = ''] = file.headers.get('content-disposition')?.split("UTF-8''") ?? [];
      expect(decodeURIComponent(name)).toBe(names[at]);
      const again = await call('GET', path, 'member');
      expect(Buffer.from(again.bytes).equals(Buffer.from(file.bytes))).toBe(true);
    }
  });

  it('asks for the version an edit rests on, and refuses what is no digest or too long', async () => {
    const { meetingId } = await closed();
    const at = `/meetings/${meetingId}/minutes`;
    const words = { items: [], closing: '' };
    expect((await call('PUT', at, 'keeper', words)).status).toBe(428);
    expect((await call('PUT', at, 'keeper', words, 9)).status).toBe(412);
    expect((await call('PUT', at, 'keeper', { ...words, closing: '长'.repeat(8_001) }, 1)).status).toBe(422);
    expect((await call('POST', `${at}/signature`, 'chair', { digest: 'x' })).status).toBe(422);
    const other = { digest: '0'.repeat(64) };
    expect((await call('POST', `${at}/signature`, 'chair', other)).status).toBe(409);
  });

  it('lists what waits for whom', async () => {
    const { meetingId } = await closed();
    const tasks = async (who: string) =>
      MinutesTasks.parse((await call('GET', '/minutes-tasks', who)).json).items.filter(
        (one) => one.meetingId === meetingId,
      );
    expect((await tasks('keeper')).map(({ todo }) => todo)).toEqual(['word']);
    expect((await tasks('chair')).map(({ todo }) => todo)).toEqual(['sign']);
    expect(await tasks('member')).toEqual([]);
    expect((await call('GET', '/minutes-tasks')).status).toBe(401);
  });
});
