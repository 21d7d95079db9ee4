import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import { FINDING_CODES, GROUNDS } from '../domain/audit.ts';
import { ACTS, ENTRY_KINDS, TASK_STATES } from '../domain/office-return.ts';

export { ACTS, ENTRY_KINDS, FINDING_CODES, GROUNDS, TASK_STATES };

const text = z.string();
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const written = z.string().trim().min(2).max(2_000);
const TypeCode = z.string().regex(/^\d{2}$/);

export const OpenRequest = z.strictObject({
  name: z.string().trim().min(2).max(200),
  basis: z.string().trim().max(500).default(''),
  typeCodes: z.array(TypeCode).min(1).max(30),
  phases: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(60), from: LegalDay, to: LegalDay }))
    .max(12)
    .default([]),
  deadline: LegalDay,
  officeIds: z.array(Uuid).min(1).max(200),
});
export const ReturnRequest = z.strictObject({
  nil: z.boolean(),
  entries: z
    .array(
      z.strictObject({
        powerId: Uuid,
        kind: z.enum(ENTRY_KINDS),
        note: z.string().trim().max(1_000).default(''),
      }),
    )
    .max(2_000),
});
export const ActRequest = z.strictObject({
  act: z.enum(ACTS),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().trim().max(2_000).default(''),
});
export const ExcuseRequest = z.strictObject({ kind: z.enum(['late', 'refused']), reason: written });
export const ExplainRequest = z.strictObject({
  finding: z.string().min(3).max(400),
  ground: z.enum(GROUNDS),
  text: written,
});

const Phase = z.object({ name: text, from: day, to: day });
export const CampaignRow = z.object({
  id: z.uuid(),
  name: text,
  deadline: day,
  state: z.enum(['open', 'closed']),
});
export type CampaignRow = z.infer<typeof CampaignRow>;
export const TaskRow = z.object({
  id: z.uuid(),
  campaignId: z.uuid(),
  campaignName: text,
  office: text,
  deadline: day,
  state: z.enum(TASK_STATES),
  nil: z.boolean(),
  entries: z.int(),
  daysLate: z.int(),
  excuses: z.array(z.object({ kind: z.enum(['late', 'refused']), reason: text, person: text, at: instant })),
  lastAct: z.object({ act: z.enum(ACTS), person: text, post: text, at: instant }).nullable(),
  reminders: z.int(),
});
export type TaskRow = z.infer<typeof TaskRow>;
export const CampaignList = z.object({
  items: z.array(CampaignRow),
  /** Returns of offices that this reader has to do with. */
  mine: z.array(TaskRow),
  mayRun: z.boolean(),
});
export const FindingView = z.object({
  key: text,
  code: z.enum(FINDING_CODES),
  office: text.nullable(),
  subject: text,
  against: text,
  explanation: z.object({ ground: z.enum(GROUNDS), text, person: text, at: instant }).nullable(),
  mayExplain: z.boolean(),
});
export type FindingView = z.infer<typeof FindingView>;
export const CampaignDetail = CampaignRow.extend({
  basis: text,
  typeCodes: z.array(text),
  phases: z.array(Phase),
  openedAt: instant,
  closedAt: instant.nullable(),
  tasks: z.array(TaskRow),
  findings: z.array(FindingView),
  mayRun: z.boolean(),
});
export type CampaignDetail = z.infer<typeof CampaignDetail>;

export const TaskDetail = TaskRow.extend({
  rowVersion: z.int(),
  digest: text,
  closed: z.boolean(),
  listed: z.array(
    z.object({
      powerId: z.uuid(),
      versionId: z.uuid(),
      name: text,
      typeCode: text,
      kind: z.enum(ENTRY_KINDS),
      note: text,
      n: z.int().nullable(),
    }),
  ),
  /** Powers of the office that are not listed yet. */
  open: z.array(
    z.object({ powerId: z.uuid(), versionId: z.uuid(), name: text, typeCode: text, published: z.boolean() }),
  ),
  history: z.array(
    z.object({ act: z.enum(ACTS), person: text, post: text, reason: text, at: instant, holds: z.boolean() }),
  ),
  /** What this reader may do now. */
  acts: z.array(z.enum(ACTS)),
  mayFill: z.boolean(),
  mayExcuse: z.boolean(),
});
export type TaskDetail = z.infer<typeof TaskDetail>;

export const Opened = z.object({ campaignId: z.uuid() });
export const Changed = z.object({ rowVersion: z.int() });
