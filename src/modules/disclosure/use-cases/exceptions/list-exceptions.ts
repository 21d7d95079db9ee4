import type { Reading } from '#platform/database';
import { actsOn, findExceptions, type ActDone } from '../../db/exceptions/exception-reader.ts';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';

/** An exception as it is filed with the office above: all of it, with who decided and where it was filed. */
export type FiledException = DisclosureException & { readonly acts: readonly ActDone[] };

const MOST_FILED = 10_000;

/**
 * The non-public register of an agency for filing upward (B7, B8), in the order it came into force: id, ground, scope, dates,
 * state and acts of everything that was ever in force, those without a public entry included. For the exchange between levels
 * only; it is no public answer.
 */
export async function listExceptions(db: Reading, agencyId: string): Promise<readonly FiledException[]> {
  const found = (
    await findExceptions(db, { agencyId, states: ['in-force', 'ended'], limit: MOST_FILED })
  ).toSorted((a, b) => order(a).localeCompare(order(b)));
  const acts = await actsOn(
    db,
    agencyId,
    found.map(({ id }) => id),
  );
  return found.map((one) => ({ ...one, acts: acts.get(one.id) ?? [] }));
}

function order({ since, requestedAt, id }: DisclosureException): string {
  return `${since ?? ''} ${requestedAt.toISOString()} ${id}`;
}
