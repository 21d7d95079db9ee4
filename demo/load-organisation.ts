import { LegalDay } from '#kernel';
import { createAccount } from '#modules/access';
import { saveBody } from '#modules/deliberation';
import { importOrganisation, OrganisationTree, type ImportedOrganisation } from '#modules/organisation';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
import data from './data/organisation.json' with { type: 'json' };
import related from './data/related-agencies.json' with { type: 'json' };
import type { DemoContext } from './context.ts';

export const SYSTEM = { kind: 'system', name: 'demonstration' } as const;

/** Agency, offices, posts and persons; an account for every role, and for every head and leader who signs. */
export async function loadOrganisation(ctx: DemoContext): Promise<void> {
  const bureau = OrganisationTree.parse({
    ...data,
    agency: { ...data.agency, parent: related.above.agency.key },
  });
  const loaded = new Map<string, Loaded>();
  for (const one of [related.above, bureau, ...related.trees]) {
    const tree = OrganisationTree.parse(one);
    loaded.set(tree.agency.key, { tree, ...(await importTree(ctx, tree)) });
  }
  const named = new Set<string>();
  const give = async (
    { agencyId, persons }: Loaded,
    person: string,
    account: string,
    roles: Parameters<typeof createAccount>[2]['roles'],
  ): Promise<void> => {
    const personId = persons.get(person);
    if (personId === undefined) throw new Error(`no person ${person}`);
    const made = await createAccount(ctx, SYSTEM, {
      agencyId,
      personId,
      account,
      password: DEMO_PASSWORD,
      roles,
      demo: true,
    });
    if (!made.ok) throw new Error(made.error.code);
    named.add(person);
  };
  const bodyOf = (key: string): Loaded => {
    const body = loaded.get(key);
    if (body === undefined) throw new Error(`no body ${key}`);
    return body;
  };
  for (const { account, body = bureau.agency.key, person: post, roles } of DEMO_ACCOUNTS) {
    const of = bodyOf(body);
    const holder = of.tree.posts.find((p) => p.key === post)?.holders.find((h) => !named.has(h));
    if (holder === undefined) throw new Error(`nobody holds ${post}`);
    await give(
      of,
      holder,
      account,
      roles.map(({ role, office }) => ({ role, ...officeOf(of, office) })),
    );
  }
  const own = bodyOf(bureau.agency.key);
  for (const office of bureau.offices) {
    if (office.head !== undefined && !named.has(office.head))
      await give(own, office.head, `head-${office.key}`, []);
    if (office.leader !== undefined && !named.has(office.leader))
      await give(own, office.leader, `leader-${office.key}`, []);
  }
  for (const office of bureau.offices) {
    const officeId = own.offices.get(office.key);
    if (officeId === undefined) continue;
    for (const [person, role] of [
      [office.head, 'office-head'],
      [office.leader, 'leader'],
    ] as const) {
      if (person === undefined) continue;
      const account = await ctx.db
        .selectFrom('login')
        .select('account')
        .where('person_id', '=', own.persons.get(person) ?? '')
        .executeTakeFirstOrThrow();
      await give(own, person, account.account, [{ role, officeId }]);
    }
  }

  await loadBodies(ctx, own.agencyId, (post) =>
    (bureau.posts.find(({ key }) => key === post)?.holders ?? []).flatMap(
      (key) => own.persons.get(key) ?? [],
    ),
  );
}

type Loaded = ImportedOrganisation & { readonly tree: OrganisationTree };

function officeOf({ offices }: Loaded, key: string | undefined): { officeId?: string } {
  const id = key === undefined ? undefined : offices.get(key);
  return id === undefined ? {} : { officeId: id };
}

/** When the bodies were set up: who belongs to them was a member on every day of the demonstration. */
const BODIES_SINCE = new Date('2026-01-05T09:30:00+08:00');

/** Bodies of the bureau that deliberate: 局长办公会, where the head decides, and 局党组会议, which votes. */
const BODIES = [
  { post: 'post-jzh', name: '局长办公会', series: '唐商办决', decides: 'head' },
  { post: 'post-dzh', name: '局党组会议', series: '唐商党决', decides: 'majority-of-members' },
] as const;

async function loadBodies(
  ctx: DemoContext,
  agencyId: string,
  holdersOf: (post: string) => readonly string[],
): Promise<void> {
  for (const { post, name, series, decides } of BODIES) {
    const known = await ctx.db
      .selectFrom('deliberative_body')
      .select('id')
      .where('agency_id', '=', agencyId)
      .where('import_key', '=', post)
      .executeTakeFirst();
    if (known !== undefined) continue;
    const memberIds = holdersOf(post);
    const done = await saveBody(ctx.at(BODIES_SINCE), SYSTEM, {
      agencyId,
      importKey: post,
      name,
      series,
      quorum: decides === 'head' ? 'more-than-half' : 'two-thirds',
      decides,
      chairId: memberIds[0] ?? '',
      memberIds,
    });
    if (!done.ok) throw new Error(done.error.code);
  }
}

async function importTree(ctx: DemoContext, tree: OrganisationTree): Promise<ImportedOrganisation> {
  const done = await importOrganisation(ctx, SYSTEM, {
    tree,
    validFrom: LegalDay.parse('2026-01-01'),
  });
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
}
