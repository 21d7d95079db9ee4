import { err, ok, Rid, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal, type ActorRef } from '#modules/journal';
import { appendRevision, committedFields, fieldKind, redactField, withdrawRecord } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Conflict, Reading, Tx } from '#platform/database';
import { projectCase } from '../db/public-case-transactor.ts';
import { refusedCorrections } from '../domain/correction.ts';
import {
  forbidden,
  groundMissing,
  notCorrectable,
  notFound,
  notInThisState,
  type DisclosureRefusal,
} from '../domain/errors.ts';
import type { FieldValue } from '../domain/public-view.ts';
import { recordKind } from '../domain/records.ts';
import { can } from '../policy.ts';

type Input = {
  readonly agencyId: string;
  readonly rid: string;
  /** Article and decision the act rests on; it stands in public. */
  readonly ground: string;
  /** Code of the legal basis for the leaf; `demo` in the demonstration. */
  readonly basis?: string;
};
export type CorrectInput = Input & { readonly fields: Readonly<Record<string, FieldValue>> };
export type WithdrawInput = Input;
export type RedactInput = Input & {
  readonly erase: readonly { readonly rev: number; readonly name: string }[];
};
type Outcome = Promise<Result<{ readonly rev: number }, DisclosureRefusal | Conflict>>;

/** Publishes right values beside wrong ones: both stay in the ledger (E7). Refuses fields that were never committed or never open. */
export async function correctRecord(ctx: UseCase, actor: Actor, input: CorrectInput): Outcome {
  return change(ctx, actor, 'correct', input, async (tx, of) => {
    const { rev } = await appendRevision(tx, {
      ...of,
      act: 'correct',
      fields: [
        ...Object.entries(input.fields).map(([name, value]) => ({ name, value, state: 'open' as const })),
        { name: 'ground', value: input.ground, state: 'open' as const },
      ],
    });
    return rev;
  });
}

/**
 * Takes a record down, at once and everywhere this program answers: a tombstone with the ground stays (E7), the read model
 * and its search entry go in the same transaction, the texts kept for publication are emptied.
 */
export async function withdrawPublished(ctx: UseCase, actor: Actor, input: WithdrawInput): Outcome {
  return change(ctx, actor, 'withdraw', input, async (tx, of) => {
    const { rev } = await withdrawRecord(tx, { ...of, ground: input.ground });
    const views = await tx
      .updateTable('publication')
      .set((e) => ({ state: 'withdrawn', row_version: e('row_version', '+', 1) }))
      .where('agency_id', '=', input.agencyId)
      .where('rid', '=', input.rid)
      .where('state', '<>', 'withdrawn')
      .returning('id')
      .execute();
    await emptyFields(
      tx,
      input.agencyId,
      views.map(({ id }) => id),
    );
    return rev;
  });
}

/** Erases committed fields for good (PIPL art. 47): value and salt are gone here and in what was kept for publication. */
export async function redactPublished(ctx: UseCase, actor: Actor, input: RedactInput): Outcome {
  return change(ctx, actor, 'redact', input, async (tx, of) => {
    const { rev } = await redactField(tx, { ...of, ground: input.ground, erase: input.erase });
    const views = await tx
      .selectFrom('publication')
      .select('id')
      .where('agency_id', '=', input.agencyId)
      .where('rid', '=', input.rid)
      .execute();
    const ids = views.map(({ id }) => id);
    await emptyFields(
      tx,
      input.agencyId,
      ids,
      input.erase.map(({ name }) => name),
    );
    return rev;
  });
}

async function emptyFields(
  tx: Tx,
  agencyId: string,
  ids: readonly string[],
  names?: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('publication_field')
    .set({ value: JSON.stringify(null), hits: JSON.stringify([]), treatment: 'withhold' })
    .where('agency_id', '=', agencyId)
    .where('publication_id', 'in', [...ids])
    .$if(names !== undefined, (q) => q.where('name', 'in', [...(names ?? [])]))
    .execute();
}

type Target = Parameters<typeof withdrawRecord>[1];

async function change(
  ctx: UseCase,
  actor: Actor,
  act: 'correct' | 'withdraw' | 'redact',
  input: Input & { readonly erase?: RedactInput['erase']; readonly fields?: CorrectInput['fields'] },
  apply: (tx: Tx, of: Omit<Target, 'ground'>) => Promise<number>,
): Outcome {
  if (!can(actor, `record/${act}`, input)) return err(forbidden());
  if (input.ground.trim() === '') return err(groundMissing());
  const parsed = Rid.safeParse(input.rid);
  const record = parsed.success
    ? await ctx.db
        .selectFrom('ledger.record as r')
        .innerJoin('agency as a', 'a.id', 'r.agency_id')
        .select(['r.type', 'r.agency_id', 'a.uscc'])
        .where('r.rid', '=', parsed.data)
        .executeTakeFirst()
    : undefined;
  const schema = record && recordKind(record.type);
  if (!parsed.success || record?.agency_id !== input.agencyId || !schema) return err(notFound());
  const committed = await committedFields(ctx.db, parsed.data);
  const named = [...Object.keys(input.fields ?? {}).map((name) => ({ name })), ...(input.erase ?? [])];
  if (named.some((f) => !committed.some((c) => c.name === f.name && (!('rev' in f) || f.rev === c.rev))))
    return err(notFound());
  if (act !== 'redact' && (await isDown(ctx.db, parsed.data))) return err(notInThisState('withdrawn'));
  const refused = refusedCorrections(input.fields ?? {}, {
    kind: (name) => fieldKind(schema.schema, name),
    isOpen: (name) => committed.some((c) => c.name === name && c.open && c.audience === 'society'),
  });
  if (refused.length > 0) return err(notCorrectable(refused));
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    const rev = await apply(tx, {
      ids: ctx.ids,
      at: now,
      rid: parsed.data,
      type: schema.type,
      agencyId: input.agencyId,
      org: record.uscc ?? 'NO-CODE',
      basis: input.basis ?? 'disclosure-table',
      schema: schema.schema,
    });
    if (record.type === 'case') await projectCase(tx, input.agencyId, parsed.data, now);
    await journal(tx, ctx, actorRef(actor), act, input, rev);
    return ok({ rev });
  });
}

/** A record that was taken down is not corrected or taken down again; what it holds may still be erased. */
async function isDown(db: Reading, rid: string): Promise<boolean> {
  const row = await db
    .selectFrom('ledger.revision')
    .select('rev')
    .where('rid', '=', rid)
    .where('act', '=', 'withdraw')
    .executeTakeFirst();
  return row !== undefined;
}

async function journal(
  tx: Tx,
  ctx: UseCase,
  actor: ActorRef,
  act: string,
  input: Input,
  rev: number,
): Promise<void> {
  await writeJournal(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor,
    action: `disclosure/${act}`,
    subjectType: 'record',
    subjectRid: input.rid,
    agencyId: input.agencyId,
    after: { rev, ground: input.ground },
    requestId: ctx.requestId,
  });
}
