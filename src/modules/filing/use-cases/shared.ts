import { recorderOf, type Actor } from '#modules/access';
import type { NoteKey } from '#modules/ledger';

/** The keys of this instance in the traffic between levels; `filing` is absent in production until it is brought. */
export type FilingKeys = {
  readonly filing: NoteKey | undefined;
  readonly receipt: NoteKey;
  readonly log: NoteKey;
  /** Verifier key of this instance's witness. */
  readonly witness: string;
};

export const SYSTEM: Actor = { kind: 'system', name: 'filing' };

/** The journal row of an act of filing. */
export const record = recorderOf<
  'filing' | 'filing-recipient' | 'filing-sender' | 'filing-received' | 'filing-reference'
>('filing');
