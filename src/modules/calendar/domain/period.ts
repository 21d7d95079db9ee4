import { z } from 'zod';
import { LegalDay } from '#kernel';

/** 工作日 `wd`, 自然日 `cd`, 月, 年. */
export const PeriodUnit = z.enum(['wd', 'cd', 'month', 'year']);
export type PeriodUnit = z.infer<typeof PeriodUnit>;

/** A text in both languages, kept as data. */
export const Bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof Bilingual>;

const count = z.int().min(0).max(3660);

/** Ground of a pause, e.g. `hearing`; the words are in the module's texts. */
const PauseGround = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/);

/** A length of time that a rule sets, with everything its computation needs. */
export const Period = z.strictObject({
  n: count,
  unit: PeriodUnit,
  /** From which event it runs, in the words of the rule: 自受理之日起. The day of the event is not counted (民法典 art. 201). */
  startRule: Bilingual,
  /** Grounds whose days are not counted. */
  pausableBy: z.array(PauseGround),
  /** The one extension that the rule allows; `n` null where it sets no bound. */
  extension: z
    .strictObject({ n: count.nullable(), unit: PeriodUnit, approver: Bilingual, mustTell: z.boolean() })
    .nullable(),
  /** Whether a last day on a day off moves to the next working day (民法典 art. 203). */
  roll: z.enum(['next-working-day', 'none']),
  source: z.strictObject({ law: z.string().min(1), article: z.string().min(1) }),
});
export type Period = z.infer<typeof Period>;

/** Days that are not counted, first and last included; `to` is null while it is open. */
export const Pause = z
  .strictObject({ from: LegalDay, to: LegalDay.nullable(), ground: PauseGround })
  .refine(({ from, to }) => to === null || from <= to, 'a pause ends on its first day or later');
export type Pause = z.infer<typeof Pause>;

/** An extension that was granted. */
const Extension = z.strictObject({
  n: count.min(1),
  unit: PeriodUnit,
  grantedOn: LegalDay,
  ground: z.string().min(1),
});
export type GrantedExtension = z.infer<typeof Extension>;

/** The event a period runs from. */
const StartEvent = z.strictObject({ event: Bilingual, day: LegalDay });

/** Everything a due date is computed from, apart from the calendar. */
export const DueInput = z.strictObject({
  start: StartEvent,
  period: Period,
  extensions: z.array(Extension),
  pauses: z.array(Pause),
});
export type DueInput = z.infer<typeof DueInput>;
