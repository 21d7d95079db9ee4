import { z } from 'zod';

/** Version of the format; a change of meaning is a new number. */
export const FORMAT = 'chengming-filing/1';
export const FORMAT_FAMILY = /^chengming-filing\/\d+$/;
/** Largest package that is read, in bytes. */
export const MAX_PACKAGE_BYTES = 16 * 1024 * 1024;

export const LEVELS = ['1', '2', '3', '4', '5', '6'] as const;
export const PARTS = ['catalogue', 'flows', 'register'] as const;
export type Part = (typeof PARTS)[number];

const line = (max: number) => z.string().min(1).max(max);
const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const RecordId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
export const AgencyCode = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]{1,63}$/);
const Period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** Printable ASCII, foreign shapes too; codes are keys of objects, where `__proto__` is none. */
const EntryCode = z.string().regex(/^(?!__proto__$)[!-~]{1,200}$/);
export const FiledLimit = z.strictObject({
  n: z.int().min(0).max(3_660),
  unit: z.enum(['wd', 'cd', 'month', 'year']),
});
export type FiledLimit = z.infer<typeof FiledLimit>;

/**
 * An element that the sender withholds from society (B7). Its value is not filed: whom it may reach was decided with the
 * exception, and no level above is among them. `commitment` is that of `content.<element>` in the ledger, salted, by which a
 * value shown to the level above on request can be known for the one that is withheld.
 */
const FiledHold = z.strictObject({
  element: z.string().regex(/^[a-z][a-zA-Z0-9]{0,63}$/),
  article: line(500),
  until: z.iso.date(),
  /** Record of the entry in the sender's register. */
  record: RecordId,
  commitment: Hex64.nullable(),
});
export type FiledHold = z.infer<typeof FiledHold>;

/**
 * One power as it is in force; `content` is the published version under the names of the sender's data model, without what
 * is withheld from society.
 */
export const FiledItem = z.strictObject({
  code: EntryCode,
  basicCode: EntryCode.nullable(),
  name: line(500),
  typeCode: z.string().regex(/^\d{2}$/),
  version: z.int().min(1),
  effectiveFrom: z.iso.date(),
  statutoryLimit: FiledLimit.nullable(),
  committedLimit: FiledLimit.nullable(),
  flow: EntryCode.nullable(),
  record: RecordId,
  content: z.record(z.string().max(100), z.unknown()),
  /** Absent when nothing is withheld that has a public entry. */
  withheld: z.array(FiledHold).min(1).max(100).optional(),
});
export type FiledItem = z.infer<typeof FiledItem>;

/** A published flow chart: the exact BPMN bytes as text, with their SHA-256. */
export const FiledFlow = z.strictObject({
  code: EntryCode,
  name: line(500),
  powerCode: EntryCode.nullable(),
  version: z.int().min(1),
  record: RecordId,
  sha256: Hex64,
  bpmn: z.string().min(1).max(1_000_000),
});
export type FiledFlow = z.infer<typeof FiledFlow>;

/** An entry of the non-public register 不公开目录 (B7): what is withheld, on which ground, until when it is looked at again. */
const FiledException = z.strictObject({
  code: EntryCode,
  name: line(500),
  what: z.enum(['item', 'field', 'document', 'record']),
  ground: line(200),
  article: line(500),
  scope: line(500),
  since: z.iso.date(),
  reviewOn: z.iso.date().nullable(),
});
/** A yearly count by ground, where an entry would itself do the harm. */
const FiledCount = z.strictObject({
  code: EntryCode,
  name: line(200),
  ground: line(200),
  year: z.int().min(2000).max(2200),
  count: z.int().min(0),
});
export const FiledWithheld = z.union([FiledException, FiledCount]);
export type FiledWithheld = z.infer<typeof FiledWithheld>;

/**
 * A part carries what changed against the package before (everything, in a full one) and the digest of the whole after it. How many
 * entries there may be is bounded by the bytes of the package alone.
 */
const partOf = <T extends z.ZodType>(entry: T) =>
  z.strictObject({
    entries: z.array(entry),
    removed: z.array(EntryCode),
    state: Hex64,
  });

/** What a package says. Its canonical JSON (RFC 8785) is what the seal's digest covers. */
export const FilingBody = z.strictObject({
  format: z.literal(FORMAT),
  id: z.uuid(),
  sender: z.strictObject({ code: AgencyCode, name: line(200), level: z.enum(LEVELS) }),
  to: AgencyCode,
  period: Period,
  number: z.int().min(1).max(1_000_000),
  kind: z.enum(['full', 'changes']),
  previous: z.strictObject({ id: z.uuid(), digest: Hex64 }).nullable(),
  madeAt: z.iso.datetime({ offset: true }),
  /** The newest checkpoint of the sender's log, with its signatures. */
  checkpoint: z.string().max(16_384).nullable(),
  catalogue: partOf(FiledItem),
  flows: partOf(FiledFlow),
  register: partOf(FiledWithheld).optional(),
});
export type FilingBody = z.infer<typeof FilingBody>;

/** The file and the body of the request: what is said, and the signed note over it. */
export const FilingPackage = z.strictObject({
  format: z.literal(FORMAT),
  body: FilingBody,
  seal: z.string().min(1).max(8_192),
});

/** Who an agency is, where its instance answers, and its public keys: what the other level enrols it by. */
export const EnrolmentCard = z.strictObject({
  format: z.literal('chengming-enrolment/1'),
  agency: z.strictObject({ code: AgencyCode, name: line(200), level: z.enum(LEVELS) }),
  url: z.url({ protocol: /^https?$/ }).max(500),
  keys: z.strictObject({
    log: line(500),
    receipt: line(500),
    filing: line(500),
    witness: line(500),
  }),
});
export type EnrolmentCard = z.infer<typeof EnrolmentCard>;

export const REMARK_KINDS = ['object', 'suggest', 'no-objection'] as const;
/** Comments on one package, all there are so far; the seal is a note under the recipient's receipt key. */
export const RemarksBody = z.strictObject({
  format: z.literal('chengming-remarks/1'),
  package: z.uuid(),
  remarks: z.array(
    z.strictObject({
      id: z.uuid(),
      part: z.enum(['package', ...PARTS]),
      code: z.string().max(200),
      kind: z.enum(REMARK_KINDS),
      text: z.string().max(2_000),
      post: z.string().max(200),
      at: z.iso.datetime({ offset: true }),
    }),
  ),
});
export const RemarksDocument = z.strictObject({
  format: z.literal('chengming-remarks/1'),
  body: RemarksBody,
  seal: z.string().min(1).max(8_192),
});
export type RemarksDocument = z.infer<typeof RemarksDocument>;
