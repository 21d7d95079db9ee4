import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import { FINDING_CODES, GROUNDS } from '../domain/audit.ts';
import { CHANGE_KINDS } from '../domain/schedule.ts';
import { ACTS, CAMPAIGN_STATES, ENTRY_KINDS, TASK_STATES } from '../domain/office-return.ts';
import { REMINDER_TIMES } from '../domain/rounds.ts';

export * from './words.ts';
export { ACTS, ENTRY_KINDS, FINDING_CODES, GROUNDS, TASK_STATES };

const text = z.string();
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const written = z.string().trim().min(2).max(2_000);
const TypeCode = z.string().regex(/^\d{2}$/);

const schedule = {
  phases: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(60),
        from: LegalDay,
        to: LegalDay,
        /** 试运行: what was published runs on trial in it. */
        trial: z.literal(true).optional(),
      }),
    )
    .max(12)
    .default([]),
  deadline: LegalDay,
};

export const OpenRequest = z.strictObject({
  name: z.string().trim().min(2).max(200),
  basis: z.string().trim().max(500).default(''),
  typeCodes: z.array(TypeCode).min(1).max(30),
  ...schedule,
  officeIds: z.array(Uuid).min(1).max(200),
});
export const RescheduleRequest = z.strictObject({ ...schedule, reason: written });
export const CancelRequest = z.strictObject({ reason: written });
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
  /** With `return`: the day by which it is handed in again. */
  due: LegalDay.optional(),
  /** With `release`: the office that answers for the powers from now on. */
  successorOfficeId: Uuid.optional(),
});
export const ExcuseRequest = z.strictObject({ kind: z.enum(['late', 'refused']), reason: written });
export const ExplainRequest = z.strictObject({
  findings: z.array(z.string().min(3).max(400)).min(1).max(500),
  ground: z.enum(GROUNDS),
  text: written,
});

const Phase = z.object({ name: text, from: day, to: day, trial: z.literal(true).optional() });
export const CampaignRow = z.object({
  id: z.uuid(),
  name: text,
  deadline: day,
  state: z.enum(CAMPAIGN_STATES),
});
export type CampaignRow = z.infer<typeof CampaignRow>;
const Excuse = z.object({ kind: z.enum(['late', 'refused']), reason: text, person: text, at: instant });
/** A reminder that was given: when, for which date, how the return stood, and to whom it went. */
export const Reminder = z.object({
  time: z.enum(REMINDER_TIMES),
  weeks: z.int(),
  round: z.int(),
  at: instant,
  due: day.nullable(),
  state: z.enum(TASK_STATES).nullable(),
  to: z.array(text),
});
export type Reminder = z.infer<typeof Reminder>;
export const TaskRow = z.object({
  id: z.uuid(),
  campaignId: z.uuid(),
  campaignName: text,
  office: text,
  /** Day by which it is due, or due again. */
  due: day,
  handedInOn: day.nullable(),
  state: z.enum(TASK_STATES),
  nil: z.boolean(),
  entries: z.int(),
  /** Calendar days by which it was late in its worst round; stays when it has come in. */
  daysLate: z.int(),
  excuses: z.array(Excuse),
  /** Since when it stands as it does. */
  since: instant,
  /** The office that answers for this one since it was merged. */
  carriedTo: text.nullable(),
  lastAct: z.object({ act: z.enum(ACTS), person: text, post: text, at: instant }).nullable(),
  /** The newest first. */
  reminders: z.array(Reminder),
});
export type TaskRow = z.infer<typeof TaskRow>;
export const CampaignList = z.object({
  items: z.array(CampaignRow),
  /** Returns of offices that this reader has to do with. */
  mine: z.array(TaskRow),
  mayRun: z.boolean(),
});
/** `office` is null where a finding is for the whole body. */
export const ReportedFinding = z.object({
  key: text,
  code: z.enum(FINDING_CODES),
  office: text.nullable(),
  subject: text,
  against: text,
  explanation: z.object({ ground: z.enum(GROUNDS), text, person: text, at: instant }).nullable(),
});
export type ReportedFinding = z.infer<typeof ReportedFinding>;
export const FindingView = ReportedFinding.extend({ mayExplain: z.boolean() });
export type FindingView = z.infer<typeof FindingView>;
/** How far the trial phase has come; trials of what the returns list, begun within the phase. */
export const TrialPhase = z.object({
  /** Powers that the returns list and do not give up. */
  listed: z.int(),
  items: z.array(
    z.object({
      versionId: z.uuid(),
      name: text,
      n: z.int(),
      office: text.nullable(),
      from: day,
      until: day,
      standing: z.enum(['ahead', 'running', 'late', 'confirmed', 'returned', 'replaced']),
    }),
  ),
});
export type TrialPhase = z.infer<typeof TrialPhase>;
export const CampaignDetail = CampaignRow.extend({
  basis: text,
  typeCodes: z.array(text),
  phases: z.array(Phase),
  /** Null where no phase is for trials. */
  trials: TrialPhase.nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  tasks: z.array(TaskRow),
  /** Moved dates and a cancellation, the newest first. */
  changes: z.array(
    z.object({
      kind: z.enum(CHANGE_KINDS),
      reason: text,
      /** The day returns were due by before, and after. */
      before: day,
      after: day,
      person: text,
      at: instant,
    }),
  ),
  rowVersion: z.int(),
  findings: z.array(FindingView),
  mayRun: z.boolean(),
});
export type CampaignDetail = z.infer<typeof CampaignDetail>;

export const TaskDetail = TaskRow.extend({
  rowVersion: z.int(),
  digest: text,
  closed: z.boolean(),
  /** When the campaign was cancelled. */
  cancelledAt: instant.nullable(),
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
    z.object({
      act: z.enum(ACTS),
      person: text,
      post: text,
      reason: text,
      at: instant,
      /** SHA-256 of what the act was done over. */
      digest: text,
      due: day.nullable(),
      holds: z.boolean(),
    }),
  ),
  /** Who wrote the list last. */
  filled: z.object({ person: text, at: instant }).nullable(),
  /** Offices that this one may be merged into. */
  successors: z.array(z.object({ officeId: z.uuid(), name: text })),
  /** What this reader may do now. */
  acts: z.array(z.enum(ACTS)),
  /** What would be this reader's to do but for the own signature under it. */
  forAnother: z.array(z.enum(ACTS)),
  mayFill: z.boolean(),
  mayExcuse: z.boolean(),
});
export type TaskDetail = z.infer<typeof TaskDetail>;

const Signed = z.object({ person: text, post: text, at: instant, digest: text }).nullable();
export const OfficeReport = z.object({
  taskId: z.uuid(),
  officeId: z.uuid(),
  office: text,
  state: z.enum(TASK_STATES),
  nil: z.boolean(),
  entries: z.int(),
  /** How many of them are kept, adjusted, new and given up. */
  kinds: z.record(z.enum(ENTRY_KINDS), z.int()),
  due: day,
  handedInOn: day.nullable(),
  daysLate: z.int(),
  /** How often it was sent back. */
  returned: z.int(),
  excuses: z.array(Excuse),
  findings: z.int(),
  explained: z.int(),
  signed: Signed,
  countersigned: Signed,
  passed: Signed,
  released: z.object({ reason: text, to: text.nullable(), at: instant }).nullable(),
  digest: text,
});
export type OfficeReport = z.infer<typeof OfficeReport>;
/** What a campaign came to; fixed when it is closed or cancelled, until then as things stand. */
export const CampaignReport = z.object({
  campaign: z.object({
    id: z.uuid(),
    name: text,
    basis: text,
    typeCodes: z.array(text),
    phases: z.array(Phase),
    deadline: day,
    openedAt: instant,
    /** When it was closed or cancelled. */
    closedAt: instant.nullable(),
    /** Reports fixed before this was kept are of campaigns that were closed. */
    state: z.enum(CAMPAIGN_STATES).default('closed'),
  }),
  /** The list of all offices as one matter: its digest covers every return. */
  list: z.object({ id: z.uuid(), digest: text, items: z.int() }),
  /** What the completeness audit compared, with its SHA-256. */
  inputs: z.array(z.object({ name: text, count: z.int(), digest: text })),
  offices: z.array(OfficeReport),
  items: z.array(
    z.object({
      officeId: z.uuid(),
      office: text,
      powerId: z.uuid(),
      versionId: z.uuid(),
      name: text,
      typeCode: text,
      kind: z.enum(ENTRY_KINDS),
      note: text,
      fingerprint: text,
    }),
  ),
  findings: z.array(ReportedFinding),
});
export type CampaignReport = z.infer<typeof CampaignReport>;
export const ReportPart = z.enum(['offices', 'items', 'findings']);

export const Opened = z.object({ campaignId: z.uuid() });
export const Changed = z.object({ rowVersion: z.int() });
