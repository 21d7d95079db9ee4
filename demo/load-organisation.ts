import { LegalDay } from '#kernel';
import { createAccount } from '#modules/access';
import { importOrganisation, OrganisationTree, type ImportedOrganisation } from '#modules/organisation';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
import data from './data/organisation.json' with { type: 'json' };
import related from './data/related-agencies.json' with { type: 'json' };
import type { DemoContext } from './context.ts';

export const SYSTEM = { kind: 'system', name: 'demonstration' } as const;

/** Agency, offices, posts and persons; an account for every role, and for every head and leader who signs. */
export async function loadOrganisation(ctx: DemoContext): Promise<void> {
  await importTree(ctx, related.above);
  const tree = OrganisationTree.parse({
    ...data,
    agency: { ...data.agency, parent: related.above.agency.key },
  });
  const { agencyId, offices, persons } = await importTree(ctx, tree);
  for (const body of related.trees) await importTree(ctx, body);
  const named = new Set<string>();
  const give = async (
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
  for (const { account, person: post, roles } of DEMO_ACCOUNTS) {
    const holder = tree.posts.find((p) => p.key === post)?.holders.find((h) => !named.has(h));
    if (holder === undefined) throw new Error(`nobody holds ${post}`);
    await give(
      holder,
      account,
      roles.map(({ role, office }) => ({ role, ...officeOf(office) })),
    );
  }
  for (const office of tree.offices) {
    if (office.head !== undefined && !named.has(office.head))
      await give(office.head, `head-${office.key}`, []);
    if (office.leader !== undefined && !named.has(office.leader))
      await give(office.leader, `leader-${office.key}`, []);
  }
  for (const office of tree.offices) {
    const officeId = offices.get(office.key);
    if (officeId === undefined) continue;
    for (const [person, role] of [
      [office.head, 'office-head'],
      [office.leader, 'leader'],
    ] as const) {
      if (person === undefined) continue;
      const account = await ctx.db
        .selectFrom('login')
        .select('account')
        .where('person_id', '=', persons.get(person) ?? '')
        .executeTakeFirstOrThrow();
      await give(person, account.account, [{ role, officeId }]);
    }
  }

  function officeOf(key: string | undefined): { officeId?: string } {
    const id = key === undefined ? undefined : offices.get(key);
    return id === undefined ? {} : { officeId: id };
  }
}

async function importTree(ctx: DemoContext, tree: unknown): Promise<ImportedOrganisation> {
  const done = await importOrganisation(ctx, SYSTEM, {
    tree: OrganisationTree.parse(tree),
    validFrom: LegalDay.parse('2026-01-01'),
  });
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
}
