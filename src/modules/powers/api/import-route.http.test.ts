import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { ImportReportView } from '../contract/index.ts';
import { powersApi } from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
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
  sessions: {} as Record<string, Headers>,
  call: undefined as unknown as ReturnType<typeof testApi>,
};
const row = {
  department: '区局',
  name: '设立登记',
  taskType: 1,
  itemCode: '511A01380001-511602000000-000-11511301008778183N-1-00',
};

beforeAll(async () => {
  const { agencyId, persons } = await importTestOrganisation(ctx);
  made.call = testApi(ctx, powersApi(ctx));
  for (const [account, [person, role]] of Object.entries(people))
    made.sessions[account] = await sessionFor(ctx, {
      agencyId,
      personId: persons.get(person)!,
      account,
      roles: [role],
    });
});

const send = (who: string, body: unknown, language = 'zh') =>
  made.call('/powers/import', {
    method: 'POST',
    headers: { ...made.sessions[who], 'accept-language': language },
    body,
  });

describe('importing over HTTP', () => {
  it.each([
    ['nobody', 401],
    ['registrar', 200],
    ['head', 403],
    ['leader', 403],
    ['register', 200],
    ['supervisor', 403],
    ['handler', 403],
  ])('%s → %i', async (who, status) => {
    expect((await send(who, { file: { items: [] }, dryRun: true })).status).toBe(status);
  });

  it.each([
    ['no list', { dryRun: true, file: { things: [] } }, 'import/not-a-file'],
    ['nothing', {}, 'http/invalid'],
    ['no word whether to write', { file: { items: [] } }, 'http/invalid'],
  ])('refuses %s', async (_, body, code) => {
    expect((await send('register', body)).json).toMatchObject({ status: 422, code });
  });

  it('names field, fault and what stands there, in the reader’s language', async () => {
    const content = { ...row, taskType: undefined };
    const file = { items: [content, { key: 'k', content: { name: '全', typeCode: '01', level: '9' } }] };
    const answer = await send('register', { file, dryRun: true }, 'en');
    expect(answer.json).toMatchObject({ status: 422, code: 'import/errors' });
    const errors = ImportReportView.parse(answer.json.detail).findings.filter((f) => f.severity === 'error');
    expect(errors.map(({ row: n, label, text, found }) => [n, label, text, found])).toEqual([
      [1, 'Type', 'this field is missing', undefined],
      [2, 'Exercising body', 'this field is missing', undefined],
      [2, 'Level', 'the value of this field is refused', '9'],
    ]);
  });

  it('tries without writing, then takes in, then finds nothing to do', async () => {
    const counts = async (dryRun: boolean) => {
      const { created, unchanged } = ImportReportView.parse(
        (await send('register', { file: { items: [row] }, dryRun })).json,
      );
      return { created, unchanged };
    };
    expect(await counts(true)).toEqual({ created: 1, unchanged: 0 });
    expect(await counts(false)).toEqual({ created: 1, unchanged: 0 });
    expect(await counts(false)).toEqual({ created: 0, unchanged: 1 });
  });
});
