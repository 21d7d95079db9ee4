import type { LegalDay, Rid } from '#kernel';
import type { Tx } from '#platform/database';
import type { FieldInput } from '../domain/fields.ts';
import { appendRevision, type RevisionInput } from './append-revision.ts';
import { endCachedPages } from './end-cached-pages.ts';

export type NamedField = { readonly rev: number; readonly name: string };
type Held = { readonly ground: string; readonly until?: LegalDay };

/**
 * Withholds fields that were open (B7): at once, and a `correct` leaf says in `closes` which ones. Nothing is erased: who holds
 * an old copy can still prove it, and a later revision may open them again. `fields` are committed with the same leaf. Cached
 * pages end with the commit.
 */
export async function closeFields(
  tx: Tx,
  input: Omit<RevisionInput, 'act' | 'opens'> & Held & { readonly close: readonly NamedField[] },
): Promise<{ readonly rev: number }> {
  const { close, ground, until, ...of } = input;
  for (const field of close)
    if (!(await hold(tx, of.rid, field, 'open', { ground, ...(until === undefined ? {} : { until }) })))
      throw new Error(`field ${field.name} of revision ${field.rev} is not open`);
  await endCachedPages(tx);
  const closes: FieldInput = {
    name: 'closes',
    value: close.map(({ rev, name }) => [rev, name]),
    state: 'open',
  };
  return appendRevision(tx, { ...of, act: 'correct', fields: [...of.fields, closes] });
}

/** Says why a withheld field is withheld, and until when; what was committed does not change. */
export async function restateGround(tx: Tx, rid: Rid, field: NamedField, held: Held): Promise<void> {
  await hold(tx, rid, field, 'withheld', held);
  await endCachedPages(tx);
}

async function hold(
  tx: Tx,
  rid: Rid,
  { rev, name }: NamedField,
  from: 'open' | 'withheld',
  { ground, until }: Held,
): Promise<boolean> {
  const done = await tx
    .updateTable('ledger.field')
    .set({ state: 'withheld', ground, until: until ?? null })
    .where('rid', '=', rid)
    .where('rev', '=', rev)
    .where('name', '=', name)
    .where('state', '=', from)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
