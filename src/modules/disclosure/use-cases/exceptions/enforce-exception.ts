import { err, ok, Rid, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { closeFields, committedFields, type CommittedFieldView, type FieldInput } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { basisOf, publishEntry } from '../../db/exceptions/entry.ts';
import { groundText, lockDisclosure, recordKept } from '../../db/exceptions/holds.ts';
import { projectCase, turnEpoch } from '../../db/public-case-transactor.ts';
import type { ExceptionRefusal } from '../../domain/exceptions/errors.ts';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';
import { committedNames } from '../../domain/exceptions/subjects.ts';
import { saysSomething, withoutElements, type Kept } from '../../domain/exceptions/withhold.ts';
import type { FieldValue } from '../../domain/public-view.ts';
import { cancelObligation } from '../cancel-obligation.ts';

type Effect = Promise<Result<void, ExceptionRefusal>>;

/**
 * What an approved exception does, in the transaction that approves it: the obligation of a whole item or rule ends or is put off, what is
 * public of an element or a field is closed, and the entry is queued for the ledger. Refuses `exceptions/already-public` where
 * only the count was to be public and society can read the thing by now.
 */
export async function enforceException(tx: Tx, ctx: UseCase, actor: Actor, of: DisclosureException): Effect {
  await lockDisclosure(tx, of.powerId ?? of.subjectRid);
  const done = await apply(tx, ctx, actor, of);
  if (!done.ok) return done;
  await publishEntry(tx, ctx, of, 'in-force');
  await turnEpoch(tx);
  return ok();
}

async function apply(tx: Tx, ctx: UseCase, actor: Actor, of: DisclosureException): Effect {
  switch (of.subjectKind) {
    case 'power':
      return exceptPower(tx, ctx, actor, of);
    case 'power-field':
      return closeElement(tx, ctx, of);
    case 'case-field':
      return closeCaseField(tx, ctx, of);
    case 'rule':
      return exceptRule(tx, ctx, actor, of);
    case 'document':
      return ok();
  }
}

/** A whole item that is not public yet: it is not owed any more, or not yet. */
async function exceptPower(tx: Tx, ctx: UseCase, actor: Actor, of: DisclosureException): Effect {
  if ((await publishedVersions(tx, of)).length > 0) return err({ code: 'exceptions/already-public' });
  const owed = await tx
    .selectFrom('obligation')
    .select(['kind', 'rid'])
    .distinct()
    .where('agency_id', '=', of.agencyId)
    .where('power_id', '=', of.powerId)
    .where('kind', 'in', ['power-version', 'flow-version'])
    .where('state', 'in', ['open', 'late'])
    .execute();
  for (const { kind, rid } of owed)
    await cancelObligation(tx, ctx, {
      agencyId: of.agencyId,
      rid: Rid.parse(rid),
      kind: kind === 'flow-version' ? 'flow-version' : 'power-version',
      actor: actorRef(actor),
      ground: groundText(of.ground, of.cited),
      exceptionId: of.id,
    });
  return ok();
}

/** A whole rule that is not public yet: it is not owed any more, or not yet. */
async function exceptRule(tx: Tx, ctx: UseCase, actor: Actor, of: DisclosureException): Effect {
  const { state } = await tx
    .selectFrom('rule_version')
    .select('state')
    .where('agency_id', '=', of.agencyId)
    .where('rid', '=', of.subjectRid)
    .executeTakeFirstOrThrow();
  if (state === 'published') return err({ code: 'exceptions/already-public' });
  await cancelObligation(tx, ctx, {
    agencyId: of.agencyId,
    rid: of.subjectRid,
    kind: 'rule-version',
    actor: actorRef(actor),
    ground: groundText(of.ground, of.cited),
    exceptionId: of.id,
  });
  return ok();
}

/** An element of an item: in every version that is public, the content is published anew without it. */
async function closeElement(tx: Tx, ctx: UseCase, of: DisclosureException): Effect {
  const element = of.element ?? '';
  const [name = ''] = committedNames('power-field', element);
  for (const rid of await publishedVersions(tx, of)) {
    const committed = await committedFields(tx, rid);
    const affected = committed.filter(
      (field) =>
        field.name === name || (field.name === 'content' && saysSomething(partsOf(field.value)[element])),
    );
    const newest = committed.findLast((field) => field.name === 'content');
    const parts = partsOf(newest?.value);
    const fields: FieldInput[] = saysSomething(parts[element])
      ? [
          { name: 'content', value: withoutElements(parts, [{ element }]), state: 'open' },
          { name, value: parts[element] ?? null, state: 'withheld', ...heldBy(of) },
        ]
      : [];
    const closed = await close(tx, ctx, of, { rid, type: 'power.version', affected, fields, adds: name });
    if (!closed.ok) return closed;
  }
  return ok();
}

/** A field of a case that is public; what is not published yet is kept back when its time comes. */
async function closeCaseField(tx: Tx, ctx: UseCase, of: DisclosureException): Effect {
  const rid = of.subjectRid;
  const names = committedNames('case-field', of.element ?? '');
  const committed = await committedFields(tx, rid);
  const affected = committed.filter(({ name, open }) => open && names.includes(name));
  const fields: FieldInput[] = [{ name: 'ground', value: groundText(of.ground, of.cited), state: 'open' }];
  const closed = await close(tx, ctx, of, { rid, type: 'case', affected, fields });
  if (closed.ok && affected.length > 0) await projectCase(tx, of.agencyId, rid, ctx.clock.now());
  return closed;
}

type Closing = {
  readonly rid: Rid;
  readonly type: 'case' | 'power.version';
  /** Committed fields that say what is withheld, open or closed by another exception. */
  readonly affected: readonly CommittedFieldView[];
  readonly fields: readonly FieldInput[];
  /** The field among the new ones that is withheld. */
  readonly adds?: string;
};

async function close(
  tx: Tx,
  ctx: UseCase,
  of: DisclosureException,
  { rid, type, affected, fields, adds }: Closing,
): Effect {
  const open = affected.filter((field) => field.open);
  if (open.length > 0 && of.form === 'count') return err({ code: 'exceptions/already-public' });
  if (affected.length === 0) return ok();
  const agency = await tx
    .selectFrom('agency')
    .select('uscc')
    .where('id', '=', of.agencyId)
    .executeTakeFirstOrThrow();
  const kept: Kept[] = affected.map(({ rev, name }) => ({ exceptionId: of.id, rev, name }));
  let rev = 0;
  if (open.length > 0) {
    ({ rev } = await closeFields(tx, {
      ids: ctx.ids,
      at: ctx.clock.now(),
      rid,
      type,
      agencyId: of.agencyId,
      org: agency.uscc ?? 'NO-CODE',
      basis: basisOf(ctx),
      schema: `${type}/1`,
      close: open,
      fields,
      ...heldBy(of),
    }));
    if (adds !== undefined && fields.some(({ name }) => name === adds))
      kept.push({ exceptionId: of.id, rev: 'this', name: adds });
  }
  await recordKept(tx, { agencyId: of.agencyId, rid, rev }, kept, []);
  return ok();
}

function heldBy(of: DisclosureException) {
  return { ground: groundText(of.ground, of.cited), until: of.endsOn };
}

async function publishedVersions(tx: Tx, of: DisclosureException): Promise<readonly Rid[]> {
  const rows = await tx
    .selectFrom('power_version')
    .select('rid')
    .where('agency_id', '=', of.agencyId)
    .where('power_id', '=', of.powerId)
    .where('state', '=', 'published')
    .orderBy('n')
    .execute();
  return rows.map(({ rid }) => Rid.parse(rid));
}

/** The parts of a committed object; what was committed is JSON. */
function partsOf(value: unknown): Readonly<Record<string, FieldValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? unsafeParts(value) : {};
}

function unsafeParts(value: object): Readonly<Record<string, FieldValue>> {
  return value as Readonly<Record<string, FieldValue>>;
}
