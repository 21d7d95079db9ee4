import { parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { findPackage, findRecipient } from '../db/filing-reader.ts';
import { insertRemarks } from '../db/filing-writer.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { RemarksDocument } from '../domain/package.ts';
import { REMARKS_FORMAT } from '../domain/receipt.ts';
import { digestOf, openSeal } from '../domain/seal.ts';
import { can } from '../policy.ts';
import { record } from './shared.ts';

/**
 * Takes in the comments of a recipient on a package, from a file or as they were fetched; what is known already stays as it
 * is. Answers with how many were new. Refuses `filing/remarks-not-valid` for anything the recipient did not seal over
 * exactly this package.
 */
export async function takeRemarks(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string; readonly document: unknown },
): Promise<Result<{ readonly taken: number }, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/send', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  const recipient = one && (await findRecipient(ctx.db, agencyId, one.recipientId));
  if (one === undefined || recipient === undefined) return err({ code: 'filing/not-found' });
  const parsed = RemarksDocument.safeParse(input.document);
  const key = parseVerifierKey(nodeCrypto, recipient.receiptKey);
  if (!parsed.success || key === undefined) return err({ code: 'filing/remarks-not-valid' });
  const { body, seal } = parsed.data;
  const sealed = openSeal(nodeCrypto, key, seal, {
    format: REMARKS_FORMAT,
    about: id,
    digest: digestOf(nodeCrypto, body),
  });
  if (!sealed || body.package !== id) return err({ code: 'filing/remarks-not-valid' });
  if (body.remarks.length === 0) return ok({ taken: 0 });
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    const of = { agencyId, recipientId: recipient.id, packageId: id };
    const taken = await insertRemarks(tx, of, body.remarks, now);
    if (taken > 0)
      await record(tx, ctx, actor, {
        action: 'take-remarks',
        agencyId,
        type: 'filing',
        id,
        after: { taken },
      });
    return ok({ taken });
  });
}
