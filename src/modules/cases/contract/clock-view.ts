import { z } from 'zod';

const text = z.string();
const day = z.iso.date();

export const DerivationLineView = z.object({
  day: day.nullable(),
  to: day.nullable(),
  kind: text,
  text: z.object({ zh: text, en: text }),
  count: text.nullable(),
});

export const ClockView = z.object({
  kind: z.enum(['statutory', 'committed', 'step', 'timer']),
  node: text.nullable(),
  period: z.object({ n: z.int(), unit: z.enum(['wd', 'cd', 'month', 'year']), law: text, article: text }),
  state: z.enum(['running', 'paused', 'late', 'stopped']),
  used: z.int(),
  remaining: z.int(),
  lateBy: z.int(),
  lastDay: day.nullable(),
  provisional: z.boolean(),
  stoppedOn: day.nullable(),
  derivation: z.array(DerivationLineView),
});
export type ClockView = z.infer<typeof ClockView>;
