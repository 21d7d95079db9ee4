import { assertOk, LegalDay } from '#kernel';
import { createAccount } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import { DEMO_PASSWORD } from '../../demo/accounts.ts';
import type { DemoContext } from '../../demo/context.ts';
import related from '../../demo/data/related-agencies.json' with { type: 'json' };
import { loadOrganisation, SYSTEM } from '../../demo/load-organisation.ts';
import { loadCategoryFlows, loadPowers } from '../../demo/load-powers.ts';

/** The demonstration bureau with its accounts, and its list as it was published 100 days before `today`. */
export async function loadBureau(ctx: UseCase, today: LegalDay): Promise<void> {
  const demo: DemoContext = { ...ctx, at: (instant) => ({ ...ctx, clock: { now: () => instant } }) };
  await loadOrganisation(demo);
  await loadCategoryFlows(demo, today);
  await loadPowers(demo, today);
}

/** A body around the demonstration bureau by its key, with one account, of the person who takes filings there. */
export async function loadBodyAbove(
  ctx: UseCase,
  key: string,
  { account, person }: { readonly account: string; readonly person: string },
): Promise<void> {
  const tree = [related.above, ...related.trees].find((one) => one.agency.key === key);
  const { agencyId, persons } = assertOk(
    await importOrganisation(ctx, SYSTEM, {
      tree: OrganisationTree.parse(tree),
      validFrom: LegalDay.parse('2026-01-01'),
    }),
  );
  assertOk(
    await createAccount(ctx, SYSTEM, {
      agencyId,
      personId: persons.get(person) ?? '',
      account,
      password: DEMO_PASSWORD,
      roles: [{ role: 'review-office' }],
    }),
  );
}
