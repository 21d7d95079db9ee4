/** Closed enumerations of the `gov` namespace. Words for people are in `../texts/`. */

/** What a step is in law. The lawfulness rules and the case engine rely on these, never on names. */
export const STEP_ROLES = [
  // application and acceptance
  'apply',
  'receive',
  'wait-correction',
  'deemed-accept',
  'accept',
  'refuse-acceptance',
  // examination
  'verify',
  'review',
  'site-check',
  'expert',
  'hearing',
  'check',
  'route',
  // decision and what follows
  'approve',
  'decide',
  'extend',
  'serve',
  'refusal-notice',
  'receipt',
  'notify',
  'publish',
  'handover',
  'register',
  'close',
  // enforcement
  'case-source',
  'precheck',
  'case-open',
  'no-case',
  'transfer',
  'on-the-spot',
  'investigate',
  'discretion',
  'rights-notice',
  'statement',
  'recheck',
  'legal-review',
  'collective',
  'no-penalty',
  'perform',
  'enforce',
  // inspection
  'plan',
  'draw',
  'inspect',
  'findings',
  'rectify',
  // selection, funds, personnel
  'solicit',
  'publicity',
  'objection',
  'cancel',
  // supervision and the rest
  'warn',
  'wait',
  'act',
] as const;
export type StepRole = (typeof STEP_ROLES)[number];

/**
 * Which clock runs while a step is open: 收件 acceptance, 计入办理时限 main, 依法不计入 excluded, 送达 delivery,
 * 公开 publicity, 立案或启动前 pre, 不计时 none.
 */
export const CLOCK_CLASSES = [
  'acceptance',
  'main',
  'excluded',
  'delivery',
  'publicity',
  'pre',
  'none',
] as const;
export type ClockClass = (typeof CLOCK_CLASSES)[number];

/** Kinds of flow; which legal rules apply is decided by the power's type, and the two must agree. */
export const FLOW_KINDS = [
  'licence',
  'confirmation',
  'penalty',
  'compulsion',
  'levy',
  'benefit',
  'inspection',
  'reward',
  'adjudication',
  'filing',
  'other',
  'internal',
] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

export const POST_KINDS = [
  'leader',
  'head',
  'handler',
  'window',
  'reviewer',
  'collective',
  'supervisor',
  'external',
] as const;
export type PostKind = (typeof POST_KINDS)[number];

export const FIELD_TYPES = ['string', 'number', 'boolean', 'date'] as const;

/** The seven texts requirement C4 asks of every step, in the order people read them. */
export const STEP_TEXTS = [
  'action',
  'rule',
  'duty',
  'supervision',
  'rights',
  'complaint',
  'riskPoint',
] as const;
