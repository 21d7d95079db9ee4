import { nodeCrypto } from '@chengming/ledger-verify/node';
import { err, legalDayOf, ok, toOffsetString, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import { newestCheckpoint } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import { findPackage, findRecipient, lastNumber, lastReceived } from '../db/filing-reader.ts';
import { insertPackage, movePackage } from '../db/filing-writer.ts';
import { findFilingAgency, itemsInForce, publishedFlows, registerInForce } from '../db/published-reader.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { changesBetween, listingOf, NOTHING, stateOf, type Listings } from '../domain/listing.ts';
import { FilingBody, FORMAT, MAX_PACKAGE_BYTES } from '../domain/package.ts';
import { periodOf } from '../domain/period.ts';
import { canonicalOf, digestOf } from '../domain/seal.ts';
import { can } from '../policy.ts';
import { record } from './shared.ts';

/** What a package has around its body. */
const SEAL_ROOM = 16_384;

/** What stands published now, as a package would carry it. */
export async function gatherPublished(ctx: UseCase, agencyId: string) {
  const [items, flows, register] = await Promise.all([
    itemsInForce(ctx.db, agencyId, ctx.clock.now()),
    publishedFlows(ctx.db, agencyId),
    registerInForce(ctx.db, agencyId),
  ]);
  const listings: Listings = {
    catalogue: listingOf(nodeCrypto, items),
    flows: listingOf(nodeCrypto, flows),
    register: listingOf(nodeCrypto, register),
  };
  return { items, flows, register, listings };
}

/**
 * Prepares the next package to a recipient: what changed since the last one it took, or everything when there is none or
 * `full` is asked for. It is signed by somebody else before it goes. Refuses `filing/under-way` while one to the same
 * recipient is on its way, `filing/nothing-published`, `filing/nothing-changed` and `filing/too-large`.
 */
export async function prepareFiling(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly recipientId: string; readonly full: boolean },
): Promise<Result<{ readonly id: string }, FilingRefusal>> {
  const { agencyId, recipientId } = input;
  if (!can(actor, 'filing/prepare', { agencyId })) return err({ code: 'filing/forbidden' });
  const recipient = await findRecipient(ctx.db, agencyId, recipientId);
  const agency = await findFilingAgency(ctx.db, { id: agencyId });
  if (recipient === undefined || agency === undefined) return err({ code: 'filing/not-found' });
  const now = ctx.clock.now();
  const [published, last, newest, number] = await Promise.all([
    gatherPublished(ctx, agencyId),
    lastReceived(ctx.db, agencyId, recipientId),
    newestCheckpoint(ctx.db),
    lastNumber(ctx.db, agencyId, recipientId),
  ]);
  const { listings } = published;
  if (published.items.length === 0) return err({ code: 'filing/nothing-published' });
  const base = input.full ? undefined : last;
  const changes = changesBetween(base?.listings ?? NOTHING, listings);
  if (changes.length === 0) return err({ code: 'filing/nothing-changed' });
  const came = new Set(
    changes.filter(({ change }) => change !== 'removed').map(({ part, code }) => `${part} ${code}`),
  );
  const removed = (part: string): string[] =>
    changes.filter((one) => one.part === part && one.change === 'removed').map(({ code }) => code);
  const id = ctx.ids.uuid(now);
  const body = FilingBody.parse({
    format: FORMAT,
    id,
    sender: { code: agency.code, name: agency.name, level: agency.level },
    to: recipient.code,
    period: periodOf(legalDayOf(now)),
    number: number + 1,
    kind: base === undefined ? 'full' : 'changes',
    previous: base === undefined ? null : { id: base.id, digest: base.digest },
    madeAt: toOffsetString(now),
    checkpoint: newest?.note ?? null,
    catalogue: {
      entries: published.items.filter(({ code }) => came.has(`catalogue ${code}`)),
      removed: removed('catalogue'),
      state: stateOf(nodeCrypto, listings.catalogue),
    },
    flows: {
      entries: published.flows.filter(({ code }) => came.has(`flows ${code}`)),
      removed: removed('flows'),
      state: stateOf(nodeCrypto, listings.flows),
    },
    register: {
      entries: published.register.filter(({ code }) => came.has(`register ${code}`)),
      removed: removed('register'),
      state: stateOf(nodeCrypto, listings.register),
    },
  });
  const bytes = canonicalOf(body);
  if (bytes === undefined) throw new TypeError('a published version has no canonical form');
  if (bytes.byteLength > MAX_PACKAGE_BYTES - SEAL_ROOM) return err({ code: 'filing/too-large' });
  const digest = digestOf(nodeCrypto, body);
  return ctx
    .transact(async (tx) => {
      const preparedBy = personIdOf(actor);
      await insertPackage(tx, { agencyId, recipientId, body, bytes, digest, listings, preparedBy, at: now });
      await record(tx, ctx, actor, {
        action: 'prepare',
        agencyId,
        type: 'filing',
        id,
        after: { recipient: recipient.code, number: body.number, digest },
      });
      return ok({ id });
    })
    .then((done) => (done.ok || done.error.code !== 'conflict' ? done : err({ code: 'filing/under-way' })));
}

/** Takes back a package that is prepared or signed and not taken yet. Refuses `filing/not-in-this-state`. */
export async function withdrawFiling(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string },
): Promise<Result<void, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/prepare', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  if (one === undefined) return err({ code: 'filing/not-found' });
  if (one.state !== 'prepared' && one.state !== 'signed')
    return err({ code: 'filing/not-in-this-state', state: one.state });
  return ctx.transact<void, FilingRefusal>(async (tx) => {
    if (!(await movePackage(tx, one, { state: 'withdrawn', next_at: null })))
      return err({ code: 'conflict' });
    await record(tx, ctx, actor, { action: 'withdraw', agencyId, type: 'filing', id });
    return ok();
  });
}
