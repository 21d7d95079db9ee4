import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import type { Role } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, testApi } from '#tests/organisation';
import { act, demoItems, demoParents, draftWithFlow, must, publish } from '../powers/powers.test-support.ts';
import { Handled } from './contract/index.ts';
import { simplificationApi } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const licence = demoItems.find(({ key }) => key === 'it-01')!.content;
const made = { agencyId: '', versionId: '', call: undefined as unknown as ReturnType<typeof testApi> };
const sessions: Record<string, Readonly<Record<string, string>>> = {};
const people: readonly (readonly [string, string, Role])[] = [
  ['leader', 'p02', 'leader'],
  ['review', 'p25', 'review-office'],
  ['supervisor', 'p08', 'supervisor'],
  ['registrar', 'p11', 'registrar'],
  ['handler', 'p13', 'handler'],
];

beforeAll(async () => {
  ctx.clock.set('2026-03-02T09:00:00+08:00');
  const bureau = await importTestOrganisation(ctx);
  const { agencyId } = bureau;
  await demoParents(ctx, agencyId);
  const body = { agencyId, officeId: bureau.offices.get('office-sp')! };
  const { versionId } = await draftWithFlow(ctx, body, licence, 'flow-it-01');
  await act(ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
  must(await publish(ctx, agencyId, versionId, LegalDay.parse('2026-03-02')));
  Object.assign(made, { agencyId, versionId, call: testApi(ctx, simplificationApi(ctx)) });
  for (const [account, person, role] of people)
    sessions[account] = await sessionFor(ctx, {
      agencyId,
      personId: bureau.persons.get(person)!,
      account,
      roles: [role],
    });
}, 120_000);

const ask = (who: string, lang = 'zh') =>
  made.call(`/power-versions/${made.versionId}/handling`, {
    headers: { ...sessions[who], 'accept-language': lang },
  });
const count = (rows: readonly (readonly [string, string, string, number])[]) =>
  ctx.db
    .insertInto('handling_count')
    .values(
      rows.map(([node, measure, value, n]) => ({
        agency_id: made.agencyId,
        power_version_id: made.versionId,
        node,
        measure,
        value,
        n,
      })),
    )
    .execute();

describe('how cases of a version really went', () => {
  it.each([
    ['nobody', 401],
    ['handler', 404],
    ['registrar', 404],
    ['leader', 200],
    ['review', 200],
    ['supervisor', 200],
  ])('%s who asks is answered %i', async (who, status) => {
    expect((await ask(who)).status).toBe(status);
  });

  it('says nothing while too few are closed', async () => {
    expect(Handled.parse((await ask('leader')).json)).toEqual({
      enough: 10,
      cases: null,
      steps: [],
      materials: [],
    });
  });

  it('says days, shares, what was asked and what never differs, by the names of the flow', async () => {
    await count([
      ['', 'cases', '', 40],
      ['', 'days', '10', 40],
      ['', 'asked', 'm1', 20],
      ['lic-check', 'cases', '', 40],
      ['lic-check', 'passes', '', 40],
      ['lic-check', 'days', '1', 30],
      ['lic-check', 'days', '2', 10],
      ['lic-check', 'outcome', 'submit', 40],
      ['lic-gone', 'cases', '', 40],
    ]);
    const { cases, steps, materials } = Handled.parse((await ask('leader')).json);
    expect(cases).toEqual({ n: 40, median: 10, p90: 10, waiting: 0 });
    expect(steps).toMatchObject([
      {
        node: 'lic-check',
        name: '处长审核',
        median: 1,
        p90: 2,
        share: 13,
        always: '上报',
        hints: ['never-differs'],
      },
    ]);
    expect(materials).toEqual([{ name: licence.materials[0]?.name, asked: 20, hints: ['asked-often'] }]);
  });
});
