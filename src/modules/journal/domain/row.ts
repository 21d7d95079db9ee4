import { canonicalBytes, canonicalJson, toHex, type Crypto, type JsonValue } from '@chengming/ledger-verify';

/** Who acted: ids only. A party is known by the case, a system by its name. */
export type ActorRef = {
  readonly kind: 'person' | 'party' | 'system' | 'client';
  readonly id: string;
  /** Post the act was done at. */
  readonly postId?: string;
  /** Person on whose behalf, for deputies and delegates. */
  readonly onBehalfOf?: string;
};

export type JournalRow = {
  readonly id: string;
  /** Seconds, in Z. */
  readonly at: string;
  readonly actor: ActorRef;
  readonly action: string;
  readonly subject: { readonly type: string; readonly rid: string };
  readonly agencyId: string;
  readonly before?: string;
  readonly after?: string;
  readonly commitment?: string;
  readonly request: string;
  readonly note?: string;
};

/**
 * What the leaf hash of a journal row covers. `at` and `commitment` stand in the open, because a journal proof may show
 * them one day (DECISIONS §3); everything else only as a digest, so that such a proof tells nothing about who and what.
 */
export function encodeJournalEntry(c: Crypto, row: JournalRow): string {
  return canonicalJson({
    v: 'gov-journal/1',
    at: row.at,
    ...(row.commitment === undefined ? {} : { commitment: row.commitment }),
    rest: toHex(c.sha256(canonicalBytes(restOf(row)))),
  });
}

/** The members that stay inside. Ids are random, so their digest cannot be searched. */
function restOf(row: JournalRow): JsonValue {
  const { actor } = row;
  return {
    id: row.id,
    actor: {
      kind: actor.kind,
      id: actor.id,
      ...(actor.postId === undefined ? {} : { post: actor.postId }),
      ...(actor.onBehalfOf === undefined ? {} : { for: actor.onBehalfOf }),
    },
    action: row.action,
    agency: row.agencyId,
    subject: { ...row.subject },
    request: row.request,
    ...(row.before === undefined ? {} : { before: row.before }),
    ...(row.after === undefined ? {} : { after: row.after }),
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}
