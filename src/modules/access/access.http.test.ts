import { readFile } from 'node:fs/promises';
import { generateSync } from 'otplib';
import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { accessApi, actorOfToken, createAccount, createToken, staffSession } from './index.ts';
import { matchTotp, newTotpSecret } from './db/second-factor.ts';

const database = testDatabase();
const ctx = testContext(database);
const system = { kind: 'system', name: 'test' } as const;
const made: { app?: OpenAPIHono<HttpEnv>; agencyId?: Uuid; persons?: ReadonlyMap<string, Uuid> } = {};
const PASSWORD = 'a long enough password';

beforeAll(async () => {
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  const imported = await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') });
  if (!imported.ok) throw new Error('refused');
  made.agencyId = imported.value.agencyId;
  made.persons = imported.value.persons;
  for (const [key, account, role] of [
    ['p11', 'window', 'handler'],
    ['p08', 'supervisor', 'supervisor'],
    ['p01', 'chief', 'first-responsible'],
  ] as const) {
    const done = await createAccount(ctx, system, {
      agencyId: imported.value.agencyId,
      personId: imported.value.persons.get(key)!,
      account,
      password: PASSWORD,
      roles: [{ role }],
    });
    expect(done.ok).toBe(true);
  }
  const app = new OpenAPIHono<HttpEnv>();
  app.route(
    '/',
    createHttpApp(ctx, () => 'error'),
  );
  app.use(async (c, next) => {
    c.set('requestId', 'r');
    c.set('clientKey', 'k');
    return next();
  });
  app.use('/api/v1/*', staffSession(ctx));
  app.route('/api/v1', accessApi(ctx));
  made.app = app;
});

const request = (path: string, init: RequestInit = {}) => made.app!.request(`/api/v1${path}`, init);
const logIn = (body: unknown) =>
  request('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')!.split(';')[0]!;

describe('logging in', () => {
  it('gives a session that says who one is, and ends with logging out', async () => {
    const answer = await logIn({ account: ' Window ', password: PASSWORD });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    const headers = { cookie: cookieOf(answer) };
    const me = await (await request('/me', { headers })).json();
    expect(me).toMatchObject({ agency: { slug: 'tangshan-commerce' }, roles: ['handler'] });
    expect(me.posts.length).toBeGreaterThan(0);
    expect((await request('/session', { method: 'DELETE', headers })).status).toBe(403);
    expect(
      (
        await request('/session', {
          method: 'DELETE',
          headers: { ...headers, 'sec-fetch-site': 'cross-site' },
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await request('/session', {
          method: 'DELETE',
          headers: { ...headers, 'sec-fetch-site': 'same-origin' },
        })
      ).status,
    ).toBe(204);
    expect((await request('/me', { headers })).status).toBe(401);
  });

  it.each([
    [
      'a wrong password',
      { account: 'window', password: 'not the password' },
      401,
      'access/wrong-credentials',
    ],
    ['nobody of that name', { account: 'nobody', password: PASSWORD }, 401, 'access/wrong-credentials'],
    ['no account', { password: PASSWORD }, 422, 'http/invalid'],
    ['a password of the wrong type', { account: 'window', password: 7 }, 422, 'http/invalid'],
    ['a password that is too long', { account: 'window', password: 'x'.repeat(257) }, 422, 'http/invalid'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await logIn(body);
    expect({ status: answer.status, code: (await answer.json()).code }).toEqual({ status, code });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('waits longer with each wrong password, and never for ever', async () => {
    for (let i = 0; i < 6; i += 1) await logIn({ account: 'supervisor', password: 'wrong password' });
    const answer = await logIn({ account: 'supervisor', password: PASSWORD });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('30');
    ctx.clock.set('2026-11-23T09:00:31+08:00');
    expect((await logIn({ account: 'supervisor', password: PASSWORD })).status).toBe(204);
  });

  it('ends after two idle hours', async () => {
    const headers = { cookie: cookieOf(await logIn({ account: 'window', password: PASSWORD })) };
    ctx.clock.set('2026-11-23T11:00:32+08:00');
    expect((await request('/me', { headers })).status).toBe(401);
  });

  it('asks for the one-time code of an account that has one, and takes each code once', async () => {
    const { secret } = newTotpSecret('chief');
    await database.db
      .updateTable('login')
      .set({ totp_secret: secret })
      .where('account', '=', 'chief')
      .execute();
    const code = generateSync({ secret, epoch: Math.floor(ctx.clock.now().getTime() / 1000) });
    const codeOf = async (body: object) =>
      (await (await logIn({ account: 'chief', password: PASSWORD, ...body })).json()).code;
    expect(await codeOf({})).toBe('access/totp-required');
    expect(await codeOf({ totp: code === '000000' ? '000001' : '000000' })).toBe('access/totp-wrong');
    expect((await logIn({ account: 'chief', password: PASSWORD, totp: code })).status).toBe(204);
    expect(await codeOf({ totp: code })).toBe('access/totp-wrong');
  });

  it('a demonstration account is refused in production', async () => {
    const production = {
      ...ctx,
      db: database.db,
      transact: database.transact,
      config: { ...ctx.config, env: 'production' as const },
    };
    const input = {
      agencyId: made.agencyId!,
      personId: made.persons!.get('p12')!,
      account: 'demo',
      password: PASSWORD,
      roles: [],
      demo: true,
    };
    expect(await createAccount(production, system, input)).toEqual({
      ok: false,
      error: { code: 'access/demo-in-production' },
    });
  });
});

describe('tokens', () => {
  it('stand for their person until they expire', async () => {
    const personId = made.persons!.get('p11')!;
    const token = await createToken(ctx, system, {
      agencyId: made.agencyId!,
      personId,
      name: 'test',
      days: 1,
    });
    if (!token.ok) throw new Error('refused');
    const headers = { authorization: `Bearer ${token.value.token}` };
    expect((await request('/me', { headers })).status).toBe(200);
    expect(
      (await request('/me', { headers: { authorization: 'Bearer cm_not-a-token-of-this-place' } })).status,
    ).toBe(401);
    expect((await request('/me', { headers: { authorization: 'Basic x' } })).status).toBe(401);
    ctx.clock.set('2026-11-24T12:00:00+08:00');
    expect(await actorOfToken(ctx, token.value.token)).toBeUndefined();
  });

  it('are made by operators only, for accounts only', async () => {
    const input = { agencyId: made.agencyId!, personId: made.persons!.get('p40')!, name: 'x', days: 1 };
    expect(await createToken(ctx, { kind: 'public' }, input)).toMatchObject({
      ok: false,
      error: { code: 'access/forbidden' },
    });
    expect(await createToken(ctx, system, input)).toMatchObject({
      ok: false,
      error: { code: 'access/no-account' },
    });
  });
});

describe('one-time codes', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  /** RFC 6238 appendix B, last six digits. */
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at %i', (seconds, code) => {
    expect(matchTotp(secret, code, new Date(seconds * 1000), null)).toBe(BigInt(Math.floor(seconds / 30)));
    expect(matchTotp(secret, code, new Date((seconds + 90) * 1000), null)).toBeUndefined();
  });
});
