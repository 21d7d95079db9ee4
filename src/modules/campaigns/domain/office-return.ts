import { canonicalJson } from '@chengming/ledger-verify';
import { daysBetween, type LegalDay } from '#kernel';

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
  readonly nil: boolean;
  readonly entries: readonly Entry[];
}): string {
  return canonicalJson({
    campaign: of.campaignId,
    office: of.officeId,
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
 * says that the signature is void 签字失效.
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
    case 'pass':
      return 'passed';
    case 'return':
      return 'returned';
    case 'sign':
    case 'countersign':
      if (last.digest !== of.digest) return 'changed';
      return last.act === 'sign' ? 'signed' : 'countersigned';
    default:
      return of.nil || of.entries > 0 ? 'drafting' : 'not-started';
  }
}

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

export const isOpen = (state: TaskState): boolean => state !== 'passed' && state !== 'released';
/** An office has handed in when its head signed and nothing changed since. */
export const isHandedIn = (state: TaskState): boolean =>
  state === 'signed' || state === 'countersigned' || !isOpen(state);

/** Signers since the last return: nobody puts their name to one return twice. */
export function signersOf(acts: readonly SignedAct[]): readonly string[] {
  const since = acts.slice(acts.findLastIndex(({ act }) => act === 'return') + 1);
  return since.flatMap(({ act, personId }) => (act === 'sign' || act === 'countersign' ? [personId] : []));
}

/** Calendar days an office is late by; 0 while it is not, or once it has handed in. */
export function daysLate(state: TaskState, deadline: LegalDay, today: LegalDay): number {
  return isHandedIn(state) ? 0 : Math.max(0, daysBetween(deadline, today));
}

/**
 * Reminders that are due by today for an office that has not handed in: a week and a day before the date, on it, and every
 * week after it. Each has a name of its own, so that it is given once.
 */
export function remindersDue(deadline: LegalDay, today: LegalDay): readonly string[] {
  const left = daysBetween(today, deadline);
  if (left > 7) return [];
  const late = Math.floor(Math.max(0, -left) / 7);
  return [
    'week-before',
    ...(left <= 1 ? ['day-before'] : []),
    ...(left <= 0 ? ['due'] : []),
    ...Array.from({ length: late }, (_, at) => `late-${at + 1}-weeks`),
  ];
}
