import { parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { err, ok, toOffsetString, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import { signReceipt } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import { commentsOn, findReceived, findSender, getReceivedBody } from '../db/inbox-reader.ts';
import { insertComment } from '../db/inbox-writer.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { FilingBody, RemarksBody, type Part, type RemarksDocument } from '../domain/package.ts';
import { QUERY_FORMAT, REMARKS_FORMAT } from '../domain/receipt.ts';
import { digestOf, openSeal, sealLines } from '../domain/seal.ts';
import { can } from '../policy.ts';
import { entriesOf } from './read-inbox.ts';
import { record, type FilingKeys } from './shared.ts';

/**
 * Comments on an entry of a package, or on the package. What is asked to be corrected, or suggested, is said in words; that
 * there is no objection is said of the package. Refuses `filing/unknown-entry`, `filing/text-missing`.
 */
export async function commentOnFiling(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly id: string;
    readonly part: Part | 'package';
    readonly code: string;
    readonly kind: 'object' | 'suggest' | 'no-objection';
    readonly text: string;
    readonly postName: string;
  },
): Promise<Result<{ readonly id: string }, FilingRefusal>> {
  const { agencyId, part, code, kind, text } = input;
  if (!can(actor, 'filing/comment', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findReceived(ctx.db, agencyId, input.id);
  if (one === undefined) return err({ code: 'filing/not-found' });
  if (kind !== 'no-objection' && text.length < 2) return err({ code: 'filing/text-missing' });
  const body = FilingBody.parse(
    JSON.parse((await getReceivedBody(ctx.db, agencyId, one.id)).toString('utf8')),
  );
  const known =
    part === 'package'
      ? code === ''
      : kind !== 'no-objection' &&
        entriesOf(body).some((entry) => entry.part === part && entry.code === code);
  if (!known) return err({ code: 'filing/unknown-entry' });
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  return ctx.transact(async (tx) => {
    await insertComment(tx, {
      agencyId,
      id,
      receivedId: one.id,
      part,
      code,
      kind,
      text,
      personId: personIdOf(actor),
      postName: input.postName,
      at: now,
    });
    await record(tx, ctx, actor, {
      action: 'comment',
      agencyId,
      type: 'filing-received',
      id: one.id,
      after: { part, code, kind },
    });
    return ok({ id });
  });
}

/** All comments on a package as the document that goes down, sealed with the receipt key. */
async function remarksDocument(
  ctx: UseCase,
  keys: Pick<FilingKeys, 'receipt'>,
  input: { readonly agencyId: string; readonly id: string },
): Promise<RemarksDocument> {
  const remarks = await commentsOn(ctx.db, input.agencyId, input.id);
  const body = RemarksBody.parse({
    format: REMARKS_FORMAT,
    package: input.id,
    remarks: remarks.map((one) => ({ ...one, at: toOffsetString(one.at) })),
  });
  const seal = signReceipt(keys.receipt, sealLines(REMARKS_FORMAT, input.id, digestOf(nodeCrypto, body)));
  return { format: REMARKS_FORMAT, body, seal };
}

/** The document for staff, to be carried by hand. */
export async function exportRemarks(
  ctx: UseCase,
  keys: Pick<FilingKeys, 'receipt'>,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string },
): Promise<Result<RemarksDocument, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findReceived(ctx.db, agencyId, id);
  return one ? ok(await remarksDocument(ctx, keys, input)) : err({ code: 'filing/not-found' });
}

/**
 * The document for the sender that asks with a note under its filing key, over the digest of its package. Whoever cannot
 * sign that learns nothing, not even whether there is such a package.
 */
export async function answerQuery(
  ctx: UseCase,
  keys: Pick<FilingKeys, 'receipt'>,
  input: { readonly agencyId: string; readonly id: string; readonly query: string },
): Promise<Result<RemarksDocument, FilingRefusal>> {
  const { agencyId, id } = input;
  const one = await findReceived(ctx.db, agencyId, id);
  const sender = one && (await findSender(ctx.db, agencyId, { id: one.senderId }));
  const key = sender && parseVerifierKey(nodeCrypto, sender.filingKey);
  const asked =
    one &&
    key &&
    openSeal(nodeCrypto, key, input.query, { format: QUERY_FORMAT, about: id, digest: one.digest });
  return asked ? ok(await remarksDocument(ctx, keys, input)) : err({ code: 'filing/not-found' });
}
