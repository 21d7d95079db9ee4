import { z } from 'zod';
import { LegalDay } from '#kernel';
import { MEASURES } from '../domain/burden.ts';
import {
  ActRequest,
  ApprovalView,
  Edited,
  Published,
  Reason,
  ResolvingView,
  Tabled,
  TableRequest,
  VersionState,
} from '#modules/approval/contract';
import { DraftFinding, FlowChange } from '#modules/flows/contract';
import { StateView } from '#modules/library/contract';
import { PowerContent } from '../domain/content.ts';
import { FormFile } from '../domain/form-file.ts';
import { ParentEntry } from '../domain/parent-entry.ts';
import { TrialFact, TrialRequest } from './trials.ts';

export { ELEMENT_WORDS } from '../texts/element-words.ts';
export { ActRequest, Edited, FormFile, PowerContent, Published, Tabled, TableRequest };
export * from './trials.ts';

const Unit = z.enum(['wd', 'cd', 'month', 'year']);
const Class = z.enum(['OPEN', 'SEALED', 'NONE']);

/** A published power in a list. */
export const PowerRow = z.object({
  code: z.string(),
  name: z.string(),
  typeCode: z.string(),
  status: z.string(),
  agency: z.object({ slug: z.string(), name: z.string() }),
  rid: z.string(),
  n: z.int(),
  effectiveFrom: z.string(),
  /** Null for a version that is final. */
  trial: z.object({ until: z.string(), late: z.boolean() }).nullable(),
});
export const PowerList = z.object({ items: z.array(PowerRow), next: z.string().nullable() });

/** A version on its way, as the desk lists it. */
export const DraftRow = z.object({
  powerId: z.string(),
  versionId: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  typeCode: z.string(),
  state: VersionState,
  officeName: z.string().nullable(),
  warnings: z.int(),
  rowVersion: z.int(),
  updatedAt: z.string(),
  /** Acts that are this reader's to do now. */
  acts: z.array(z.string()),
});
export type DraftRow = z.infer<typeof DraftRow>;
export const DraftList = z.object({ items: z.array(DraftRow), next: z.string().nullable() });

export const VersionDetail = z.object({
  powerId: z.string(),
  versionId: z.string(),
  rid: z.string(),
  code: z.string().nullable(),
  n: z.int().nullable(),
  state: VersionState,
  status: z.string(),
  content: PowerContent,
  reason: z.string(),
  changeBasis: z.string(),
  officeId: z.string().nullable(),
  flowVersionId: z.string().nullable(),
  commitmentClass: Class,
  effectiveFrom: z.string().nullable(),
  /** Null for a version that was final from the start. */
  trial: TrialFact.nullable(),
  rowVersion: z.int(),
  acts: z.array(z.string()),
  /** Not changed since it was returned, or since the adjustment began: nobody is asked to sign it yet. */
  untouched: z.boolean(),
  /** SHA-256 of everything a signature put under it now would cover, 64 hex digits. */
  digest: z.string(),
  blockers: z.array(
    z.object({
      code: z.string(),
      field: z.string(),
      text: z.string(),
      /** The item it clashes with, where the reader may know it. */
      other: z.object({ name: z.string(), href: z.string() }).optional(),
    }),
  ),
  /** In what its flow does not fit the type, limits and posts as they are now (C7). */
  flowFindings: z.array(DraftFinding),
  approvals: z.array(ApprovalView),
  resolution: ResolvingView,
  /** How each legal basis stands against the library today, in the order of the content. */
  bases: z.array(
    z.object({ law: z.string(), article: z.string(), lawId: z.string().nullable(), state: StateView }),
  ),
  /** Elements inherited from the catalogue above (B11): they stay as they are. */
  locked: z.array(z.string()),
  /** Whose edit is the newest, for whoever lost a race against it. */
  lastEdit: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** What it asks of the party and the agency, beside the version before and the law (C8). */
  counts: z.array(
    z.object({
      measure: z.enum(MEASURES),
      now: z.int().optional(),
      before: z.int().optional(),
      change: z.int().optional(),
      legal: z.int().optional(),
      units: z.object({ now: Unit.optional(), before: Unit.optional(), legal: Unit.optional() }).optional(),
    }),
  ),
  /** Content of the version in force; null where there is none beside this one. */
  before: PowerContent.nullable(),
  /** What changed against the version in force. */
  changes: z.array(z.object({ field: z.string(), label: z.string() })),
  /** What its flow changes against the one in force; null when it is the same flow, or there is no version in force. */
  flowChange: z
    .object({
      /** `new`: the version in force has none; `redrawn`: the steps and ways are the same. */
      kind: z.enum(['new', 'redrawn', 'changed']),
      changes: z.array(FlowChange),
    })
    .nullable(),
});
export type VersionDetail = z.infer<typeof VersionDetail>;

export const DraftRequest = z.object({
  content: PowerContent,
  officeId: z.uuid(),
  commitmentClass: Class.optional(),
});
export const EditRequest = z.object({
  content: PowerContent.optional(),
  officeId: z.uuid().optional(),
  reason: Reason.optional(),
  changeBasis: Reason.optional(),
  commitmentClass: Class.optional(),
  flowVersionId: z.uuid().optional(),
});
export const PublishRequest = z.object({ effectiveFrom: LegalDay, trial: TrialRequest.optional() });
export const AdjustRequest = z.object({
  reason: Reason,
  changeBasis: Reason,
  content: PowerContent.optional(),
  /** What becomes of the power: in force, transferred to another body, or cancelled. */
  status: z.enum(['in-force', 'transferred', 'cancelled']).optional(),
});

/** Entries of the licence lists and catalogues above, by code. */
export const ParentList = z.object({ items: z.array(ParentEntry), next: z.string().nullable() });

export const DrawingOpened = z.object({ draftId: z.string() });
export const Drafted = z.object({ powerId: z.string(), versionId: z.string() });

export const ImportRequest = z.object({ dryRun: z.boolean(), file: z.unknown() });
/** What an import did, or would do. */
export const ImportReportView = z.object({
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  kept: z.int(),
  /** Which sheet of a workbook was read, from 0. */
  sheet: z.int().optional(),
  /** The items that are brought up to date, and each place in which they change. */
  changes: z.array(
    z.object({
      row: z.int(),
      name: z.string(),
      cells: z.array(
        z.object({
          field: z.string(),
          label: z.string(),
          cell: z.string().optional(),
          /** Absent for an element that a list has no column for. */
          before: z.string().optional(),
          after: z.string().optional(),
          emptied: z.boolean(),
        }),
      ),
    }),
  ),
  findings: z.array(
    z.object({
      row: z.int(),
      /** Path in the row, and its name for people. */
      field: z.string(),
      /** Of a spreadsheet: the cell, e.g. `D7`, and the item named in its row. */
      cell: z.string().optional(),
      name: z.string().optional(),
      label: z.string(),
      severity: z.enum(['error', 'warning']),
      code: z.string(),
      text: z.string(),
      found: z.string().optional(),
      /** What stands here, where the file says something else. */
      here: z.string().optional(),
    }),
  ),
});
export type ImportReportView = z.infer<typeof ImportReportView>;
