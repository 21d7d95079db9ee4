import type { JsonValue } from '@chengming/ledger-verify';
import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor, type StaffActor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import { endCachedPages } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { findLaw, lawsByKey } from '../db/law-reader.ts';
import { insertLaw, markVerified, replaceLaw } from '../db/law-transactor.ts';
import { lawKey } from '../domain/citation.ts';
import type { LibraryRefusal } from '../domain/errors.ts';
import { faultsOf, type LawEntry } from '../domain/law.ts';
import { can } from '../policy.ts';

/**
 * Puts a law into the library. Refuses `library/title-taken` when the agency has it, under whatever way of writing its name,
 * and `library/faulty` with the places.
 */
export async function addLaw(
  ctx: UseCase,
  actor: Actor,
  { agencyId, entry }: { readonly agencyId: string; readonly entry: LawEntry },
): Promise<Result<{ readonly lawId: string }, LibraryRefusal>> {
  if (!can(actor, 'law/keep', { agencyId })) return err({ code: 'library/forbidden' });
  const faults = faultsOf(entry);
  if (faults.length > 0) return err({ code: 'library/faulty', faults });
  const key = lawKey(entry.title);
  const known = (await lawsByKey(ctx.db, agencyId, [key])).get(key);
  if (known) return err({ code: 'library/title-taken', lawId: known.id });
  const now = ctx.clock.now();
  const lawId = ctx.ids.uuid(now);
  return ctx.transact<{ readonly lawId: string }, LibraryRefusal>(async (tx) => {
    await insertLaw(tx, { agencyId, id: lawId }, now, entry);
    await record(tx, ctx, actor, { action: 'add-law', agencyId, lawId, after: entry });
    return ok({ lawId });
  });
}

/**
 * Changes an entry: facts, amendments, articles, repeal. What rests on it shows at once on the pages of powers and at the next
 * comparison. A verification ends with the change. Refuses `library/stale`, `library/title-taken`, `library/faulty`.
 */
export async function changeLaw(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly lawId: string;
    readonly rowVersion: number;
    readonly entry: LawEntry;
  },
): Promise<Result<{ readonly rowVersion: number }, LibraryRefusal>> {
  const { agencyId, lawId, entry } = input;
  if (!can(actor, 'law/keep', { agencyId })) return err({ code: 'library/forbidden' });
  const law = await findLaw(ctx.db, { agencyId, id: lawId });
  if (law === undefined) return err({ code: 'library/not-found' });
  if (law.rowVersion !== input.rowVersion) return err({ code: 'library/stale', rowVersion: law.rowVersion });
  const faults = faultsOf(entry);
  if (faults.length > 0) return err({ code: 'library/faulty', faults });
  const key = lawKey(entry.title);
  const other = (await lawsByKey(ctx.db, agencyId, [key])).get(key);
  if (other && other.id !== lawId) return err({ code: 'library/title-taken', lawId: other.id });
  return ctx.transact<{ readonly rowVersion: number }, LibraryRefusal>(async (tx) => {
    const of = { agencyId, id: lawId, rowVersion: law.rowVersion };
    if (!(await replaceLaw(tx, of, ctx.clock.now(), entry)))
      return err({ code: 'library/stale', rowVersion: law.rowVersion + 1 });
    await record(tx, ctx, actor, { action: 'change-law', agencyId, lawId, before: law.entry, after: entry });
    return ok({ rowVersion: law.rowVersion + 1 });
  });
}

/** Puts one’s name to an entry: held against the official text on this day. Refuses `library/verified-already`. */
export async function verifyLaw(
  ctx: UseCase,
  actor: StaffActor,
  input: { readonly agencyId: string; readonly lawId: string; readonly rowVersion: number },
): Promise<Result<{ readonly rowVersion: number }, LibraryRefusal>> {
  const { agencyId, lawId } = input;
  if (!can(actor, 'law/verify', { agencyId })) return err({ code: 'library/forbidden' });
  const law = await findLaw(ctx.db, { agencyId, id: lawId });
  if (law === undefined) return err({ code: 'library/not-found' });
  if (law.rowVersion !== input.rowVersion) return err({ code: 'library/stale', rowVersion: law.rowVersion });
  if (law.verified !== null) return err({ code: 'library/verified-already' });
  return ctx.transact<{ readonly rowVersion: number }, LibraryRefusal>(async (tx) => {
    const of = { agencyId, id: lawId, rowVersion: law.rowVersion };
    if (!(await markVerified(tx, of, ctx.clock.now(), actor.personId)))
      return err({ code: 'library/stale', rowVersion: law.rowVersion + 1 });
    await record(tx, ctx, actor, { action: 'verify-law', agencyId, lawId });
    return ok({ rowVersion: law.rowVersion + 1 });
  });
}

/** The journal row of a change, and the end of the cached pages that show it. */
export async function record(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  act: {
    readonly action: string;
    readonly agencyId: string;
    readonly lawId: string;
    readonly before?: LawEntry;
    readonly after?: LawEntry;
  },
): Promise<void> {
  await endCachedPages(tx);
  await writeJournal(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor: actorRef(actor),
    action: `library/${act.action}`,
    subjectType: 'law',
    subjectRid: act.lawId,
    agencyId: act.agencyId,
    ...(act.before === undefined ? {} : { before: toJson(act.before) }),
    ...(act.after === undefined ? {} : { after: toJson(act.after) }),
    requestId: ctx.requestId,
  });
}

function toJson(entry: LawEntry): JsonValue {
  const json: JsonValue = JSON.parse(JSON.stringify(entry));
  return json;
}
