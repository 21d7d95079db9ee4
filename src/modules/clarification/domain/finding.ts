/** What a comparison may find about a power (清权厘权, requirements B5); the last is the review of the list itself (B6). */
export const KINDS = [
  'beyond-authority',
  'overlapping',
  'unclear',
  'not-performed',
  'approval-without-basis',
  'periodic-review',
] as const;
export type Kind = (typeof KINDS)[number];

/** What exactly was found; each rule belongs to one kind. */
export const RULES = {
  'basis-too-low': 'beyond-authority',
  'level-not-allowed': 'beyond-authority',
  'basis-ended': 'beyond-authority',
  'same-name': 'overlapping',
  'same-article': 'overlapping',
  'article-missing': 'unclear',
  'basis-amended': 'unclear',
  'catch-all': 'unclear',
  'duty-without-post': 'unclear',
  'no-cases': 'not-performed',
  'disguised-approval': 'approval-without-basis',
  'review-due': 'periodic-review',
} as const satisfies Record<string, Kind>;
export type Rule = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as Rule[];

/** A finding as a comparison proposes it: nothing is done before a person decides. */
export type Proposal = {
  /** The same as long as it is the same finding, so that it is proposed once. */
  readonly key: string;
  readonly rule: Rule;
  readonly powerId: string;
  /** The item it was compared with. */
  readonly otherId: string | null;
  /** What it rests on, as it stands in the items: bases, words, days. */
  readonly evidence: readonly string[];
};

export const DECISIONS = ['strengthen', 'cut-links', 'merge', 'transfer', 'cancel', 'keep'] as const;
/** 加强、减环节、合并、转移、取消、保留 */
export type Decision = (typeof DECISIONS)[number];

export const NOTE_FORMS = ['meeting', 'workshop', 'expert', 'opinion'] as const;
/** 座谈、研讨、论证、书面意见 */
export type NoteForm = (typeof NOTE_FORMS)[number];
