import { z } from 'zod';
import { isText, LegalDay, Uscc } from '#kernel';
import { FormField } from './application-form.ts';
import { FormFile } from './form-file.ts';

const Line = z.string().trim().min(1).max(500).refine(isText);
const Paragraph = z.string().trim().max(4_000).refine(isText);
const Key = z.string().min(1).max(64);
/** Role of a step in a flow, e.g. `hearing`; the flows module has the vocabulary. */
const StepRole = z.string().regex(/^[a-z-]{1,40}$/);

export const Limit = z.strictObject({
  n: z.int().min(0).max(3_660),
  unit: z.enum(['wd', 'cd', 'month', 'year']),
});
export type Limit = z.infer<typeof Limit>;

/** A law a power rests on, cited to the article. `verified: false` is never shown as law. */
export const LegalBasis = z.strictObject({
  law: Line,
  version: Line.optional(),
  level: Line.optional(),
  article: Line,
  summary: Paragraph,
  verified: z.boolean(),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

export const Material = z.strictObject({
  name: Line,
  form: z.enum(['original', 'copy', 'original-and-copy', 'electronic']),
  copies: z.int().min(0).max(99),
  source: Line,
  required: z.boolean(),
  /** 可容缺、可承诺、免提交 */
  ease: z.enum(['none', 'may-follow', 'may-promise', 'not-asked']).default('none'),
  note: Paragraph.optional(),
  /** 空白表格 */
  blankForm: FormFile.optional(),
  /** 样表: the form filled in as an example. */
  sample: FormFile.optional(),
});
export type Material = z.infer<typeof Material>;

/** Whether the agency fetches it itself by sharing data, so that nobody has to hand it in. */
export function isNotAsked({ ease, source }: Pick<Material, 'ease' | 'source'>): boolean {
  return ease === 'not-asked' || source.includes('共享');
}

const Citation = z.strictObject({ law: Line, article: Line, verified: z.boolean() });

/**
 * 复议前置: where the law sends the party to administrative review before a court. The grounds are those of 行政复议法 art. 23(1);
 * the last needs a law or an administrative regulation, cited here.
 */
const ReviewFirst = z.strictObject({
  ground: z.enum([
    'on-the-spot-penalty',
    'natural-resource-title',
    'duty-not-performed',
    'information-refused',
    'set-by-law',
  ]),
  ...Citation.shape,
});

/** 公开范围 (REQUIREMENTS E1). Scopes are not a ladder. */
export const Scope = z.enum(['leadership', 'unit', 'concerned', 'on-application', 'society']);
export type Scope = z.infer<typeof Scope>;

/** How one kind of record of this power is disclosed (DECISIONS §7). */
export const FieldRule = z.strictObject({
  what: Line,
  scope: Scope,
  treatment: z.enum(['open', 'mask', 'withhold']),
  review: z.enum(['auto', 'person']),
  due: z.strictObject({ ...Limit.shape, from: Line }).nullable(),
  basis: Paragraph,
});
export type FieldRule = z.infer<typeof FieldRule>;

/**
 * Every element of a power item (REQUIREMENTS B2; field names of the national 实施清单 in law-and-standards §1.4).
 * A draft may be incomplete: what publication still needs is told by `publicationBlockers`.
 */
export const PowerContent = z.strictObject({
  name: Line,
  parentName: Line.optional(),
  typeCode: z.string().regex(/^\d{2}$/),
  /** 行政备案 under 10 and the like: the local name of the type. */
  localType: Line.optional(),
  basicCode: Line.optional(),
  implementationCode: Line.optional(),
  /** Codes of foreign shape, kept as they came. */
  rawCode: Line.optional(),
  exercisingBody: Line,
  exercisingBodyCode: Uscc.optional(),
  level: z.enum(['1', '2', '3', '4', '5', '6']),
  powerSource: Line.optional(),
  entrustedBy: Line.optional(),
  scopeOfPower: Paragraph.optional(),
  officeKey: Key.optional(),
  leader: Line.optional(),
  supervisionOffice: Line.optional(),
  /** What the department is for as far as this power goes: 部门职责 of a 权责清单. */
  departmentDuties: Paragraph.optional(),
  remarks: Paragraph.optional(),
  legalBasis: z.array(LegalBasis).max(60).default([]),
  rulesOfExercise: z.array(Paragraph).max(60).default([]),
  conditions: z.array(Paragraph).max(60).default([]),
  conditionsVerified: z.boolean().default(false),
  materials: z.array(Material).max(60).default([]),
  /** Questions of the application form beside who applies and what for. */
  applicationForm: z.array(FormField).max(40).default([]),
  acceptanceLimit: z.strictObject({ ...Limit.shape, article: Line }).optional(),
  /**
   * Until when the party answers a one-time notice, where a law sets it and says that silence gives the application up. Most
   * laws say neither (行政许可法 does not): then it is absent and nothing lapses.
   */
  correctionLimit: z.strictObject({ ...Limit.shape, ...Citation.shape }).optional(),
  statutoryLimit: z
    .strictObject({
      ...Limit.shape,
      article: Line,
      startRule: Line,
      extension: z.strictObject({ ...Limit.shape, approver: Line }).optional(),
      verified: z.boolean(),
    })
    .optional(),
  committedLimit: Limit.optional(),
  /** Longer commitments for cases that pass a step of a role: 经听证的八十日. */
  committedVariants: z
    .array(z.strictObject({ ...Limit.shape, role: StepRole }))
    .max(10)
    .default([]),
  deliveryLimit: z.strictObject({ ...Limit.shape, article: Line }).optional(),
  clockFrom: z.enum(['acceptance', 'receipt']).default('acceptance'),
  fees: z
    .strictObject({
      charged: z.boolean(),
      basis: Paragraph,
      items: z.array(z.strictObject({ name: Line, standard: Line, basis: Paragraph })).default([]),
    })
    .optional(),
  serviceObjects: z.array(Line).max(20).default([]),
  /** 即办件 instant, 承诺件 committed. */
  handling: z.enum(['instant', 'committed']).default('committed'),
  channels: z.array(z.enum(['online', 'window', 'post', 'agent'])).default(['online', 'window']),
  visits: z.int().min(0).max(9).default(1),
  place: Line.optional(),
  hours: Line.optional(),
  enquiry: Line.optional(),
  supervisionLine: Line.optional(),
  quantityLimit: Line.optional(),
  result: z
    .strictObject({
      name: Line,
      kind: Line.optional(),
      note: Paragraph.optional(),
      /** 结果样本 */
      sample: FormFile.optional(),
    })
    .optional(),
  jointOffices: z.array(Line).max(20).default([]),
  intermediaries: z.array(Line).max(20).default([]),
  partyRights: z.array(Line).max(40).default([]),
  partyDuties: z.array(Line).max(40).default([]),
  review: z.strictObject({ authority: Line, limit: Limit, article: Line }).optional(),
  /** Absent where the party may choose: most powers. */
  reviewFirst: ReviewFirst.optional(),
  litigation: z.strictObject({ court: Line, limit: Limit, article: Line }).optional(),
  duties: z
    .array(
      z.strictObject({
        stage: Line,
        content: Paragraph,
        post: Key.optional(),
        basis: z.array(Citation).default([]),
      }),
    )
    .max(40)
    .default([]),
  accountability: z
    .array(z.strictObject({ situation: Paragraph, who: Line, basis: z.array(Citation).default([]) }))
    .max(40)
    .default([]),
  serviceCommitment: z.array(Line).max(40).default([]),
  workDiscipline: z.array(Line).max(40).default([]),
  supervision: Paragraph.optional(),
  complaintChannels: z.array(Key).max(20).default([]),
  riskPoints: z
    .array(
      z.strictObject({
        point: Paragraph,
        level: z.int().min(1).max(3),
        control: Paragraph,
        owner: Key.optional(),
      }),
    )
    .max(40)
    .default([]),
  disclosure: z.array(FieldRule).max(60).default([]),
  carriers: z.array(Line).max(20).default([]),
  /** Why the power is no longer exercised here, for transferred and cancelled ones. */
  history: z
    .array(z.strictObject({ on: LegalDay.optional(), what: Paragraph }))
    .max(40)
    .default([]),
  /** What nobody has checked against the text of the law yet; shown as such, never as law. */
  unverified: z.array(Paragraph).max(40).default([]),
});
export type PowerContent = z.infer<typeof PowerContent>;

/** The public code a content asks for: its implementation code, else the code it came with (DECISIONS §6). */
export function codeIn(content: PowerContent): string | null {
  return content.implementationCode ?? content.rawCode ?? null;
}
