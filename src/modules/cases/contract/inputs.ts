import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import { NoticeItem } from '../domain/one-time-notice.ts';

const reason = z.string().trim().min(5).max(2000);

export const ServiceInput = z.strictObject({
  /** 直接、邮寄、电子、留置、公告送达. */
  way: z.enum(['in-person', 'post', 'electronic', 'left', 'public-notice']),
  on: LegalDay,
  receivedBy: z.string().trim().min(1).max(100),
});
export type ServiceInput = z.infer<typeof ServiceInput>;

export const DecisionInput = z.strictObject({
  content: z.string().trim().min(2).max(4000),
  reasons: z.string().trim().max(4000).default(''),
  validUntil: LegalDay.nullable().default(null),
  /** Each point the party stated in its defence, answered. */
  answers: z.array(z.strictObject({ statement: Uuid, answer: reason })).default([]),
});
export type DecisionInput = z.infer<typeof DecisionInput>;

/** What a person sends to complete an open step; which parts are needed depends on what the step is in law. */
export const CompleteStepInput = z.strictObject({
  outcome: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  opinion: z.string().trim().max(4000).optional(),
  /** Id or staff number of the other officer. */
  secondOfficer: z.string().trim().min(1).max(64).optional(),
  fields: z.record(z.string(), z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
  notice: z.array(NoticeItem).max(50).optional(),
  refusal: z
    .strictObject({ reasons: reason, competent: z.string().trim().max(200).nullable().default(null) })
    .optional(),
  special: z.strictObject({ ground: z.string().max(40), days: z.int().min(1).max(365), reason }).optional(),
  extension: z.strictObject({ approved: z.boolean(), days: z.int().min(1).max(365), reason }).optional(),
  decision: DecisionInput.optional(),
  service: ServiceInput.optional(),
});
export type CompleteStepInput = z.infer<typeof CompleteStepInput>;

export const SuspendInput = z.strictObject({
  ground: z.string().max(40),
  days: z.int().min(1).max(365),
  reason,
});
export type SuspendInput = z.infer<typeof SuspendInput>;

export const ReasonInput = z.strictObject({ reason });
export const TerminateInput = z.strictObject({ ground: z.string().trim().min(2).max(200), reason });
export const RestrictInput = z.strictObject({
  to: z.enum(['SEALED', 'NONE']),
  ground: z.enum(['forbidden-by-law', 'safety-and-stability', 'third-party']),
  reason,
});
export const RecuseInput = z.strictObject({ personId: Uuid, reason });
export const StatementInput = z.strictObject({ text: z.string().trim().min(2).max(4000) });
export const SupplementInput = z.strictObject({ note: z.string().trim().max(2000).default('') });
export const NoteInput = z.strictObject({ text: z.string().trim().min(1).max(2000) });
