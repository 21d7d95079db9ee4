import { z } from 'zod';

export * from './draft.ts';
export * from './drawing.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

const Limit = z.object({ n: z.int().min(0).max(3660), unit: z.enum(['wd', 'cd', 'month', 'year']) });

/** What of a power its flow must agree with. */
const FlowTermsInput = z.object({
  typeCode: z.string().regex(/^\d{2}$/u),
  localType: z.string().max(60),
  committed: Limit.optional(),
  statutory: Limit.optional(),
  from: z.enum(['acceptance', 'receipt']).optional(),
});

/** `bpmn`: the text of the file, BPMN 2.0 in the executable profile. */
export const CheckFlowRequest = z.object({
  bpmn: z.string().min(1).max(2_000_000),
  terms: FlowTermsInput.optional(),
});
export type CheckFlowRequest = z.infer<typeof CheckFlowRequest>;

export const FlowIssueView = z.object({
  code: z.string(),
  element: z.string().nullable(),
  name: z.string().nullable(),
  article: z.string().nullable(),
  text: Words,
});
export type FlowIssueView = z.infer<typeof FlowIssueView>;

/** Everything that keeps a flow from being published; when nothing does, the chart as it would be published. */
export const CheckFlowResponse = z.object({
  issues: z.array(FlowIssueView),
  flow: z
    .object({
      svg: z.string(),
      bpmn: z.string(),
      sha256: z.string(),
      laidOut: z.boolean(),
      counts: z.object({
        steps: z.number(),
        statutory: z.number(),
        posts: z.number(),
        documents: z.number(),
        workingDays: z.number(),
      }),
    })
    .nullable(),
});
export type CheckFlowResponse = z.infer<typeof CheckFlowResponse>;

export const SubmitFlowRequest = z.object({
  bpmn: z.string().min(1).max(2_000_000),
  officeId: z.uuid().optional(),
  /** The power it is for; left out for a category flow. */
  power: z.object({ code: z.string().max(80).nullable(), terms: FlowTermsInput }).optional(),
});
export type SubmitFlowRequest = z.infer<typeof SubmitFlowRequest>;

export const SubmitFlowResponse = z.object({
  flowVersionId: z.string(),
  rid: z.string(),
  sha256: z.string(),
  laidOut: z.boolean(),
});
export type SubmitFlowResponse = z.infer<typeof SubmitFlowResponse>;

export const FlowVersionResponse = z.object({
  id: z.string(),
  rid: z.string(),
  code: z.string(),
  powerCode: z.string().nullable(),
  n: z.number().nullable(),
  sha256: z.string(),
  name: z.string(),
  bpmn: z.string(),
  svg: z.string(),
});
export type FlowVersionResponse = z.infer<typeof FlowVersionResponse>;

const Changed = z.object({
  id: z.string(),
  name: z.string(),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
const Named = z.object({ id: z.string(), name: z.string() });

/** What changed from one version to another, by step and way. */
export const FlowDifferenceResponse = z.object({
  added: z.array(Named),
  removed: z.array(Named),
  changed: z.array(Changed),
  waysAdded: z.array(Named),
  waysRemoved: z.array(Named),
  waysChanged: z.array(Changed),
});
export type FlowDifferenceResponse = z.infer<typeof FlowDifferenceResponse>;
