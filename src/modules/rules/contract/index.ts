import { z } from 'zod';
import { LegalDay } from '#kernel';
import {
  ActRequest,
  ApprovalView,
  Edited,
  Published,
  Reason,
  ResolvingView,
  Tabled,
  TableRequest,
  VersionState,
} from '#modules/approval/contract';
import { basisName, citationsIn } from '../domain/citing.ts';
import { articleNumber, RULE_KINDS, RuleContent } from '../domain/content.ts';

export {
  ActRequest,
  articleNumber,
  basisName,
  citationsIn,
  Edited,
  Published,
  RULE_KINDS,
  RuleContent,
  Tabled,
  TableRequest,
};
export type { RuleKind } from '../domain/content.ts';
export { RULE_KIND_WORDS } from './words.ts';

const text = z.string();
const day = z.iso.date();
const Status = z.enum(['in-force', 'repealed']);

export const RULE_VIEWS = ['drafts', 'review', 'in-force', 'repealed'] as const;
export type RuleView = (typeof RULE_VIEWS)[number];

export const RuleRow = z.object({
  ruleId: z.uuid(),
  versionId: z.uuid(),
  title: text,
  kind: z.enum(RULE_KINDS),
  documentNumber: text.nullable(),
  state: VersionState,
  status: Status,
  officeName: text,
  n: z.int().nullable(),
  effectiveFrom: day.nullable(),
  /** Acts that are this reader's to do now. */
  acts: z.array(text),
});
export type RuleRow = z.infer<typeof RuleRow>;
export const RuleList = z.object({ items: z.array(RuleRow), next: text.nullable(), mayDraft: z.boolean() });

const Piece = z.object({ kind: z.enum(['same', 'removed', 'added']), text });
const ArticleDifference = z.object({
  change: z.enum(['same', 'changed', 'added', 'removed']),
  before: z.int().nullable(),
  after: z.int().nullable(),
  pieces: z.array(Piece),
});
export type ArticleDifference = z.infer<typeof ArticleDifference>;

const Step = z.object({ id: text, name: text });
const named = { name: text };
/** What a name in the basis or the articles stands for; a name that is not here is known to nobody. */
const CitedName = z.discriminatedUnion('kind', [
  z.object({ ...named, kind: z.literal('law'), id: z.uuid() }),
  z.object({ ...named, kind: z.literal('rule'), versionId: z.uuid() }),
  z.object({ ...named, kind: z.literal('power'), code: text }),
]);
export type CitedName = z.infer<typeof CitedName>;
export const RuleDetail = z.object({
  ruleId: z.uuid(),
  versionId: z.uuid(),
  rid: text,
  n: z.int().nullable(),
  state: VersionState,
  status: Status,
  content: RuleContent,
  reason: text,
  officeId: z.uuid(),
  officeName: text,
  plannedFrom: day.nullable(),
  effectiveFrom: day.nullable(),
  rowVersion: z.int(),
  acts: z.array(text),
  /** Begin a revision or a repeal. */
  mayRevise: z.boolean(),
  /** Passed and never public: it may be asked that it be withheld. */
  mayWithhold: z.boolean(),
  /** The exception that keeps it from society, with its article. */
  withheld: z.object({ exceptionId: z.uuid(), ground: text }).nullable(),
  /** Give this draft up. */
  mayDiscard: z.boolean(),
  blockers: z.array(z.object({ code: text, field: text, text })),
  approvals: z.array(ApprovalView),
  /** SHA-256 of everything a signature put under it now would cover, 64 hex digits. */
  digest: text,
  resolution: ResolvingView,
  /** What it governs as it is now; without a code it is not in force any more. */
  governed: z.array(
    z.object({
      powerId: z.uuid(),
      code: text.nullable(),
      name: text.nullable(),
      steps: z.array(Step),
      stepsGone: z.int(),
    }),
  ),
  cited: z.array(CitedName),
  /** Against the version before it; null for the first, and for a repeal, which repeats the text. */
  differences: z.array(ArticleDifference).nullable(),
  versions: z.array(
    z.object({
      versionId: z.uuid(),
      n: z.int().nullable(),
      state: VersionState,
      status: Status,
      effectiveFrom: day.nullable(),
    }),
  ),
});
export type RuleDetail = z.infer<typeof RuleDetail>;

export const RuleDraftRequest = z.strictObject({
  officeId: z.uuid(),
  content: RuleContent,
  plannedFrom: LegalDay.nullable().default(null),
});
export const RuleEditRequest = z.strictObject({
  officeId: z.uuid().optional(),
  content: RuleContent.optional(),
  reason: Reason.optional(),
  plannedFrom: LegalDay.nullable().optional(),
});
export const ReviseRequest = z.strictObject({ reason: Reason, status: Status });
export const RuleDrafted = z.object({ ruleId: z.uuid(), versionId: z.uuid() });

/** Powers to choose from, and the steps of one. */
export const RuleTargets = z.object({
  items: z.array(z.object({ powerId: z.uuid(), code: text, name: text })),
});
export const RuleTargetSteps = z.object({ items: z.array(Step) });

/** Rules that govern a power; no steps means the power as a whole. */
export const GoverningRules = z.object({
  items: z.array(
    z.object({ ruleId: z.uuid(), title: text, documentNumber: text.nullable(), steps: z.array(Step) }),
  ),
});
export type GoverningRules = z.infer<typeof GoverningRules>;
