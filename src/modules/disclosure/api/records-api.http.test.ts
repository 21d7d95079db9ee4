import { beforeAll, describe, expect, it } from 'vitest';
import type { Rid, Uuid } from '#kernel';
import type { Role } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { appendRevision } from '#modules/ledger';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { ObligationList, PublishedList, PublishedRecord } from '../contract/index.ts';
import { must } from '../disclosure.test-support.ts';
import { disclosureApi, openObligation } from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const api = testApi(ctx, disclosureApi(ctx));
const sessions = new Map<Role, Awaited<ReturnType<typeof sessionFor>>>();
const made = {} as { agencyId: Uuid; rid: Rid; sealed: Rid };

beforeAll(async () => {
  const { agencyId, persons } = await importTestOrganisation(ctx);
  Object.assign(made, { agencyId, rid: ctx.ids.rid(), sealed: ctx.ids.rid() });
  const roles: readonly Role[] = ['disclosure-reviewer', 'handler', 'leader', 'supervisor'];
  const people = [...persons.values()];
  for (const [i, role] of roles.entries()) {
    const personId = people[i];
    if (personId === undefined) throw new Error('no person');
    sessions.set(role, await sessionFor(ctx, { agencyId, personId, account: role, roles: [role] }));
  }
  must(
    await ctx.transact(async (tx) => {
      await appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        act: 'publish',
        rid: made.rid,
        type: 'case',
        agencyId,
        org: '11130200DEM0000149',
        basis: 'demo',
        schema: 'case/1',
        fields: [
          { name: 'content', value: '准予设立', state: 'open' },
          { name: 'number', value: 'TS-2026-000001', state: 'open' },
          { name: 'party', value: '某公司', state: 'withheld', ground: '行政许可法第五条' },
        ],
      });
      const period = STATUTORY_PERIODS['publicity/register-entry'].period;
      for (const [rid, commitmentClass] of [
        [made.rid, 'OPEN'],
        [ctx.ids.rid(), 'OPEN'],
        [made.sealed, 'SEALED'],
      ] as const)
        await openObligation(tx, ctx, {
          kind: 'run-register',
          agencyId,
          rid,
          from: ctx.clock.now(),
          period,
          scope: 'society',
          commitmentClass,
        });
      return { ok: true as const, value: undefined };
    }),
  );
  await log.publish();
});

const call = (role: Role | undefined, path: string, body?: unknown) =>
  api(path, {
    headers: { ...(role === undefined ? {} : sessions.get(role)), 'accept-language': 'en' },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });

describe('what is owed', () => {
  const list = async (query: string) =>
    ObligationList.parse((await call('handler', `/obligations?${query}`)).json);

  it('a page at a time, to staff only', async () => {
    expect((await call(undefined, '/obligations')).status).toBe(401);
    expect((await call('handler', '/obligations?state=met')).status).toBe(422);
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
    expect(first.items[0]?.basis).toContain('行政权力公开透明运行');
  });

  it('of late ones only, of one’s offices only', async () => {
    expect((await list('state=late')).items).toEqual([]);
    expect((await list('state=open')).items).toHaveLength(3);
    expect((await list('mine=true')).items).toEqual([]);
  });

  it('of another body nothing that society may not know of', async () => {
    await ctx.db
      .insertInto('agency')
      .values({
        id: '00000000-0000-7000-8000-00000000000b',
        slug: 'other',
        name: '别的局',
        kind: 'administrative',
        level: '3',
        division_code: '130200',
        details: '{}',
        created_at: ctx.clock.now(),
      })
      .execute();
    expect((await list('agency=00000000-0000-7000-8000-00000000000b')).items).toEqual([]);
    expect((await list(`agency=${made.agencyId}`)).items.map(({ rid }) => rid)).toContain(made.sealed);
  });
});

describe('published records', () => {
  it.each([
    [undefined, 401],
    ['handler', 403],
    ['disclosure-reviewer', 200],
    ['leader', 200],
    ['supervisor', 200],
  ] as const)('%s is answered %i', async (role, status) => {
    expect((await call(role, '/records')).status).toBe(status);
    expect((await call(role, `/records/${made.rid}`)).status).toBe(status);
  });

  it.each([
    ['disclosure-reviewer', ['correct']],
    ['leader', ['withdraw', 'redact']],
    ['supervisor', []],
  ] as const)('%s may %j', async (role, acts) => {
    const record = PublishedRecord.parse((await call(role, `/records/${made.rid}`)).json);
    expect(record.acts).toEqual(acts);
    expect(record.fields.map(({ label, text }) => [label, text])).toEqual([
      ['Content of the decision', '准予设立'],
      ['Case number', 'TS-2026-000001'],
      ['Party', null],
    ]);
    expect(record.fields.filter((f) => f.correctable).map((f) => f.name)).toEqual(
      role === 'disclosure-reviewer' ? ['content'] : [],
    );
  });

  it('are found by their id and nothing else', async () => {
    const found = async (q: string) =>
      PublishedList.parse((await call('leader', `/records?q=${encodeURIComponent(q)}`)).json).items.length;
    expect([await found(made.rid), await found('%'), await found('nothing')]).toEqual([1, 0, 0]);
    expect((await call('leader', '/records/not-a-rid')).status).toBe(404);
    expect((await call('leader', `/records/${ctx.ids.rid()}`)).status).toBe(404);
  });

  it.each([
    [{ number: 'TS-2' }, 'number'],
    [{ content: ' ' }, 'content'],
    // What society never read stays closed: a correction would open it.
    [{ party: '某公司' }, 'party'],
  ])('are not corrected to %j', async (fields, name) => {
    const answer = await call('disclosure-reviewer', `/records/${made.rid}/correct`, {
      ground: '录入错误',
      fields,
    });
    expect([answer.status, answer.json]).toMatchObject([
      422,
      { code: 'disclosure/not-correctable', fields: [{ path: `fields/${name}` }] },
    ]);
  });

  it('are corrected, then taken down, and then neither', async () => {
    const act = (role: Role, name: string, body: unknown) => call(role, `/records/${made.rid}/${name}`, body);
    const correction = { ground: '录入错误', fields: { content: '准予变更' } };
    expect((await act('disclosure-reviewer', 'correct', correction)).json).toEqual({ rev: 2 });
    await log.publish();
    const record = PublishedRecord.parse((await call('leader', `/records/${made.rid}`)).json);
    expect(record.fields.filter((f) => f.name === 'content').map((f) => [f.rev, f.newest])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect((await act('leader', 'withdraw', { ground: '第三方异议' })).status).toBe(200);
    await log.publish();
    expect((await act('leader', 'withdraw', { ground: '第三方异议' })).json).toMatchObject({
      status: 409,
      title: 'This record was taken down already.',
    });
    expect((await act('disclosure-reviewer', 'correct', correction)).status).toBe(409);
    const down = PublishedRecord.parse((await call('leader', `/records/${made.rid}`)).json);
    expect([down.down, down.acts]).toEqual([true, ['redact']]);
  });
});
