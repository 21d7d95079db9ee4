import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { PublicationList, PublicationView } from '../contract/index.ts';
import { disclosureApi, fixPublicView } from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
const api = testApi(ctx, disclosureApi(ctx));
const sessions = new Map<Role, Awaited<ReturnType<typeof sessionFor>>>();
let id = '';

beforeAll(async () => {
  const { agencyId, persons } = await importTestOrganisation(ctx);
  const people = [...persons.values()];
  const roles: readonly Role[] = ['disclosure-reviewer', 'handler', 'leader'];
  for (const [i, role] of roles.entries()) {
    const personId = people[i];
    if (personId === undefined) throw new Error('no person');
    sessions.set(role, await sessionFor(ctx, { agencyId, personId, account: role, roles: [role] }));
  }
  const rule = { scope: 'society', treatment: 'open', review: 'auto', basis: '条例' } as const;
  const done = await ctx.transact(async (tx) => ({
    ok: true as const,
    value: await fixPublicView(tx, ctx, {
      rid: ctx.ids.rid(),
      kind: 'case-decision',
      agencyId,
      fields: [{ name: 'content', value: '电话13803150000', rule }],
      signedBy: { kind: 'person', id: 'signer' },
      publishAfter: ctx.clock.now(),
    }),
  }));
  if (!done.ok) throw new Error('refused');
  id = done.value.publicationId;
});

const call = (role: Role | undefined, path: string, body?: unknown, match = '"1"') =>
  api(path, {
    headers: {
      ...(role === undefined ? {} : sessions.get(role)),
      ...(body === undefined ? {} : { 'if-match': match }),
    },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });

describe('the queue of the reviewers', () => {
  it.each([
    [undefined, 401],
    ['handler', 403],
    ['disclosure-reviewer', 200],
  ] as const)('%s is answered %i', async (role, status) => {
    expect((await call(role, '/publications')).status).toBe(status);
  });

  it('shows the places to decide on, takes the decisions once, and refuses the rest by field', async () => {
    const list = PublicationList.parse((await call('disclosure-reviewer', '/publications')).json);
    expect(list.items.map((item) => item.id)).toEqual([id]);
    const view = PublicationView.parse((await call('disclosure-reviewer', `/publications/${id}`)).json);
    expect(view.fields[0]?.masks).toMatchObject([{ start: 2, end: 13, replacement: '138****0000' }]);
    expect((await call('handler', `/publications/${id}`)).status).toBe(404);
    const path = `/publications/${id}/review`;
    const open = await call('disclosure-reviewer', path, { masks: {} });
    expect([open.status, open.json]).toMatchObject([422, { fields: [{ path: 'masks/content' }] }]);
    const good = { masks: { content: [{ start: 2, end: 13, replacement: '138****0000' }] } };
    expect((await call('disclosure-reviewer', path, good, '')).status).toBe(428);
    expect((await call('disclosure-reviewer', path, good, '"7"')).status).toBe(412);
    expect((await call('disclosure-reviewer', path, { masks: 1 })).status).toBe(422);
    expect((await call('disclosure-reviewer', path, good)).status).toBe(200);
    expect((await call('disclosure-reviewer', path, good)).status).toBe(409);
  });
});

describe('changes of what was published', () => {
  it.each([
    ['disclosure-reviewer', 'withdraw', { ground: '信用修复' }, 403],
    ['leader', 'withdraw', { ground: '信用修复' }, 404],
    ['leader', 'withdraw', { ground: '' }, 422],
    ['leader', 'correct', { ground: '录入错误', fields: {} }, 403],
    ['leader', 'redact', { ground: '第四十七条', erase: [] }, 422],
  ] as const)('%s may not %s what is not there', async (role, act, body, status) => {
    expect((await call(role, `/records/${ctx.ids.rid()}/${act}`, body)).status).toBe(status);
  });
});
