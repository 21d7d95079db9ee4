import { err, ok, toOffsetString, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import { signReceipt } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Reading } from '#platform/database';
import { findPackage, findRecipient, getBody } from '../db/filing-reader.ts';
import { movePackage } from '../db/filing-writer.ts';
import { elementsHeld } from '../db/published-reader.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { FilingBody, FORMAT } from '../domain/package.ts';
import { sealLines } from '../domain/seal.ts';
import { can } from '../policy.ts';
import { record, type FilingKeys } from './shared.ts';

/**
 * Signs a prepared package over the digest that was seen: sealed with the filing key, and sent when the recipient has an
 * address. Refuses `filing/changed`, `filing/prepared-by-you` (four eyes), `filing/not-in-post`, `filing/no-key`, and
 * `filing/withheld-since` when it carries what was withheld from society after it was prepared.
 */
export async function signFiling(
  ctx: UseCase,
  keys: Pick<FilingKeys, 'filing'>,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly id: string;
    readonly digest: string;
    readonly postName: string;
  },
): Promise<Result<void, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/sign', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  const recipient = one && (await findRecipient(ctx.db, agencyId, one.recipientId));
  if (one === undefined || recipient === undefined) return err({ code: 'filing/not-found' });
  if (one.state !== 'prepared') return err({ code: 'filing/not-in-this-state', state: one.state });
  if (one.digest !== input.digest) return err({ code: 'filing/changed', digest: one.digest });
  const personId = personIdOf(actor);
  if (one.preparedBy === personId) return err({ code: 'filing/prepared-by-you' });
  if (actor.kind !== 'staff' || actor.assignments.length === 0 || input.postName === '')
    return err({ code: 'filing/not-in-post' });
  if (keys.filing === undefined) return err({ code: 'filing/no-key' });
  const now = ctx.clock.now();
  const seal = signReceipt(
    keys.filing,
    sealLines(FORMAT, id, one.digest, [
      ['signed-at', toOffsetString(now)],
      ['signed-by', input.postName.replaceAll(/\s+/g, ' ').trim()],
    ]),
  );
  return ctx.transact<void, FilingRefusal>(async (tx) => {
    if (await carriesWithheld(tx, one)) return err({ code: 'filing/withheld-since' });
    const moved = await movePackage(tx, one, {
      state: 'signed',
      signed_by: personId,
      signed_post: input.postName,
      signed_at: now,
      seal,
      next_at: recipient.url === null ? null : now,
    });
    if (!moved) return err({ code: 'conflict' });
    await record(tx, ctx, actor, {
      action: 'sign',
      agencyId,
      type: 'filing',
      id,
      after: { digest: one.digest },
    });
    return ok();
  });
}

async function carriesWithheld(
  db: Reading,
  { agencyId, id }: { readonly agencyId: string; readonly id: string },
): Promise<boolean> {
  const { catalogue } = FilingBody.parse(JSON.parse((await getBody(db, agencyId, id)).toString('utf8')));
  const held = await elementsHeld(
    db,
    agencyId,
    catalogue.entries.map((item) => item.record),
  );
  return catalogue.entries.some(({ record: rid, content }) =>
    (held.get(rid) ?? []).some((element) => Object.hasOwn(content, element)),
  );
}
