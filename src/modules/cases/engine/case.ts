import { z } from 'zod';
import { LegalDay, Rid, Uuid } from '#kernel';
import { DueDerivation, Period } from '#modules/calendar';
import { markingSchema } from '#modules/flows';
import { FormField } from '#modules/powers';
import type { Deviation } from '../domain/deviating.ts';
import { NoticeItem } from '../domain/one-time-notice.ts';
import { CASE_STATES, RESULTS } from '../domain/states.ts';

const text = z.string().min(1);

const Material = z.strictObject({
  key: text,
  name: text,
  required: z.boolean(),
  /** The agency fetches it itself: not asked of the applicant. */
  shared: z.boolean(),
  note: z.string().optional(),
});

/**
 * What the bound power version says about its cases (X2), copied at submission so that the case explains itself whatever
 * becomes of the item later.
 */
export const CaseTerms = z.strictObject({
  powerCode: text,
  powerName: text,
  powerVersion: z.int().min(1),
  powerRid: Rid,
  /** Last day of the trial running 试运行 under which it was accepted; absent when the version was final (C5). */
  trialUntil: LegalDay.optional(),
  flowRid: Rid,
  kind: text,
  agencyName: text,
  agencyCode: text,
  /** Code of the legal basis that leaves carry; `demo` in the demonstration. */
  basis: text,
  statutory: Period.nullable(),
  committed: Period,
  /** Until when a one-time notice is answered, where a law says that silence gives the application up. */
  correction: Period.optional(),
  /** 即办件: received, accepted, decided and served in one act. */
  instant: z.boolean(),
  reviewFirst: z.boolean(),
  /** The article that puts review first 复议前置, as it is cited in a decision. */
  reviewFirstBasis: text.optional(),
  reviewBody: text,
  court: text,
  resultName: z.string(),
  legalBasis: z.array(z.strictObject({ law: text, article: text })),
  materials: z.array(Material),
  /** Questions of the application form, as published. */
  form: z.array(FormField).default([]),
  /** How the records of its cases are disclosed: the power's field rules, as published. */
  fieldRules: z.array(z.unknown()),
});
export type CaseTerms = z.infer<typeof CaseTerms>;

export const StepEnd = z.enum(['done', 'timer', 'message', 'case-ended', 'deviated']);

export type CaseStep = {
  readonly id: Uuid;
  readonly node: string;
  readonly postId: Uuid | null;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  readonly ended: z.infer<typeof StepEnd> | null;
  readonly outcome: string | null;
  readonly opinion: string | null;
  readonly doneBy: Uuid | null;
  readonly secondOfficer: Uuid | null;
};

export type ClockKind = 'statutory' | 'committed' | 'step' | 'timer';

export type CaseClock = {
  readonly id: Uuid;
  readonly kind: ClockKind;
  readonly node: string | null;
  readonly derivation: DueDerivation;
  /** The day on which what it limits was done or ended. */
  readonly stoppedOn: LegalDay | null;
  readonly lateAt: Date | null;
};

export const Decision = z.strictObject({
  result: z.enum(RESULTS),
  on: LegalDay,
  content: z.string(),
  reasons: z.string(),
  basis: z.array(z.string()),
  validUntil: LegalDay.nullable(),
  documentNumber: z.string().nullable(),
});
export type Decision = z.infer<typeof Decision>;

export type CaseNotice = {
  readonly id: Uuid;
  readonly round: number;
  readonly items: readonly NoticeItem[];
  readonly givenAt: Date;
  readonly answeredAt: Date | null;
};

export type CaseStatement = { readonly id: Uuid; readonly text: string; readonly answered: boolean };

/** A case as it is decided upon. Changed only by the functions of this folder, which answer with the next one. */
export type Case = {
  readonly agencyId: Uuid;
  readonly id: Uuid;
  readonly rid: Rid;
  readonly version: number;
  readonly number: string | null;
  readonly powerId: Uuid;
  readonly powerVersionId: Uuid;
  readonly flowVersionId: Uuid;
  /** The office that keeps the power; null where none does. Who leads it leads its cases. */
  readonly officeId: Uuid | null;
  readonly calendarVersion: number;
  readonly commitmentClass: 'OPEN' | 'SEALED' | 'NONE';
  readonly terms: CaseTerms;
  readonly channel: 'online' | 'window' | 'post' | 'agent';
  readonly state: (typeof CASE_STATES)[number];
  readonly result: (typeof RESULTS)[number] | null;
  readonly marking: z.infer<typeof markingSchema>;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly receivedAt: Date;
  readonly completeOn: LegalDay;
  readonly acceptedOn: LegalDay | null;
  readonly deemed: boolean;
  readonly decision: Decision | null;
  readonly servedOn: LegalDay | null;
  readonly extended: boolean;
  readonly ending: 'end' | 'withdrawn' | 'returned' | 'terminated' | null;
  readonly closedAt: Date | null;
  readonly steps: readonly CaseStep[];
  readonly clocks: readonly CaseClock[];
  readonly notices: readonly CaseNotice[];
  readonly recused: readonly Uuid[];
  readonly statements: readonly CaseStatement[];
  /** Approved departures from the flow it was bound to, in order. */
  readonly deviations: readonly Deviation[];
};
