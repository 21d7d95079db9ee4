import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Uuid } from '#kernel';
import type { Role } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { Drafted, DraftList, DrawingOpened, PowerContent, VersionDetail } from './contract/index.ts';
import { powersApi } from './index.ts';
import { demoParents } from './powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const licence = z
  .object({ items: z.array(z.object({ content: PowerContent })) })
  .parse(JSON.parse(await readFile('demo/data/powers.json', 'utf8'))).items[0]!.content;
type Headers = Readonly<Record<string, string>>;
const people: Record<string, readonly [string, Role]> = {
  registrar: ['p11', 'registrar'],
  head: ['p10', 'office-head'],
  leader: ['p02', 'leader'],
  register: ['p25', 'review-office'],
  supervisor: ['p08', 'supervisor'],
  handler: ['p13', 'handler'],
};
const made = {
  office: '',
  /** Somebody of another office. */
  elsewhere: {} as { agencyId: Uuid; officeId: Uuid; personId: Uuid },
  sessions: {} as Record<string, Headers>,
  call: undefined as unknown as ReturnType<typeof testApi>,
};

beforeAll(async () => {
  const bureau = await importTestOrganisation(ctx);
  made.office = bureau.offices.get('office-sp')!;
  made.elsewhere = {
    agencyId: bureau.agencyId,
    officeId: bureau.offices.get('office-bg')!,
    personId: bureau.persons.get('p14')!,
  };
  await demoParents(ctx, bureau.agencyId);
  made.call = testApi(ctx, powersApi(ctx));
  for (const [account, [person, role]] of Object.entries(people)) {
    made.sessions[account] = await sessionFor(ctx, {
      agencyId: bureau.agencyId,
      personId: bureau.persons.get(person)!,
      account,
      roles: [role],
    });
  }
});

const as = (who: string): Headers => made.sessions[who] ?? {};
const draft = async (
  who: string,
  content: unknown = { ...licence, implementationCode: undefined, rawCode: crypto.randomUUID() },
) => made.call('/powers', { method: 'POST', headers: as(who), body: { content, officeId: made.office } });
const detail = async (id: string, who = 'head') =>
  VersionDetail.parse((await made.call(`/power-versions/${id}`, { headers: as(who) })).json);
const act = (who: string, id: string, rowVersion: number, body: unknown) =>
  made.call(`/power-versions/${id}/acts`, {
    method: 'POST',
    headers: { ...as(who), 'if-match': `"${rowVersion}"` },
    body,
  });

describe('the catalogue above', () => {
  const entry = {
    code: '000121001000',
    name: '某项许可',
    typeCode: '01',
    levels: ['3'],
    issuer: '国务院办公厅',
    edition: '2025',
  };
  const load = (who: string, file: unknown, dryRun = false) =>
    made.call('/power-parents/import', { method: 'POST', headers: as(who), body: { file, dryRun } });
  it.each([
    ['nobody', 401],
    ['registrar', 403],
    ['head', 403],
    ['supervisor', 403],
    ['register', 200],
  ])('is imported by: %s → %i', async (who, status) => {
    expect((await load(who, { parents: [entry] })).status).toBe(status);
  });
  it('is read by code and name, refused by row, and says which items depart', async () => {
    const found = await made.call(`/power-parents?q=${encodeURIComponent('某项')}`, { headers: as('head') });
    expect(found.json).toMatchObject({ items: [{ code: entry.code, bases: [] }], next: null });
    expect((await load('register', { parents: [{ ...entry, code: 'x' }] })).json).toMatchObject({
      code: 'import/errors',
      detail: { problems: [{ row: 1, field: 'code' }] },
    });
    expect((await load('register', [])).json).toMatchObject({ code: 'import/not-a-file' });
    const id = Drafted.parse(
      (await draft('head', { ...licence, basicCode: entry.code, implementationCode: undefined })).json,
    ).versionId;
    const findings = await made.call('/power-parents/findings', { headers: as('head') });
    expect(findings.json).toMatchObject({
      items: [{ versionId: id, code: entry.code, departs: [{ field: 'name', label: '事项名称' }] }],
    });
    expect((await detail(id)).blockers.map((one) => one.code)).toContain('powers/departs-from-parent');
  });
});

describe('who may', () => {
  it.each([
    ['nobody', 401],
    ['registrar', 201],
    ['head', 201],
    ['leader', 403],
    ['register', 201],
    ['supervisor', 403],
    ['handler', 403],
  ])('register a power: %s → %i', async (who, status) => {
    expect((await draft(who)).status).toBe(status);
  });

  it.each([
    ['nobody', 401],
    ['registrar', 200],
    ['head', 200],
    ['leader', 200],
    ['register', 200],
    ['supervisor', 200],
    ['handler', 403],
  ])('read a draft: %s → %i', async (who, status) => {
    const { versionId } = Drafted.parse((await draft('head')).json);
    expect((await made.call(`/power-versions/${versionId}`, { headers: as(who) })).status).toBe(status);
  });

  it.each([
    ['nobody', 401],
    ['registrar', 403],
    ['head', 200],
    ['leader', 403],
    ['register', 403],
    ['supervisor', 403],
    ['handler', 403],
  ])('sign: %s → %i', async (who, status) => {
    const { versionId } = Drafted.parse((await draft('head')).json);
    expect((await act(who, versionId, 1, { act: 'sign' })).status).toBe(status);
  });

  it.each([
    ['nobody', 401],
    ['registrar', 200],
    ['head', 200],
    ['leader', 403],
    ['register', 200],
    ['supervisor', 403],
    ['handler', 403],
  ])('open the drawing of its flow: %s → %i', async (who, status) => {
    const { versionId } = Drafted.parse((await draft('head')).json);
    const answer = await made.call(`/power-versions/${versionId}/flow-draft`, {
      method: 'POST',
      headers: as(who),
    });
    expect(answer.status).toBe(status);
    if (status === 200) expect(DrawingOpened.parse(answer.json).draftId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('nobody opens the drawing of what is not there', async () => {
    const path = '/power-versions/0193b0c0-0000-7000-8000-00000000dead/flow-draft';
    expect((await made.call(path, { method: 'POST', headers: as('head') })).status).toBe(404);
  });

  it('are listed by office before they are cut into pages', async () => {
    const { agencyId, officeId, personId } = made.elsewhere;
    const roles = ['registrar'] as const;
    const account = 'elsewhere';
    made.sessions[account] = await sessionFor(ctx, { agencyId, personId, officeId, account, roles });
    const content = { ...licence, implementationCode: undefined, rawCode: crypto.randomUUID() };
    const own = Drafted.parse(
      (await made.call('/powers', { method: 'POST', headers: as(account), body: { content, officeId } }))
        .json,
    );
    const foreign = await made.call('/powers', {
      method: 'POST',
      headers: as(account),
      body: { content: { ...content, rawCode: crypto.randomUUID() }, officeId: made.office },
    });
    expect(foreign.json).toMatchObject({
      status: 403,
      code: 'powers/foreign-office',
      fields: [{ path: 'officeId' }],
    });
    await draft('head');
    const first = await made.call('/powers/drafts?limit=1', { headers: as(account) });
    expect(DraftList.parse(first.json)).toMatchObject({ items: [{ versionId: own.versionId }], next: null });
  });

  it('everybody may read the list, nobody but staff the drafts', async () => {
    expect((await made.call('/powers')).status).toBe(200);
    expect((await made.call('/powers/drafts')).status).toBe(401);
    const list = DraftList.parse((await made.call('/powers/drafts?limit=2', { headers: as('head') })).json);
    expect(list.items).toHaveLength(2);
    expect(list.items.flatMap((i) => i.acts)).toContain('edit');
    const next = DraftList.parse(
      (await made.call(`/powers/drafts?limit=2&cursor=${list.next}`, { headers: as('head') })).json,
    );
    expect(next.items.map((i) => i.versionId)).not.toContain(list.items[0]?.versionId);
    expect((await made.call('/powers/drafts?limit=1', { headers: as('handler') })).json).toEqual({
      items: [],
      next: null,
    });
  });
});

describe('refusals', () => {
  it.each([
    ['no name', { ...licence, name: '' }, 422, 'http/invalid'],
    ['an unknown element', { ...licence, secret: 1 }, 422, 'http/invalid'],
    [
      'a limit that is not a number',
      { ...licence, committedLimit: { n: Number.NaN, unit: 'wd' } },
      422,
      'http/invalid',
    ],
    ['text', 'x', 422, 'http/invalid'],
    ['a character that cannot be stored', { ...licence, place: 'a\u0000b' }, 422, 'http/invalid'],
    ['half a character', { ...licence, conditions: ['\ud800'] }, 422, 'http/invalid'],
  ])('a draft with %s', async (_, content, status, code) => {
    const answer = await draft('head', content);
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
    expect(answer.json.fields.length).toBeGreaterThan(0);
  });

  it('a code that is taken is told at the field', async () => {
    const content = { ...licence, implementationCode: undefined, rawCode: 'TAKEN' };
    await draft('head', content);
    expect((await draft('head', content)).json).toMatchObject({
      status: 422,
      code: 'powers/code-taken',
      fields: [{ path: 'content/implementationCode' }],
    });
  });

  it('an act on what somebody else just changed, without a version, out of turn, or without a reason', async () => {
    const { versionId } = Drafted.parse((await draft('head')).json);
    const edit = (rowVersion: number) =>
      made.call(`/power-versions/${versionId}`, {
        method: 'PUT',
        headers: { ...as('head'), 'if-match': `"${rowVersion}"` },
        body: { reason: '首次公布' },
      });
    expect((await edit(1)).status).toBe(200);
    expect((await edit(1)).json).toMatchObject({
      status: 412,
      code: 'powers/stale',
      detail: { rowVersion: 2 },
    });
    expect(
      (
        await made.call(`/power-versions/${versionId}/acts`, {
          method: 'POST',
          headers: as('head'),
          body: { act: 'sign' },
        })
      ).status,
    ).toBe(428);
    expect((await act('leader', versionId, 2, { act: 'countersign' })).json).toMatchObject({
      status: 409,
      code: 'powers/not-in-this-state',
    });
    expect((await act('head', versionId, 2, { act: 'sign' })).status).toBe(200);
    expect((await act('register', versionId, 3, { act: 'return', reason: ' ' })).json).toMatchObject({
      status: 422,
      code: 'powers/reason-missing',
    });
    expect((await act('head', versionId, 3, { act: 'explode' })).status).toBe(422);
  });

  it('publication with the checklist at the fields', async () => {
    const { versionId } = Drafted.parse((await draft('head')).json);
    await act('head', versionId, 1, { act: 'sign' });
    await act('leader', versionId, 2, { act: 'countersign' });
    await act('register', versionId, 3, { act: 'pass' });
    const answer = await made.call(`/power-versions/${versionId}/publish`, {
      method: 'POST',
      headers: { ...as('register'), 'if-match': '"4"' },
      body: { effectiveFrom: '2026-12-01' },
    });
    expect(answer.json).toMatchObject({
      status: 422,
      code: 'powers/blocked',
      fields: [{ path: 'content/flow', code: 'powers/flow-missing', message: '没有运行流程图' }],
    });
    const seen = await detail(versionId, 'register');
    expect(seen.blockers.map((b) => b.code)).toEqual(['powers/flow-missing']);
    expect(seen.approvals.map((a) => a.act)).toEqual(['sign', 'countersign', 'pass']);
    expect(seen.approvals[0]?.person).toMatch(/^演示·/);
  });

  it('an office that is not of this agency, a date in the past, a reason that cannot be stored', async () => {
    const { versionId } = Drafted.parse((await draft('head')).json);
    const edit = (body: unknown) =>
      made.call(`/power-versions/${versionId}`, {
        method: 'PUT',
        headers: { ...as('head'), 'if-match': '"1"' },
        body,
      });
    expect((await edit({ flowVersionId: versionId })).json).toMatchObject({
      status: 422,
      fields: [{ path: 'flowVersionId', code: 'powers/unknown-reference' }],
    });
    expect((await edit({ reason: 'a\u0000' })).json).toMatchObject({ status: 422, code: 'http/invalid' });
    await act('head', versionId, 1, { act: 'sign' });
    await act('leader', versionId, 2, { act: 'countersign' });
    await act('register', versionId, 3, { act: 'pass' });
    const answer = await made.call(`/power-versions/${versionId}/publish`, {
      method: 'POST',
      headers: { ...as('register'), 'if-match': '"4"' },
      body: { effectiveFrom: '2026-11-22' },
    });
    expect(answer.json).toMatchObject({
      status: 422,
      fields: [{ path: 'effectiveFrom', code: 'powers/effective-in-the-past' }],
    });
  });

  it('a version or power that is not there', async () => {
    const id = '00000000-0000-7000-8000-000000000001';
    expect((await made.call(`/power-versions/${id}`, { headers: as('head') })).status).toBe(404);
    expect(
      (
        await made.call('/powers/NOWHERE/adjust', {
          method: 'POST',
          headers: as('head'),
          body: { reason: 'a', changeBasis: 'b' },
        })
      ).status,
    ).toBe(404);
    expect((await made.call('/power-versions/not-an-id', { headers: as('head') })).status).toBe(422);
  });
});
