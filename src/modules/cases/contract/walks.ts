import { z } from 'zod';
import { LegalDay } from '#kernel';
import { ClockView } from './clock-view.ts';
import { Need } from './needs.ts';

const text = z.string();
const both = z.object({ zh: text, en: text });
const fields = z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()]));
const node = z.string().min(1).max(80);

/** What may be done to a case beside its flow, and is walked too. */
export const WALK_BESIDE = ['suspend', 'resume', 'withdraw', 'return', 'terminate'] as const;
export type WalkBeside = (typeof WALK_BESIDE)[number];

/** What whoever walks a case through a flow does next; days pass only when they say so. */
export const WalkStep = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('complete'),
    node,
    outcome: z.string().min(1).max(40),
    fields: fields.optional(),
    extension: z.strictObject({ approved: z.boolean(), days: z.int().min(1).max(365) }).optional(),
    /** The lawful ground of a special procedure that this opens. */
    ground: z.string().min(1).max(40).optional(),
  }),
  z.strictObject({ do: z.literal('answer'), node, fields: fields.optional() }),
  z.strictObject({ do: z.literal('suspend'), ground: z.string().min(1).max(40) }),
  z.strictObject({ do: z.literal('terminate'), ground: z.string().min(1).max(40) }),
  z.strictObject({ do: z.enum(['resume', 'withdraw', 'return']) }),
  z.strictObject({ do: z.literal('wait'), n: z.int().min(1).max(400), unit: z.enum(['wd', 'cd']) }),
]);
export type WalkStep = z.infer<typeof WalkStep>;

/** A drawing, or the flow of a version of a power, and everything done so far: the server keeps nothing of a walk. */
export const WalkRequest = z.strictObject({
  of: z.union([z.strictObject({ draftId: z.uuid() }), z.strictObject({ versionId: z.uuid() })]),
  from: LegalDay,
  steps: z.array(WalkStep).max(200).default([]),
});
export type WalkRequest = z.infer<typeof WalkRequest>;

const OpenStepView = z.object({
  node: text,
  name: text,
  post: text,
  /** Done by the party or whoever is waited for; nobody chooses an outcome. */
  answered: z.boolean(),
  outcomes: z.array(z.object({ code: text, label: text, needs: z.array(Need) })),
});
export type OpenStepView = z.infer<typeof OpenStepView>;

const WalkEventView = z.object({
  day: LegalDay,
  kind: text,
  step: text.nullable(),
  outcome: text.nullable(),
  /** Until which day was waited, where that is what happened. */
  to: LegalDay.nullable(),
  /** Which clock ran out, where that is what happened. */
  clock: ClockView.shape.kind.nullable(),
});
export type WalkEventView = z.infer<typeof WalkEventView>;

export const WalkView = z.object({
  name: text,
  /** The version of the power whose limits run; null for a general flow, which has none for the case as a whole. */
  versionId: z.uuid().nullable(),
  /** Why no case can be walked through it; the walk is null then, and the chart shows where. */
  obstacles: z.array(
    z.object({
      code: text,
      element: text.nullable(),
      name: text.nullable(),
      article: text.nullable(),
      reason: both,
    }),
  ),
  svg: text.nullable(),
  walk: z
    .object({
      day: LegalDay,
      state: text,
      result: text.nullable(),
      deemed: z.boolean(),
      /** Whether the flow begins with an application; else the agency begins it on its own motion. */
      onApplication: z.boolean(),
      /** What may be done beside the flow now. */
      beside: z.array(z.enum(WALK_BESIDE)),
      clocks: z.array(ClockView),
      names: z.record(text, text),
      open: z.array(OpenStepView),
      events: z.array(WalkEventView),
      /** The first day after a running clock's last: its timer fires then, or it is late from then on. */
      next: LegalDay.nullable(),
      fields: z.array(
        z.object({
          name: text,
          type: z.enum(['string', 'number', 'boolean', 'date']),
          values: z.array(text),
        }),
      ),
      grounds: z.array(z.object({ ground: text, zh: text, en: text })),
      extension: z.object({ max: z.int().nullable(), unit: text }).nullable(),
    })
    .nullable(),
});
export type WalkView = z.infer<typeof WalkView>;
