import { canonicalJson } from '@chengming/ledger-verify';

export const CAMPAIGN_STATES = ['open', 'closed', 'cancelled'] as const;
export const ENTRY_KINDS = ['keep', 'adjust', 'new', 'give-up'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const ACTS = ['sign', 'countersign', 'return', 'pass', 'release'] as const;
export type Act = (typeof ACTS)[number];

/** One power an office lists, with the fingerprint of the version it speaks of. */
export type Entry = {
  readonly powerId: string;
  readonly kind: EntryKind;
  readonly note: string;
  readonly fingerprint: string;
};

export type SignedAct = { readonly act: Act; readonly digest: string; readonly personId: string };

/** What a signature under a return covers: every entry with what its version says, or that there is none 零报告. */
export function returnText(of: {
  readonly campaignId: string;
  readonly officeId: string;
  /** Offices merged into it, for which it answers too. */
  readonly merged: readonly string[];
  readonly nil: boolean;
  readonly entries: readonly Entry[];
}): string {
  return canonicalJson({
    campaign: of.campaignId,
    office: of.officeId,
    merged: of.merged.toSorted(),
    nil: of.nil,
    entries: of.entries
      .map(({ powerId, kind, note, fingerprint }) => ({ powerId, kind, note, fingerprint }))
      .toSorted((a, b) => (a.powerId < b.powerId ? -1 : 1)),
  });
}

export const TASK_STATES = [
  'not-started',
  'drafting',
  'signed',
  'countersigned',
  'changed',
  'returned',
  'passed',
  'released',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/**
 * Where a return stands; computed, so that no signature outlives what it covers: once anything listed changes, `changed`
 * says that the signature is void 签字失效, also when it had passed.
 */
export function taskState(of: {
  readonly nil: boolean;
  readonly entries: number;
  readonly digest: string;
  readonly acts: readonly Pick<SignedAct, 'act' | 'digest'>[];
}): TaskState {
  const last = of.acts.at(-1);
  switch (last?.act) {
    case 'release':
      return 'released';
    case 'return':
      return 'returned';
    case 'sign':
    case 'countersign':
    case 'pass':
      return last.digest === of.digest ? AFTER[last.act] : 'changed';
    default:
      return of.nil || of.entries > 0 ? 'drafting' : 'not-started';
  }
}

const AFTER = { sign: 'signed', countersign: 'countersigned', pass: 'passed' } as const;

/** What may be done to a return in each state. A signed one may still be edited: that voids the signature. */
const STATE_ACTS = {
  'not-started': [],
  drafting: ['sign'],
  signed: ['countersign', 'return'],
  countersigned: ['pass', 'return'],
  changed: ['sign'],
  returned: ['sign'],
  passed: [],
  released: [],
} as const satisfies Record<TaskState, readonly Act[]>;

export function allowsAct(state: TaskState, act: Act): boolean {
  const acts: readonly Act[] = STATE_ACTS[state];
  return acts.includes(act) || (act === 'release' && state !== 'passed' && state !== 'released');
}

/** Acts by which a second person stands for a return: not of one who has signed it. */
export const isForAnother = (act: Act): boolean => act === 'countersign' || act === 'pass';

export const isOpen = (state: TaskState): boolean => state !== 'passed' && state !== 'released';
/** An office has handed in when its head signed and nothing changed since. */
export const isHandedIn = (state: TaskState): boolean =>
  state === 'signed' || state === 'countersigned' || !isOpen(state);

/** Signers since the return was last sent back or passed: nobody puts their name to one return twice. */
export function signersOf(acts: readonly SignedAct[]): readonly string[] {
  const since = acts.slice(acts.findLastIndex(({ act }) => act === 'return' || act === 'pass') + 1);
  return since.flatMap(({ act, personId }) => (act === 'sign' || act === 'countersign' ? [personId] : []));
}
