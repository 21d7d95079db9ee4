import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { SOCIETY } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import {
  findOrganisation,
  importOrganisation,
  OrganisationTree,
  personsOnPost,
  postsByKey,
} from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
const validFrom = LegalDay.parse('2026-01-01');
const system = { kind: 'system', name: 'test' } as const;

describe('importing an organisation', () => {
  it('is refused to society and writes nothing', async () => {
    expect(await importOrganisation(ctx, SOCIETY, { tree, validFrom })).toEqual({
      ok: false,
      error: { code: 'organisation/forbidden' },
    });
    expect(await findOrganisation(database.db, { slug: 'tangshan-commerce' }, validFrom)).toBeUndefined();
  });

  it('brings offices, posts and holders, twice with the same result', async () => {
    const first = await importOrganisation(ctx, system, { tree, validFrom });
    const second = await importOrganisation(ctx, system, { tree, validFrom });
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(second.value.agencyId).toBe(first.value.agencyId);
    const organisation = await findOrganisation(
      database.db,
      { slug: 'tangshan-commerce' },
      LegalDay.parse('2026-11-23'),
    );
    expect(organisation?.offices).toHaveLength(tree.offices.length);
    expect(organisation?.offices.flatMap((o) => o.posts)).toHaveLength(tree.posts.length);
    const window = (await postsByKey(database.db, first.value.agencyId)).get('post-sp-ck');
    const holders = await personsOnPost(
      database.db,
      first.value.agencyId,
      window!.id,
      LegalDay.parse('2026-11-23'),
    );
    expect(holders.map((h) => h.kind)).toContain('holder');
    expect(
      await personsOnPost(database.db, first.value.agencyId, window!.id, LegalDay.parse('2025-12-31')),
    ).toEqual([]);
  });
});

it('who is no longer named ends with the day before', async () => {
  const changed = {
    ...tree,
    posts: tree.posts.map((p) => (p.key === 'post-sp-ck' ? { ...p, holders: ['p01'] } : p)),
  };
  const done = await importOrganisation(ctx, system, {
    tree: changed,
    validFrom: LegalDay.parse('2026-06-01'),
  });
  if (!done.ok) throw new Error('refused');
  const post = done.value.posts.get('post-sp-ck')!;
  const on = async (day: string) =>
    (await personsOnPost(database.db, done.value.agencyId, post, LegalDay.parse(day))).map((p) => p.personId);
  expect(await on('2026-06-01')).toEqual([done.value.persons.get('p01')]);
  expect(await on('2026-05-31')).not.toContain(done.value.persons.get('p01'));
});

describe('a tree', () => {
  it.each([
    [
      'a holder who is not there',
      (t: typeof tree) => ({ ...t, posts: [{ ...t.posts[0], holders: ['nobody'] }] }),
    ],
    [
      'a wrong check character',
      (t: typeof tree) => ({ ...t, agency: { ...t.agency, uscc: '11130200DEM0000140' } }),
    ],
    [
      'an office that is not there',
      (t: typeof tree) => ({ ...t, posts: [{ ...t.posts[0], office: 'nowhere' }] }),
    ],
  ])('is refused with %s', (_, change) => {
    expect(OrganisationTree.safeParse(change(tree)).success).toBe(false);
  });
});
