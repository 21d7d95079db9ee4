import { canonicalJson, type JsonValue } from '@chengming/ledger-verify';

/** Who acted: ids only. A party is known by the case, a system by its name. */
export type ActorRef = {
  readonly kind: 'person' | 'party' | 'system' | 'client';
  readonly id: string;
  /** Post the act was done at. */
  readonly postId?: string;
  /** Person on whose behalf, for deputies and delegates. */
  readonly onBehalfOf?: string;
};

export type JournalEntry = {
  readonly id: string;
  readonly at: string;
  readonly actor: ActorRef;
  readonly action: string;
  readonly subject: { readonly type: string; readonly rid: string };
  readonly before?: string;
  readonly after?: string;
  readonly commitment?: string;
  readonly request: string;
  readonly note?: string;
};

/** The bytes a journal row's leaf hash covers: canonical JSON, no names, no free text. */
export function encodeJournalEntry(entry: JournalEntry): string {
  const { actor } = entry;
  const members: Record<string, JsonValue> = {
    v: 'gov-journal/1',
    id: entry.id,
    at: entry.at,
    actor: {
      kind: actor.kind,
      id: actor.id,
      ...(actor.postId === undefined ? {} : { post: actor.postId }),
      ...(actor.onBehalfOf === undefined ? {} : { for: actor.onBehalfOf }),
    },
    action: entry.action,
    subject: { ...entry.subject },
    request: entry.request,
  };
  if (entry.before !== undefined) members['before'] = entry.before;
  if (entry.after !== undefined) members['after'] = entry.after;
  if (entry.commitment !== undefined) members['commitment'] = entry.commitment;
  if (entry.note !== undefined) members['note'] = entry.note;
  return canonicalJson(members);
}
