import { hash } from 'node:crypto';
import { encodeLeaf, leafHash, toHex, type LeafAct, type LeafType } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { sql } from 'kysely';
import { toZuluString, type Ids, type Rid } from '#kernel';
import type { Tx } from '#platform/database';
import { dictionaryOf, type SchemaName } from '../domain/dictionaries.ts';
import { commitFields, type FieldInput } from '../domain/fields.ts';

export type RevisionInput = {
  readonly ids: Ids;
  readonly at: Date;
  readonly rid: Rid;
  readonly type: LeafType;
  readonly act: LeafAct;
  readonly agencyId: string;
  /** Code of the public body: its credit code. */
  readonly org: string;
  /** Code of the legal basis; `demo` for demonstrations. */
  readonly basis: string;
  readonly schema: SchemaName;
  readonly fields: readonly FieldInput[];
  /** Fields of earlier revisions that this one opens: `[[rev, name], …]`. */
  readonly opens?: readonly (readonly [rev: number, name: string])[];
};

/**
 * Appends a revision to a record and queues its leaf, in the caller's transaction: published if and only if that
 * commits. The record's row is locked, so revisions of one record never fork.
 */
export async function appendRevision(
  tx: Tx,
  input: RevisionInput,
): Promise<{ readonly rev: number; readonly cm: Uint8Array }> {
  const record = await tx
    .selectFrom('ledger.record')
    .selectAll()
    .where('rid', '=', input.rid)
    .forUpdate()
    .executeTakeFirst();
  const rev = (record?.newest_rev ?? 0) + 1;
  const opens = input.opens ?? [];
  const fields: readonly FieldInput[] =
    opens.length > 0
      ? [...input.fields, { name: 'opens', value: opens.map(([r, name]) => [r, name]), state: 'open' }]
      : input.fields;
  const { cm, fields: committed } = commitFields(nodeCrypto, fields, () => input.ids.bytes(32));
  const schemaHash = await ensureSchema(tx, input.schema, input.at);
  const leaf = encodeLeaf({
    v: 'gov-leaf/1',
    act: input.act,
    type: input.type,
    at: toZuluString(input.at),
    basis: input.basis,
    cm: toHex(cm),
    n: committed.length,
    org: input.org,
    prev: record ? toHex(record.newest_leaf_hash) : '',
    rev,
    rid: input.rid,
    schema: toHex(schemaHash),
  });
  const leafDigest = Buffer.from(leafHash(nodeCrypto, leaf));
  if (record) {
    await tx
      .updateTable('ledger.record')
      .set({ newest_rev: rev, newest_leaf_hash: leafDigest })
      .where('rid', '=', input.rid)
      .execute();
  } else {
    await tx
      .insertInto('ledger.record')
      .values({
        rid: input.rid,
        type: input.type,
        agency_id: input.agencyId,
        newest_rev: rev,
        newest_leaf_hash: leafDigest,
      })
      .execute();
  }
  const entryId = input.ids.uuid(input.at);
  await tx
    .insertInto('ledger.revision')
    .values({
      rid: input.rid,
      rev,
      entry_id: entryId,
      act: input.act,
      at: input.at,
      leaf: Buffer.from(leaf),
      leaf_hash: leafDigest,
      schema_hash: schemaHash,
      opens: JSON.stringify(opens),
    })
    .execute();
  if (committed.length > 0) {
    await tx
      .insertInto('ledger.field')
      .values(
        committed.map((f) => ({
          rid: input.rid,
          rev,
          name: f.name,
          commitment: Buffer.from(f.commitment),
          audience: f.audience,
          state: f.state,
          value: JSON.stringify(f.value),
          salt: Buffer.from(f.salt),
          ground: f.ground ?? null,
          until: f.until ?? null,
        })),
      )
      .execute();
  }
  for (const [openedRev, name] of opens) await openField(tx, input.rid, { rev: openedRev, name, by: rev });
  await tx
    .insertInto('ledger.queue')
    .values({ entry_id: entryId, data: Buffer.from(leaf) })
    .execute();
  await sql`SELECT pg_notify('ledger_queue', '')`.execute(tx);
  return { rev, cm };
}

async function openField(
  tx: Tx,
  rid: Rid,
  { rev, name, by }: { rev: number; name: string; by: number },
): Promise<void> {
  const done = await tx
    .updateTable('ledger.field')
    .set({ state: 'open', ground: null, until: null, opened_by: by })
    .where('rid', '=', rid)
    .where('rev', '=', rev)
    .where('name', '=', name)
    .where('state', '=', 'withheld')
    .where('audience', '=', 'society')
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) throw new Error(`field ${name} of revision ${rev} cannot be opened`);
}

async function ensureSchema(tx: Tx, name: SchemaName, at: Date): Promise<Buffer> {
  const dictionary = Buffer.from(dictionaryOf(name));
  const digest = hash('sha256', dictionary, 'buffer');
  await tx
    .insertInto('ledger.field_schema')
    .values({ hash: digest, name, dictionary, created_at: at })
    .onConflict((c) => c.column('hash').doNothing())
    .execute();
  return digest;
}
