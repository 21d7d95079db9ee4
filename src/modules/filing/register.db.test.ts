import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { assertOk, LegalDay } from '#kernel';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { draftPower, PowerContent } from '#modules/powers';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { registerInForce } from './db/published-reader.ts';
import { gatherPublished } from './use-cases/prepare-filing.ts';

const ctx = testContext(testDatabase());
const SYSTEM = { kind: 'system', name: 'test' } as const;

it('files what is withheld now, and of what has no public entry the ground alone', async () => {
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  const { agencyId, offices, persons } = assertOk(
    await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
  );
  const { powerId } = assertOk(
    await draftPower(ctx, SYSTEM, {
      agencyId,
      officeId: null,
      content: PowerContent.parse({ name: '测试', typeCode: '01', level: '3', exercisingBody: '商务局' }),
    }),
  );
  const now = ctx.clock.now();
  const asked = {
    agency_id: agencyId,
    office_id: offices.get('office-sp')!,
    subject_kind: 'power-field',
    power_id: powerId,
    ground: 'trade-secret',
    cited: '',
    reason: '涉及第三方的工艺',
    scope: 'unit',
    kind: 'withheld',
    ends_on: '2027-05-01',
    requested_by: persons.get('p20')!,
    requested_at: now,
  };
  const made = <T extends { readonly form: string }>(more: T, element: string) => ({
    ...asked,
    id: ctx.ids.uuid(now),
    rid: ctx.ids.rid(),
    subject_rid: ctx.ids.rid(),
    element,
    ...more,
  });
  const entry = { form: 'entry', public_title: '办理条件的一部分' };
  const shown = made({ ...entry, state: 'in-force', since: '2026-11-01' }, 'conditions');
  const silent = made(
    {
      form: 'count',
      public_title: null,
      form_reason: '条目本身会泄露',
      state: 'in-force',
      since: '2026-11-02',
    },
    'materials',
  );
  await ctx.db
    .insertInto('disclosure_exception')
    .values([shown, silent, made({ ...entry, state: 'requested' }, 'remarks')])
    .execute();
  const register = await registerInForce(ctx.db, agencyId);
  const of = (id: string) => register.find(({ code }) => code === id);
  expect(of(shown.id)).toMatchObject({
    name: '办理条件的一部分',
    what: 'field',
    article: expect.stringContaining('第十五条'),
    since: '2026-11-01',
    reviewOn: '2027-05-01',
  });
  expect(of(silent.id)).toMatchObject({ name: expect.stringContaining('第十五条'), scope: 'unit' });
  expect(JSON.stringify(register)).not.toMatch(/工艺|泄露/);
  const { listings } = await gatherPublished({ ...ctx }, agencyId);
  expect(Object.keys(listings.register).toSorted()).toEqual([shown.id, silent.id].toSorted());
});
