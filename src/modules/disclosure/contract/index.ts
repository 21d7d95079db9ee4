import { z } from 'zod';

export * from './exceptions.ts';

/** A thing that is owed to society, as staff of the agency see it. */
export const ObligationView = z.object({
  id: z.string(),
  kind: z.string(),
  rid: z.string(),
  caseId: z.string().nullable(),
  state: z.enum(['open', 'late']),
  dueOn: z.string(),
  /** Whether society sees that it is owed. */
  visible: z.boolean(),
  agency: z.string(),
  office: z.string().nullable(),
  power: z.string().nullable(),
  number: z.string().nullable(),
  basis: z.string().nullable(),
});
export type ObligationView = z.infer<typeof ObligationView>;
export const ObligationList = z.object({ items: z.array(ObligationView), next: z.string().nullable() });
export type ObligationList = z.infer<typeof ObligationList>;

export const PublicationSummaryView = z.object({
  id: z.string(),
  kind: z.string(),
  rid: z.string(),
  signedAt: z.string(),
  publishAfter: z.string(),
  rowVersion: z.number().int(),
  power: z.string().nullable(),
  number: z.string().nullable(),
});
export const PublicationList = z.object({
  items: z.array(PublicationSummaryView),
  next: z.string().nullable(),
  /** All that wait, on this page or not. */
  total: z.number().int(),
});
export type PublicationList = z.infer<typeof PublicationList>;

/** A place in the text of a field, in UTF-16 offsets, end exclusive. */
export const MaskView = z.object({
  start: z.number().int(),
  end: z.number().int(),
  kind: z.enum(['id-card', 'mobile', 'bank-card', 'other']),
  replacement: z.string(),
  confirmed: z.boolean().nullable(),
});

export const PublicationView = PublicationSummaryView.extend({
  state: z.enum(['awaiting-review', 'queued', 'published', 'withdrawn']),
  fields: z.array(
    z.object({
      name: z.string(),
      /** The name of the field in the dictionary of the ledger. */
      label: z.string(),
      /** The text that masks count in: the value itself, or its JSON. */
      text: z.string(),
      treatment: z.enum(['open', 'mask', 'withhold']),
      basis: z.string(),
      masks: z.array(MaskView),
    }),
  ),
});
export type PublicationView = z.infer<typeof PublicationView>;

export const ReviewRequest = z.object({
  /** Decisions by field; `replacement` null leaves a proposed place as it is. */
  masks: z.record(
    z.string().max(64),
    z
      .array(
        z.object({
          start: z.number().int().min(0),
          end: z.number().int().min(1),
          replacement: z.string().max(500).nullable(),
        }),
      )
      .max(500),
  ),
});
export const Reviewed = z.object({ rowVersion: z.number().int(), publishAfter: z.string() });

const Ground = z.string().trim().min(2).max(200);
export const CorrectRequest = z.object({
  ground: Ground,
  fields: z.record(z.string().regex(/^[a-z][a-zA-Z0-9.]{0,63}$/), z.string().max(20_000)),
});
export const WithdrawRequest = z.object({ ground: Ground });
export const RedactRequest = z.object({
  ground: Ground,
  erase: z
    .array(z.object({ rev: z.number().int().min(1), name: z.string().max(64) }))
    .min(1)
    .max(100),
});
export const Changed = z.object({ rev: z.number().int() });

/** One entry of a published record, for those who may change it. */
export const PublishedEntryView = z.object({
  rid: z.string(),
  rev: z.number().int(),
  index: z.number().int(),
  type: z.string(),
  act: z.string(),
  at: z.string(),
  name: z.string().nullable(),
});
export const PublishedList = z.object({ items: z.array(PublishedEntryView), next: z.string().nullable() });
export type PublishedEntryView = z.infer<typeof PublishedEntryView>;

/** A published record as society sees it, with what this reader may do to it. */
export const PublishedRecord = z.object({
  rid: z.string(),
  type: z.string(),
  /** Taken down: nothing more can be done to it. */
  down: z.boolean(),
  acts: z.array(z.enum(['correct', 'withdraw', 'redact'])),
  fields: z.array(
    z.object({
      rev: z.number().int(),
      name: z.string(),
      label: z.string(),
      state: z.enum(['open', 'withheld', 'erased']),
      /** What society reads, as text. */
      text: z.string().nullable(),
      /** Whether it is the newest form of its field. */
      newest: z.boolean(),
      /** Texts are corrected here; files, lists and codes by publishing anew. */
      correctable: z.boolean(),
    }),
  ),
});
export type PublishedRecord = z.infer<typeof PublishedRecord>;
