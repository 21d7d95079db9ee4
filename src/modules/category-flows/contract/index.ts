import { z } from 'zod';
import { isText, LegalDay } from '#kernel';
import {
  ActRequest,
  ApprovalView,
  Edited,
  Published,
  ResolvingView,
  Tabled,
  TableRequest,
} from '#modules/approval/contract';
import { DraftFinding, FLOW_KINDS, FlowChange, FlowComparison } from '#modules/flows/contract';

export { ActRequest, Edited, FLOW_KINDS, FlowComparison, Published, Tabled, TableRequest };

const text = z.string();
const day = z.iso.date();
const Title = z.string().trim().min(2).max(60).refine(isText);
const Reason = z.string().max(2_000).refine(isText);
const State = z.enum(['draft', 'signed', 'countersigned', 'returned', 'passed', 'published']);
export type CategoryState = z.infer<typeof State>;
const Kind = z.enum(FLOW_KINDS);

/** From which day a general flow is in force no more, and why. */
const Ended = z.object({ on: day, reason: text });

/** A general flow of the agency: its newest published version, and the one on its way. */
export const CategoryRow = z.object({
  code: text,
  kind: Kind,
  title: text,
  published: z
    .object({
      n: z.int(),
      /** Null when it came as a file. */
      versionId: z.uuid().nullable(),
      effectiveFrom: day,
      ended: Ended.nullable(),
    })
    .nullable(),
  open: z
    .object({
      versionId: z.uuid(),
      state: State,
      officeName: text,
      /** It ends the flow. */
      ends: z.boolean(),
      /** Acts that are this reader's to do now. */
      acts: z.array(text),
    })
    .nullable(),
  /** How many flows call it. */
  callers: z.int(),
  mayRevise: z.boolean(),
});
export type CategoryRow = z.infer<typeof CategoryRow>;
export const CategoryList = z.object({ items: z.array(CategoryRow), mayDraft: z.boolean() });

export const CategoryDetail = z.object({
  versionId: z.uuid(),
  code: text,
  kind: Kind,
  title: text,
  n: z.int().nullable(),
  state: State,
  officeId: z.uuid(),
  officeName: text,
  reason: text,
  /** It has no drawing and ends the flow from its day. */
  ends: z.boolean(),
  /** Whether the flow has ended or is to end. */
  ended: Ended.nullable(),
  plannedFrom: day.nullable(),
  effectiveFrom: day.nullable(),
  rowVersion: z.int(),
  acts: z.array(text),
  /** Begin the next version, or the end of the flow. */
  mayRevise: z.boolean(),
  blockers: z.array(z.object({ code: text, field: text, text })),
  /** What the law, or vacant posts, have against the drawing today. */
  findings: z.array(DraftFinding),
  approvals: z.array(ApprovalView),
  resolution: ResolvingView,
  /** The drawing as it was submitted: what is signed. */
  drawing: z.object({ svg: text, sha256: text, steps: z.int(), statutory: z.int() }).nullable(),
  /** Somebody drew on after it was submitted; what is signed is what was submitted. */
  drawnSince: z.boolean(),
  /** The published version it began from, and in words what a submitted drawing changes; null when it began from a template. */
  base: z.object({ n: z.int().nullable(), changes: z.array(FlowChange).nullable() }).nullable(),
  /** Flows that call this general flow, each bound to a version; a new version changes none of them. */
  callers: z.array(z.object({ name: text, powerCode: text.nullable(), n: z.int(), version: z.int() })),
  versions: z.array(
    z.object({ versionId: z.uuid(), n: z.int().nullable(), state: State, effectiveFrom: day.nullable() }),
  ),
});
export type CategoryDetail = z.infer<typeof CategoryDetail>;

export const CategoryBeginRequest = z.strictObject({ officeId: z.uuid(), kind: Kind, title: Title });
export const CategoryReviseRequest = z.strictObject({
  officeId: z.uuid(),
  reason: Reason,
  /** End the flow instead of drawing it anew; from the day of publication where none is given. */
  ends: z.boolean().optional(),
  plannedFrom: LegalDay.nullable().optional(),
});
export const CategoryEditRequest = z.strictObject({
  officeId: z.uuid().optional(),
  reason: Reason.optional(),
  plannedFrom: LegalDay.nullable().optional(),
  flowVersionId: z.uuid().optional(),
});
export const CategoryBegun = z.object({ versionId: z.uuid() });
export const CategoryDrawing = z.object({ draftId: z.uuid() });
