import { restateGround } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { publishEntry } from '../../db/exceptions/entry.ts';
import { groundText, lockDisclosure } from '../../db/exceptions/holds.ts';
import { holdsOf } from '../../db/exceptions/release.ts';
import { turnEpoch } from '../../db/public-case-transactor.ts';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';

/** An exception that is kept until a new date: what it withholds says so, and its entry in the ledger. */
export async function keepException(tx: Tx, ctx: UseCase, of: DisclosureException): Promise<void> {
  await lockDisclosure(tx, of.powerId ?? of.subjectRid);
  if (of.form === 'entry')
    for (const { rid, rev, name } of await holdsOf(tx, of))
      if (rev !== null)
        await restateGround(
          tx,
          rid,
          { rev, name },
          { ground: groundText(of.ground, of.cited), until: of.endsOn },
        );
  await publishEntry(tx, ctx, of, 'kept');
  await turnEpoch(tx);
}
