import { createHash } from 'node:crypto';
import { commit, commitmentRoot, fieldValueBytes } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { z } from 'zod';
import { legalDayOf } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { HELD_GROUND } from '#modules/disclosure';
import { writeJournal } from '#modules/journal';
import { appendRevision, committedFields, type FieldInput } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { maskedName, type Party } from '../domain/party.ts';
import type { Case } from '../engine/case.ts';

type Sealing = {
  readonly next: Case;
  readonly party: Party;
  readonly actor: Actor;
  readonly now: Date;
};

const Salts = z.array(z.tuple([z.string(), z.string()]));

/** What identifies a case and never changes: committed in the journal when it is sealed, and as it is in its first public leaf. */
async function sealedFields(tx: Tx, { next, party }: Sealing): Promise<readonly FieldInput[]> {
  const { receipt_note } = await tx
    .selectFrom('case_file')
    .select('receipt_note')
    .where('agency_id', '=', next.agencyId)
    .where('id', '=', next.id)
    .executeTakeFirstOrThrow();
  const held = { state: 'withheld' as const, ground: HELD_GROUND };
  return [
    { name: 'power', value: next.terms.powerCode, ...held },
    { name: 'powerVersion', value: next.terms.powerRid, ...held },
    { name: 'flowVersion', value: next.terms.flowRid, ...held },
    { name: 'receivedOn', value: legalDayOf(next.receivedAt), ...held },
    {
      name: 'party',
      value: party.name,
      ...held,
      ...(party.kind === 'person' ? { audience: 'party' as const } : {}),
    },
    { name: 'party.masked', value: maskedName(party), ...held },
    { name: 'receipt', value: createHash('sha256').update(receipt_note).digest('hex'), ...held },
  ];
}

/**
 * Commits a SEALED case in the journal tree alone (DECISIONS §3): the public log gets the journal's root and nothing else.
 * The salts stay with the case until its decision is public.
 */
export async function sealCase(tx: Tx, ctx: UseCase, of: Sealing): Promise<void> {
  const { next, now } = of;
  const fields = (await sealedFields(tx, of)).map(({ name, value }) => {
    const salt = ctx.ids.bytes(32);
    return { name, salt, commitment: commit(nodeCrypto, name, salt, fieldValueBytes(value)) };
  });
  const where = { agency_id: next.agencyId, case_id: next.id };
  await tx
    .insertInto('case_seal')
    .values({
      ...where,
      salts: JSON.stringify(fields.map(({ name, salt }) => [name, Buffer.from(salt).toString('base64url')])),
      sealed_at: now,
    })
    .execute();
  await tx
    .insertInto('case_event')
    .values({
      ...where,
      id: ctx.ids.uuid(now),
      at: now,
      kind: 'sealed',
      actor_kind: 'system',
      actor_id: 'cases',
      audience: 'staff',
    })
    .execute();
  await writeJournal(tx, {
    ids: ctx.ids,
    at: now,
    actor: actorRef(of.actor),
    action: 'case/seal',
    subjectType: 'case',
    subjectRid: next.rid,
    agencyId: next.agencyId,
    commitment: commitmentRoot(nodeCrypto, fields),
    requestId: ctx.requestId,
  });
}

/** A case that will never be public needs no salts: nobody can open its commitment any more. */
export async function forgetSeal(tx: Tx, { agencyId, id }: Case): Promise<void> {
  await tx.deleteFrom('case_seal').where('agency_id', '=', agencyId).where('case_id', '=', id).execute();
}

/**
 * The first public leaf of a SEALED case, when its decision has been served and must be published: exactly the fields and
 * salts that were sealed, so that `cm` of this leaf is the commitment in the journal proof, which shows when the case
 * began. Nothing opens yet. A case that had a public leaf before it was closed goes on from that one.
 */
export async function unsealCase(tx: Tx, ctx: UseCase, of: Sealing): Promise<void> {
  const { next, now } = of;
  const seal = await tx
    .deleteFrom('case_seal')
    .where('agency_id', '=', next.agencyId)
    .where('case_id', '=', next.id)
    .returning('salts')
    .executeTakeFirst();
  if ((await committedFields(tx, next.rid)).length > 0) return;
  const salts = new Map(seal === undefined ? [] : Salts.parse(seal.salts));
  const fields = await sealedFields(tx, of);
  await appendRevision(tx, {
    ids: ctx.ids,
    at: now,
    rid: next.rid,
    type: 'case',
    act: 'oblige',
    agencyId: next.agencyId,
    org: next.terms.agencyCode,
    basis: next.terms.basis,
    schema: 'case/1',
    fields: fields
      .filter(({ name }) => salts.size === 0 || salts.has(name))
      .map((field) => {
        const salt = salts.get(field.name);
        return salt === undefined
          ? field
          : { ...field, salt: new Uint8Array(Buffer.from(salt, 'base64url')) };
      }),
  });
}
