import { LICENCE_PERIODS } from './statutory-periods/licence.ts';
import { PENALTY_PERIODS } from './statutory-periods/penalty.ts';
import { PUBLICITY_PERIODS } from './statutory-periods/publicity.ts';
import { REMEDY_PERIODS } from './statutory-periods/remedy.ts';
import { VOICE_PERIODS } from './statutory-periods/voice.ts';

/**
 * Every period that a law or rule sets for what this system does, in one place, with its article. Who needs one names it
 * by its key; what a single power's own law sets stands with the power.
 */
export const STATUTORY_PERIODS = {
  ...LICENCE_PERIODS,
  ...PENALTY_PERIODS,
  ...PUBLICITY_PERIODS,
  ...REMEDY_PERIODS,
  ...VOICE_PERIODS,
} as const;

export type StatutoryPeriodId = keyof typeof STATUTORY_PERIODS;
