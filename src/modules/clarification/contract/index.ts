import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import { DECISIONS, KINDS, NOTE_FORMS, RULE_NAMES } from '../domain/finding.ts';

export * from './words.ts';
export { DECISIONS, KINDS, NOTE_FORMS, RULE_NAMES };

const text = z.string();
const instant = z.iso.datetime({ offset: true });
const written = z.string().trim().min(2).max(4_000);

export const FINDING_STATES = ['open', 'decided', 'gone'] as const;

export const NoteRequest = z.strictObject({
  form: z.enum(NOTE_FORMS),
  heldOn: LegalDay,
  participants: z.string().trim().min(1).max(500),
  text: written,
});
export const DecisionRequest = z.strictObject({
  decision: z.enum(DECISIONS),
  reason: written,
  basis: z.string().trim().max(1_000).default(''),
  /** Of a merger: the item that stays. */
  survivorId: Uuid.optional(),
  /** Of a transfer: an office of this body, a body on this platform, or the name of another. */
  officeId: Uuid.optional(),
  receiverId: Uuid.optional(),
  receiver: z.string().trim().min(2).max(200).optional(),
});

export const HandoverRequest = z.strictObject({ receiverId: Uuid, text: written });
export const AnswerRequest = z.strictObject({
  answer: z.enum(['agreed', 'refused']),
  reason: z.string().trim().max(4_000).default(''),
});

const Other = z.object({ powerId: text, agencyId: text, agency: text, name: text });
const Decided = z.object({
  decision: z.enum(DECISIONS),
  reason: text,
  basis: text,
  receiver: text,
  by: text,
  at: instant,
});
export const FindingRow = z.object({
  id: z.uuid(),
  kind: z.enum(KINDS),
  rule: z.enum(RULE_NAMES),
  state: z.enum(FINDING_STATES),
  /** What the finding rests on: bases, words, days, as they stand in the items. */
  evidence: z.array(text),
  powerId: z.uuid(),
  name: text,
  code: text.nullable(),
  other: Other.nullable(),
  foundAt: instant,
  decided: Decided.nullable(),
});
export type FindingRow = z.infer<typeof FindingRow>;
const Run = z.object({
  askedAt: instant,
  doneAt: instant.nullable(),
  items: z.int().nullable(),
  found: z.int().nullable(),
});
export const FindingPage = z.object({
  items: z.array(FindingRow),
  next: text.nullable(),
  /** The newest comparison; `doneAt` null while it is under way. */
  run: Run.nullable(),
  mayCompare: z.boolean(),
});
export type FindingPage = z.infer<typeof FindingPage>;

export const SideView = z.object({
  powerId: z.uuid(),
  versionId: z.uuid(),
  code: text.nullable(),
  agency: text,
  office: text,
  name: text,
  typeCode: text,
  level: text,
  bases: z.array(z.object({ law: text, article: text, level: text })),
  conditions: z.array(text),
  materials: z.array(text),
  duties: z.array(text),
  history: z.array(z.object({ on: z.iso.date().nullable(), what: text })),
});
export type SideView = z.infer<typeof SideView>;
export const HANDOVER_STATES = ['asked', 'agreed', 'refused', 'lapsed'] as const;
/** A body asked whether it takes a power over, and what it said. `lapsed`: settled otherwise before it answered. */
export const HandoverRow = z.object({
  id: z.uuid(),
  power: text,
  giver: text,
  receiverId: z.uuid(),
  receiver: text,
  text,
  askedPost: text,
  askedAt: instant,
  state: z.enum(HANDOVER_STATES),
  reason: text,
  answeredPost: text,
  answeredAt: instant.nullable(),
});
export type HandoverRow = z.infer<typeof HandoverRow>;
export const HandoverList = z.object({ items: z.array(HandoverRow) });
export type HandoverList = z.infer<typeof HandoverList>;
export const HandoverDetail = HandoverRow.extend({
  /** The power as it is in force with whoever would give it. */
  side: SideView.nullable(),
  mayAnswer: z.boolean(),
  /** The draft that came to this body when the transfer was decided. */
  draftId: z.uuid().nullable(),
});
export type HandoverDetail = z.infer<typeof HandoverDetail>;

/** A version by which a decision is carried out; `left` is what was questioned and stands in it as it did before. */
export const AdjustmentView = z.object({
  versionId: z.uuid(),
  name: text,
  state: text,
  status: text,
  left: z.array(text),
});
export type AdjustmentView = z.infer<typeof AdjustmentView>;

/** What waits for whoever is logged in; more than a hundred findings are told as a hundred. */
export const ClarificationWaiting = z.object({
  open: z.int(),
  answers: z.array(
    z.object({ findingId: z.uuid(), power: text, receiver: text, answer: z.enum(['agreed', 'refused']) }),
  ),
  drafts: z.array(z.object({ versionId: z.uuid(), power: text, giver: text })),
});
export type ClarificationWaiting = z.infer<typeof ClarificationWaiting>;

const Named = z.object({ id: z.uuid(), name: text });
export const FindingDetail = FindingRow.extend({
  rowVersion: z.int(),
  sides: z.array(SideView),
  /** Both items are of this body and may be merged. */
  ownPair: z.boolean(),
  notes: z.array(
    z.object({
      id: z.uuid(),
      form: z.enum(NOTE_FORMS),
      heldOn: z.iso.date(),
      participants: text,
      text,
      by: text,
      at: instant,
    }),
  ),
  adjustments: z.array(AdjustmentView),
  offices: z.array(Named),
  receivers: z.array(Named),
  /** What other bodies were asked about taking it over, the newest first. */
  handovers: z.array(HandoverRow),
  mayDiscuss: z.boolean(),
  mayDecide: z.boolean(),
});
export type FindingDetail = z.infer<typeof FindingDetail>;
export const Asked = z.object({ runId: z.uuid() });
export const Noted = z.object({ noteId: z.uuid() });
export const AskedReceiver = z.object({ handoverId: z.uuid() });
/** Drafts of adjustments that the decision began. */
export const Carried = z.object({ versionIds: z.array(z.uuid()) });
