import { createHash } from 'node:crypto';
import { commit as commitmentOf, commitmentRoot, canonicalJson } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type { LegalDay } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import { appendRevision, type FieldInput } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { DocumentContent } from '../documents/document.ts';
import { maskedName, type Party } from '../domain/party.ts';
import type { Case } from '../engine/case.ts';
import type { Acted } from '../engine/happening.ts';

export type Disclosing = {
  readonly before: Case | null;
  readonly next: Case;
  readonly acted: Acted;
  readonly actor: Actor;
  readonly party: Party;
  readonly now: Date;
  readonly today: LegalDay;
  readonly documents: readonly DocumentContent[];
};

/**
 * What an act owes to society, by the commitment class the power version set (DECISIONS §3): OPEN enters the public log at
 * the first of acceptance, refusal, deemed acceptance; SEALED only the journal tree, at receipt; NONE nothing.
 */
export async function disclose(tx: Tx, ctx: UseCase, d: Disclosing): Promise<void> {
  const kinds = new Set(d.acted.happenings.map(({ kind }) => kind));
  if (d.next.commitmentClass === 'SEALED' && kinds.has('submitted')) await seal(tx, ctx, d);
  if (d.next.commitmentClass !== 'OPEN') return;
  if (kinds.has('accepted')) await appendLeaf(tx, ctx, d, 'accept');
  else if (kinds.has('not-accepted')) await appendLeaf(tx, ctx, d, 'refuse');
}

async function appendLeaf(tx: Tx, ctx: UseCase, d: Disclosing, act: 'accept' | 'refuse'): Promise<void> {
  const { next } = d;
  const due = next.clocks.find(({ kind }) => kind === 'committed')?.derivation.lastDay ?? null;
  const open = (name: string, value: string): FieldInput => ({ name, value, state: 'open' });
  await appendRevision(tx, {
    ids: ctx.ids,
    at: d.now,
    rid: next.rid,
    type: 'case',
    act,
    agencyId: next.agencyId,
    org: next.terms.agencyCode,
    basis: next.terms.basis,
    schema: 'case/1',
    fields: [
      open('agency', next.terms.agencyName),
      open('class', next.commitmentClass),
      open(act === 'accept' ? 'acceptedOn' : 'decidedOn', next.acceptedOn ?? d.today),
      ...(due === null ? [] : [open('dueOn', due)]),
      ...identifying(d),
    ],
  });
}

/** Item, number and party stay inside salted commitments until their time; a natural person's go to the party only. */
function identifying({ next, party }: Disclosing): FieldInput[] {
  const held = { state: 'withheld' as const, ground: '行政许可法第五条' };
  return [
    { name: 'power', value: next.terms.powerCode, ...held },
    { name: 'powerVersion', value: next.terms.powerRid, ...held },
    { name: 'flowVersion', value: next.terms.flowRid, ...held },
    { name: 'receivedOn', value: next.completeOn, ...held },
    ...(next.number === null ? [] : [{ name: 'number', value: next.number, ...held }]),
    {
      name: 'party',
      value: party.name,
      ...held,
      ...(party.kind === 'person' ? { audience: 'party' as const } : {}),
    },
    { name: 'party.masked', value: maskedName(party), ...held },
  ];
}

/** The commitment of a SEALED case goes into the journal tree at receipt; its salts stay with the case. */
async function seal(tx: Tx, ctx: UseCase, d: Disclosing): Promise<void> {
  const values = {
    power: d.next.terms.powerCode,
    receivedOn: d.next.completeOn,
    party: d.party.name,
    application: applicationDigest(d.next, d.party),
  };
  const fields = Object.entries(values).map(([name, value]) => {
    const salt = ctx.ids.bytes(32);
    return {
      name,
      salt,
      commitment: commitmentOf(nodeCrypto, name, salt, new TextEncoder().encode(value.normalize('NFC'))),
    };
  });
  await tx
    .insertInto('case_event')
    .values({
      agency_id: d.next.agencyId,
      id: ctx.ids.uuid(d.now),
      case_id: d.next.id,
      at: d.now,
      kind: 'sealed',
      actor_kind: 'system',
      actor_id: 'cases',
      audience: 'staff',
      detail: JSON.stringify({
        salts: fields.map(({ name, salt }) => [name, Buffer.from(salt).toString('base64url')]),
      }),
    })
    .execute();
  await writeJournal(tx, {
    ids: ctx.ids,
    at: d.now,
    actor: actorRef(d.actor),
    action: 'case/seal',
    subjectType: 'case',
    subjectRid: d.next.rid,
    agencyId: d.next.agencyId,
    commitment: commitmentRoot(nodeCrypto, fields),
    requestId: ctx.requestId,
  });
}

/** SHA-256 of what was applied for: item version, party, answers. */
export function applicationDigest(c: Pick<Case, 'terms' | 'facts'>, party: Party): string {
  const text = canonicalJson({
    power: c.terms.powerCode,
    version: c.terms.powerVersion,
    party: { ...party, agent: party.agent ?? null },
    answers: { ...c.facts },
  });
  return createHash('sha256').update(text).digest('hex');
}
