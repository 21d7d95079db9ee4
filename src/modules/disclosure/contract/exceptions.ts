import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import { GROUNDS, INTERNAL_RULE, isGround, type GroundCode } from '../domain/exceptions/grounds.ts';
import { EXCEPTION_ACTS, EXCEPTION_STATES } from '../domain/exceptions/lifecycle.ts';
import { SECRECY_GRADES } from '../domain/exceptions/request.ts';
import { NARROWER_SCOPES, SUBJECT_KINDS } from '../domain/exceptions/subjects.ts';

export * from './exception-words.ts';
export { EXCEPTION_ACTS, EXCEPTION_STATES, GROUNDS, INTERNAL_RULE, NARROWER_SCOPES, SUBJECT_KINDS };

const text = z.string();
const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const written = (most: number) => z.string().trim().max(most);
const Element = z.string().regex(/^[a-z][a-zA-Z0-9]{0,50}$/);
const Ground = z.custom<GroundCode>((value) => typeof value === 'string' && isGround(value));

/** Which ids name a subject of each kind. */
const NAMED_BY: Readonly<Record<(typeof SUBJECT_KINDS)[number], readonly string[]>> = {
  power: ['powerId'],
  'power-field': ['powerId', 'element'],
  'case-field': ['caseId', 'element'],
  document: ['caseId', 'documentId'],
  rule: ['ruleId'],
};
const NAMES = ['powerId', 'caseId', 'documentId', 'ruleId', 'element'] as const;

/** What is asked for; which of its parts are needed depends on ground and public form. */
const RequestBody = z.strictObject({
  subjectKind: z.enum(SUBJECT_KINDS),
  powerId: Uuid.nullable().default(null),
  caseId: Uuid.nullable().default(null),
  documentId: Uuid.nullable().default(null),
  ruleId: Uuid.nullable().default(null),
  element: Element.nullable().default(null),
  /** 国家秘密密级; anything but `none` is refused and nothing is stored. */
  grade: z.enum(SECRECY_GRADES),
  ground: z.union([z.literal(INTERNAL_RULE), Ground]),
  cited: written(200).default(''),
  reason: written(2_000).min(2),
  scope: z.enum(NARROWER_SCOPES),
  kind: z.enum(['withheld', 'postponed']),
  endsOn: LegalDay,
  form: z.enum(['entry', 'count']),
  publicTitle: written(120).min(2).nullable().default(null),
  formReason: written(500).min(2).nullable().default(null),
});
export const ExceptionRequestBody = RequestBody.superRefine((body, { addIssue }) => {
  for (const name of NAMES)
    if (NAMED_BY[body.subjectKind].includes(name) !== (body[name] !== null))
      addIssue({ code: 'custom', path: [name], message: `not as ${body.subjectKind} is named` });
});
export type ExceptionRequestBody = z.infer<typeof ExceptionRequestBody>;

const reason = written(2_000);
export const ExceptionActBody = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(['sign', 'review', 'approve', 'withdraw']) }),
  z.strictObject({ act: z.enum(['refuse', 'open']), reason }),
  z.strictObject({ act: z.literal('keep'), reason, endsOn: LegalDay }),
  z.strictObject({ act: z.literal('file'), filedWith: written(100).min(2), filedAs: written(60).min(1) }),
]);
export type ExceptionActBody = z.infer<typeof ExceptionActBody>;

export const ExceptionRow = z.object({
  id: z.uuid(),
  subjectKind: z.enum(SUBJECT_KINDS),
  /** Name of the item or the rule, or number and item of the case, as staff know it. */
  subject: text,
  element: text.nullable(),
  office: text,
  ground: Ground,
  article: text,
  kind: z.enum(['withheld', 'postponed']),
  form: z.enum(['entry', 'count']),
  state: z.enum(EXCEPTION_STATES),
  requestedAt: instant,
  /** Last day, or the day of review. */
  endsOn: day,
  /** In force and within thirty days of its date. */
  due: z.boolean(),
});
export type ExceptionRow = z.infer<typeof ExceptionRow>;
export const ExceptionList = z.object({
  items: z.array(ExceptionRow),
  next: text.nullable(),
  /** Whether the reader may ask for one: an office of theirs answers for something. */
  mayRequest: z.boolean(),
});

/**
 * What waits for this person: a request whose turn is theirs, a date of review that comes, or to learn that what they asked for was
 * refused.
 */
export const ExceptionTask = ExceptionRow.extend({
  todo: z.enum(['sign', 'review', 'approve', 'keep', 'learn-refusal']),
});
export type ExceptionTask = z.infer<typeof ExceptionTask>;
export const ExceptionTasks = z.object({ items: z.array(ExceptionTask) });

export const ExceptionDetail = ExceptionRow.extend({
  rid: text,
  powerId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  document: text.nullable(),
  /** Version of the rule it is about. */
  ruleVersionId: z.uuid().nullable(),
  /** Newest version of the item it is about, and what its withheld element says there; null where the reader may not see it. */
  inVersion: z.object({ versionId: z.uuid(), value: z.unknown() }).nullable(),
  cited: text,
  reason: text,
  scope: z.enum(NARROWER_SCOPES),
  publicTitle: text.nullable(),
  formReason: text.nullable(),
  since: day.nullable(),
  endedOn: day.nullable(),
  endedBy: z.enum(['decision', 'lapse']).nullable(),
  rowVersion: z.int(),
  /** What the reader may do now. */
  acts: z.array(z.enum(EXCEPTION_ACTS)),
  /** The days it could be kept until. */
  range: z.object({ first: day, last: day }),
  history: z.array(
    z.object({
      act: text,
      post: text,
      person: text.nullable(),
      reason: text,
      endsOn: day.nullable(),
      filedWith: text.nullable(),
      filedAs: text.nullable(),
      digest: text,
      at: instant,
    }),
  ),
});
export type ExceptionDetail = z.infer<typeof ExceptionDetail>;

/** What an office may ask for: its items, cases or rules by words, and what of each could be withheld. */
export const ExceptionSubjects = z.object({
  items: z.array(z.object({ id: z.uuid(), name: text, office: text })),
});
export const Withholdable = z.object({
  id: z.uuid(),
  name: text,
  elements: z.array(text),
  documents: z.array(z.object({ id: z.uuid(), title: text })),
});
export const ExceptionAsked = z.object({ id: z.uuid() });
export const ExceptionMoved = z.object({ rowVersion: z.int() });
