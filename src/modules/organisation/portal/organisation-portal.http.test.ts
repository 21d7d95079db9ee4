import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertOk, LegalDay } from '#kernel';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation } from '#tests/organisation';
import { importOrganisation, OrganisationTree } from '../index.ts';
import { organisationPortal } from './organisation-portal.tsx';

const database = testDatabase();
const ctx = testContext(database);
const system = { kind: 'system', name: 'test' } as const;
const kit = createPortalKit(() => ({ owner: { zh: '演示', en: 'Demonstration' }, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', organisationPortal(ctx, kit));
const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers });
  return { status: response.status, text: await response.text() };
};
const related = JSON.parse(await readFile('demo/data/related-agencies.json', 'utf8')) as {
  above: unknown;
  trees: unknown[];
};
const trees = [related.above, ...related.trees].map((tree) => OrganisationTree.parse(tree));
const validFrom = LegalDay.parse('2026-01-01');

beforeAll(async () => {
  await importTestOrganisation(ctx);
  for (const tree of trees) assertOk(await importOrganisation(ctx, system, { tree, validFrom }));
});

describe('/agencies', () => {
  it('lists every body by level, each with the one above it', async () => {
    const { status, text } = await get('/agencies');
    expect(status).toBe(200);
    expect(text.indexOf('河北省商务厅')).toBeLessThan(text.indexOf('唐山市商务局'));
    for (const { agency } of trees) expect(text).toContain(`href="/agencies/${agency.slug}"`);
    expect((await get('/en/agencies')).text).toContain('href="/en/agencies/tangshan-commerce"');
    const json = JSON.parse((await get('/agencies', { accept: 'application/json' })).text);
    const county = json.items.find((a: { slug: string }) => a.slug === 'qianan-commerce');
    expect(county.parent).toEqual({ slug: 'tangshan-commerce', name: '唐山市商务局' });
  });
});

describe('/agencies/{id}', () => {
  it('names who answers for what, who supervises, every post, and where to complain', async () => {
    const { status, text } = await get('/agencies/tangshan-commerce');
    expect(status).toBe(200);
    for (const words of [
      '第一责任人',
      '主管责任人',
      '处室负责人',
      '演示·张一',
      '审批与监管相分离',
      '没有人既办理又监督。',
      '窗口受理岗',
      '12345',
      'href="/powers?agency=tangshan-commerce"',
      'href="/agencies/qianan-commerce"',
    ])
      expect(text).toContain(words);
    expect((await get('/en/agencies/tangshan-commerce')).text).toContain('Who answers for what');
  });

  it('shows the arrangement a small body has on record', async () => {
    const { text } = await get('/agencies/qianan-commerce');
    expect(text).toContain('替代安排');
    expect(text).toContain('href="/agencies/tangshan-commerce"');
  });

  it.each([
    ['p01', '第一责任人，按规定除外'],
    ['p11', '不符合规定'],
  ])('says it when %s both handles and supervises', async (key, words) => {
    const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
    const posts = tree.posts.map((p) =>
      p.key === 'post-jw-jd' ? { ...p, holders: [...p.holders, key] } : p,
    );
    assertOk(await importOrganisation(ctx, system, { tree: { ...tree, posts }, validFrom }));
    expect((await get('/agencies/tangshan-commerce')).text).toContain(words);
  });

  it('says deputies and delegates are such', async () => {
    const agency = await database.db
      .selectFrom('agency')
      .select('id')
      .where('slug', '=', 'tangshan-commerce')
      .executeTakeFirstOrThrow();
    const one = async (table: 'post' | 'person', key: string): Promise<string> =>
      (
        await database.db
          .selectFrom(table)
          .select('id')
          .where('agency_id', '=', agency.id)
          .where('import_key', '=', key)
          .executeTakeFirstOrThrow()
      ).id;
    const row = async (person: string) => ({
      agency_id: agency.id,
      id: ctx.ids.uuid(ctx.clock.now()),
      post_id: await one('post', 'post-sp-ck'),
      person_id: await one('person', person),
      valid_from: '2026-11-01',
    });
    await database.db
      .insertInto('assignment')
      .values([
        { ...(await row('p13')), kind: 'deputy' },
        {
          ...(await row('p16')),
          kind: 'delegate',
          valid_to: '2026-12-01',
          delegated_by: await one('person', 'p11'),
          reason: '年休假',
        },
      ])
      .execute();
    const { text } = await get('/agencies/tangshan-commerce');
    expect(text).toContain('D013（B角）');
    expect(text).toContain('D016（受委托，至 2026-12-01）');
  });

  it('is a 404 page for a body that is not there', async () => {
    const { status, text } = await get('/agencies/nowhere');
    expect(status).toBe(404);
    expect(text).toContain('<html');
  });
});

it('a tree whose body above is not there is refused', async () => {
  const tree = { ...trees[0]!, agency: { ...trees[0]!.agency, parent: 'nobody' } };
  expect(await importOrganisation(ctx, system, { tree, validFrom })).toEqual({
    ok: false,
    error: { code: 'organisation/unknown', field: 'agency/parent' },
  });
});
