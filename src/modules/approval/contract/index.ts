import { z } from 'zod';
import { isText } from '#kernel';
import { VERSION_STATES } from '../domain/lifecycle.ts';

export const VersionState = z.enum(VERSION_STATES);
/** Why a version is returned, revised or tried, as people write it. */
export const Reason = z.string().max(2_000).refine(isText);

/** A signature, a review or a resolution as the desk shows it. */
export const ApprovalView = z.object({
  act: z.string(),
  post: z.string(),
  person: z.string().nullable(),
  at: z.string(),
  reason: z.string(),
  voided: z.boolean(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** Where a version stands with the body whose resolution it needs; null where none is needed. */
export const ResolvingView = z
  .object({
    bodyName: z.string(),
    number: z.string().nullable(),
    /** Whether the meeting that resolved is closed: until then nothing is published. */
    closed: z.boolean(),
    meetingId: z.string().nullable(),
    state: z.string().nullable(),
  })
  .nullable();
export type ResolvingView = z.infer<typeof ResolvingView>;

export const ActRequest = z.object({
  act: z.enum(['sign', 'countersign', 'return', 'pass']),
  reason: Reason.optional(),
});
export const TableRequest = z.object({
  meetingId: z.uuid(),
  ballot: z.enum(['oral', 'hands', 'secret']),
});
export const Tabled = z.object({ itemId: z.string() });
export const Edited = z.object({ rowVersion: z.int() });
export const Published = z.object({ n: z.int(), rid: z.string() });
