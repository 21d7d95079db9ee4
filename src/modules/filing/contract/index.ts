import { z } from 'zod';
import { INTAKE_CODES } from '../domain/errors.ts';
import { EnrolmentCard, FiledLimit, LEVELS, PARTS, REMARK_KINDS } from '../domain/package.ts';

export * from './words.ts';
export { EnrolmentCard, FiledLimit, INTAKE_CODES, PARTS, REMARK_KINDS };

const text = z.string();
const instant = z.iso.datetime({ offset: true });
const RecipientKind = z.enum(['government-office', 'line-department']);
const PackageState = z.enum(['prepared', 'signed', 'received', 'refused', 'withdrawn']);
const Kind = z.enum(['full', 'changes']);
const RemarkPart = z.enum(['package', ...PARTS]);
const Channel = z.enum(['http', 'file']);

export const EnrolRecipientRequest = z.strictObject({
  card: EnrolmentCard,
  kind: RecipientKind,
  http: z.boolean(),
});
export const EnrolSenderRequest = z.strictObject({ card: EnrolmentCard });
export const PrepareRequest = z.strictObject({ recipientId: z.uuid(), full: z.boolean().default(false) });
export const SignRequest = z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) });
export const ReceiptRequest = z.strictObject({ receipt: z.string().min(1).max(8_192) });

export const ChangeRow = z.object({
  part: z.enum(PARTS),
  code: text,
  name: text,
  change: z.enum(['new', 'changed', 'removed']),
});
export type ChangeRow = z.infer<typeof ChangeRow>;

/** Against what was filed before; `same` is filed again unchanged in a full package. */
export const CarriedChange = z.enum([...ChangeRow.shape.change.options, 'same']);
export type CarriedChange = z.infer<typeof CarriedChange>;
export const CarriedRow = ChangeRow.extend({ change: CarriedChange });
export type CarriedRow = z.infer<typeof CarriedRow>;

const Chart = z.object({
  name: text,
  /** The pictures; nothing where the file does not read as a chart here. What differs is marked on both. */
  before: text.nullable(),
  after: text.nullable(),
  changes: z.array(
    z.object({
      element: text,
      kind: z.enum(['added', 'removed', 'changed']),
      name: text,
      what: z.object({ zh: text, en: text }),
    }),
  ),
});

/** One entry of a package in full, beside what was filed before under its code. */
export const FiledReading = z.object({
  part: z.enum(PARTS),
  code: text,
  name: text,
  change: CarriedChange,
  /** By the names of the sender's data model; nothing of what is taken off. */
  values: z.record(z.string(), z.unknown()).nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  /** Names whose values differ. */
  changed: z.array(text),
  /** Elements withheld from society: which, on what ground, until when, and their commitment. What they say was not filed. */
  withheld: z.array(
    z.object({ element: text, article: text, until: z.iso.date(), commitment: text.nullable() }),
  ),
  chart: Chart.nullable(),
});
export type FiledReading = z.infer<typeof FiledReading>;
export const EntryQuery = z.object({ part: z.enum(PARTS), code: z.string().min(1).max(200) });

export const PackageRow = z.object({
  id: z.uuid(),
  recipientId: z.uuid(),
  recipient: text,
  number: z.int(),
  kind: Kind,
  period: text,
  state: PackageState,
  /** Taken out as a file to be brought to the recipient. */
  takenOut: z.boolean(),
  preparedAt: instant,
  signedAt: instant.nullable(),
  receivedAt: instant.nullable(),
  refusal: z.enum(INTAKE_CODES).nullable(),
  attempts: z.int(),
  nextAt: instant.nullable(),
});
export type PackageRow = z.infer<typeof PackageRow>;

export const UnsignedList = z.object({ items: z.array(PackageRow) });
export type UnsignedList = z.infer<typeof UnsignedList>;

/** What waits for those who file and take filings; more than a thousand of a kind is told as a thousand. */
export const FilingWaiting = z.object({
  uncommented: z.int(),
  toAnswer: z.int(),
  undelivered: z.int(),
  /** Senders with the most differences from the reference list. */
  differing: z.array(z.object({ id: z.uuid(), name: text, differences: z.int() })),
  /** There are other senders with differences. */
  more: z.boolean(),
});
export type FilingWaiting = z.infer<typeof FilingWaiting>;

export const RecipientRow = z.object({
  id: z.uuid(),
  kind: RecipientKind,
  code: text,
  name: text,
  url: text.nullable(),
  /** The newest package that it took. */
  last: z.object({ id: z.uuid(), number: z.int(), at: instant }).nullable(),
  /** The package on its way, if there is one. */
  open: z.object({ id: z.uuid(), state: PackageState, takenOut: z.boolean() }).nullable(),
  /** What a package prepared now would carry. */
  changes: z.array(ChangeRow),
  /** Comments asking for a correction of something that has not been filed again since. */
  unanswered: z.int(),
});
export type RecipientRow = z.infer<typeof RecipientRow>;

export const FilingOverview = z.object({
  /** The code under which this agency files; its card is found by it. */
  code: text,
  recipients: z.array(RecipientRow),
  packages: z.array(PackageRow),
  counts: z.object({ catalogue: z.int(), flows: z.int(), register: z.int() }),
  mayPrepare: z.boolean(),
  mayEnrol: z.boolean(),
});
export type FilingOverview = z.infer<typeof FilingOverview>;

export const RemarkRow = z.object({
  id: z.uuid(),
  part: RemarkPart,
  code: text,
  name: text,
  kind: z.enum(REMARK_KINDS),
  text,
  post: text,
  at: instant,
  /** The later package in which the entry was filed again. */
  answeredBy: z.int().nullable(),
});
export type RemarkRow = z.infer<typeof RemarkRow>;

export const PackageDetail = PackageRow.extend({
  digest: text,
  previous: z.int().nullable(),
  signedPost: text.nullable(),
  seal: text.nullable(),
  receipt: text.nullable(),
  recipientUrl: text.nullable(),
  /** Every entry it carries or takes off. */
  changes: z.array(CarriedRow),
  history: z.array(
    z.object({
      at: instant,
      /** Nothing for comments, which come either way. */
      channel: Channel.nullable(),
      outcome: z.enum(['sent-out', 'received', 'refused', 'failed', 'remarks']),
      code: text.nullable(),
      /** Of comments: how many came. */
      count: z.int().nullable(),
    }),
  ),
  remarks: z.array(RemarkRow),
  acts: z.array(
    z.enum(['sign', 'withdraw', 'send', 'take-out', 'take-receipt', 'take-remarks', 'fetch-remarks']),
  ),
});
export type PackageDetail = z.infer<typeof PackageDetail>;

export const SenderRow = z.object({
  id: z.uuid(),
  code: text,
  name: text,
  level: z.enum(LEVELS),
  lastNumber: z.int(),
  lastPeriod: text.nullable(),
  items: z.int(),
  /** Size of the sender's log when this instance's witness last cosigned it. */
  witnessed: text.nullable(),
});
export type SenderRow = z.infer<typeof SenderRow>;

export const ReceivedRow = z.object({
  id: z.uuid(),
  sender: text,
  senderId: z.uuid(),
  number: z.int(),
  kind: Kind,
  period: text,
  receivedAt: instant,
  /** Corrections asked for and suggestions. */
  comments: z.int(),
  /** It was said that there is no objection. */
  noObjection: z.boolean(),
});
export type ReceivedRow = z.infer<typeof ReceivedRow>;

export const RefusedRow = z.object({
  id: z.uuid(),
  at: instant,
  channel: Channel,
  sender: text.nullable(),
  refusal: z.enum(INTAKE_CODES),
  digest: text,
  bytes: z.int(),
});
export type RefusedRow = z.infer<typeof RefusedRow>;

export const Inbox = z.object({
  code: text,
  senders: z.array(SenderRow),
  received: z.array(ReceivedRow),
  refused: z.array(RefusedRow),
  mayReceive: z.boolean(),
  mayEnrol: z.boolean(),
});
export type Inbox = z.infer<typeof Inbox>;

const Limit = FiledLimit.nullable();
export const ReceivedEntry = z.object({
  part: z.enum(PARTS),
  code: text,
  name: text,
  /** Nothing for an entry that was removed. */
  version: z.int().nullable(),
  /** `filed` where what was filed before is not known any more. */
  change: z.enum([...CarriedChange.options, 'filed']),
  statutoryLimit: Limit,
  committedLimit: Limit,
  /** Elements the sender withholds from society: which, on what ground, until when. What they say was not filed. */
  withheld: z.array(z.object({ element: text, article: text, until: z.iso.date() })),
});
export type ReceivedEntry = z.infer<typeof ReceivedEntry>;
export const ReceivedRemark = RemarkRow.omit({ answeredBy: true });
export const ReceivedDetail = ReceivedRow.omit({ comments: true, noObjection: true }).extend({
  digest: text,
  seal: text,
  receipt: text,
  signedPost: text,
  checkpoint: text.nullable(),
  entries: z.array(ReceivedEntry),
  remarks: z.array(ReceivedRemark),
  mayComment: z.boolean(),
});
export type ReceivedDetail = z.infer<typeof ReceivedDetail>;

export const CommentRequest = z.strictObject({
  part: RemarkPart,
  /** Of an entry; nothing for the package as a whole. */
  code: z.string().max(200).default(''),
  kind: z.enum(REMARK_KINDS),
  text: z.string().trim().max(2_000).default(''),
});
export const Taken = z.object({ id: z.uuid(), receipt: text });

export const ReferenceEntryView = z.strictObject({
  code: z.string().regex(/^[!-~]{1,200}$/),
  name: z.string().trim().min(1).max(500),
  typeCode: z.string().regex(/^\d{2}$/),
  statutoryLimit: Limit.default(null),
  committedLimit: Limit.default(null),
});
export const ReferenceRequest = z.strictObject({ entries: z.array(ReferenceEntryView).max(20_000) });
export const DifferenceRow = z.object({
  kind: z.enum(['missing', 'extra', 'name', 'type', 'statutory-limit', 'committed-limit']),
  code: text,
  name: text,
  reference: z.union([text, FiledLimit]).nullable(),
  filed: z.union([text, FiledLimit]).nullable(),
});
export type DifferenceRow = z.infer<typeof DifferenceRow>;
export const Reconciliation = z.object({
  sender: text,
  number: z.int(),
  referenceCount: z.int(),
  filedCount: z.int(),
  differences: z.array(DifferenceRow),
  maySet: z.boolean(),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
export const Made = z.object({ id: z.uuid() });
