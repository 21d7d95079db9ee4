import { z } from 'zod';

/** What completing a step with an outcome needs beside it; the form asks for exactly this. */
export const NEEDS = [
  'notice',
  'refusal',
  'special',
  'extension',
  'decision',
  'service',
  'second-officer',
] as const;
export const Need = z.enum(NEEDS);
export type Need = z.infer<typeof Need>;
