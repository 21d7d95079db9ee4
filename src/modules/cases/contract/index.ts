import { z } from 'zod';
import { ClockView } from './clock-view.ts';
import { Need } from './needs.ts';

export * from './clock-view.ts';
export * from './deviations.ts';
export * from './inputs.ts';
export * from './needs.ts';
export * from './walks.ts';
export { DEVIATION_GROUNDS } from '../domain/deviating.ts';
export { NoticeItem } from '../domain/one-time-notice.ts';
export { eventWord, statusOf } from '../texts/case-words.ts';
export { Party } from '../domain/party.ts';
export { CASE_ACTIONS, CASE_STATES } from '../domain/states.ts';
export { TERMINATION_GROUNDS } from '../domain/lawful-endings.ts';

const text = z.string();
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();

/** One piece of work on a post's list. The party's name is masked here. */
export const WorkItem = z.object({
  caseId: z.uuid(),
  number: text.nullable(),
  power: text,
  party: text,
  node: text,
  step: text,
  role: text,
  post: text,
  openedAt: instant,
  dueAt: instant.nullable(),
  late: z.boolean(),
  state: text,
});
export type WorkItem = z.infer<typeof WorkItem>;
export const Worklist = z.object({ items: z.array(WorkItem), next: text.nullable() });

export const CaseSummary = z.object({
  caseId: z.uuid(),
  number: text.nullable(),
  power: text,
  party: text,
  state: text,
  result: text.nullable(),
  receivedAt: instant,
  dueOn: day.nullable(),
  late: z.boolean(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;
export const CaseList = z.object({ items: z.array(CaseSummary), next: text.nullable() });

export const OutcomeView = z.object({ code: text, label: text });

export const StepView = z.object({
  id: z.uuid(),
  node: text,
  name: text,
  role: text,
  post: text,
  postId: z.uuid().nullable(),
  openedAt: instant,
  dueAt: instant.nullable(),
  closedAt: instant.nullable(),
  ended: text.nullable(),
  outcome: text.nullable(),
  outcomeLabel: text.nullable(),
  opinion: text.nullable(),
  by: z.object({ name: text, staffNo: text }).nullable(),
  second: z.object({ name: text, staffNo: text }).nullable(),
  twoOfficers: z.boolean(),
  /** Who else is on the post of an open step that needs two officers. */
  colleagues: z.array(z.object({ id: z.uuid(), name: text })),
  action: text,
  rule: text,
  /** What the outcomes answer, where the name of the step does not say. */
  question: text.nullable(),
  outcomes: z.array(OutcomeView.extend({ when: text.nullable(), needs: z.array(Need) })),
  /** Why this reader may not do it now; null when they may. */
  refusal: text.nullable(),
});
export type StepView = z.infer<typeof StepView>;

export const EventView = z.object({
  id: z.uuid(),
  at: instant,
  kind: text,
  node: text.nullable(),
  step: text.nullable(),
  by: text.nullable(),
  post: text.nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type EventView = z.infer<typeof EventView>;

export const DocumentView = z.object({
  id: z.uuid(),
  kind: text,
  number: text.nullable(),
  title: text,
  madeAt: instant,
  material: text.nullable(),
  file: z.object({ size: z.int(), type: text, sha256: text }).nullable(),
  content: z.unknown().nullable(),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const PartyView = z.object({
  kind: z.enum(['person', 'organisation']),
  name: text,
  id: text,
  contact: text,
  phone: text,
  address: text,
  email: text,
  agent: text.nullable(),
  masked: z.boolean(),
});

export const CaseDetail = z.object({
  caseId: z.uuid(),
  rid: text,
  version: z.int(),
  number: text.nullable(),
  power: z.object({
    name: text,
    code: text,
    version: z.int(),
    /** Last day of the trial under which it was accepted; null when the version was final. */
    trialUntil: day.nullable(),
  }),
  kind: text,
  state: text,
  result: text.nullable(),
  commitmentClass: text,
  channel: text,
  instant: z.boolean(),
  receivedAt: instant,
  acceptedOn: day.nullable(),
  deemed: z.boolean(),
  servedOn: day.nullable(),
  closedAt: instant.nullable(),
  party: PartyView,
  materials: z.array(z.object({ key: text, name: text, required: z.boolean(), shared: z.boolean() })),
  clocks: z.array(ClockView),
  steps: z.array(StepView),
  events: z.array(EventView),
  documents: z.array(DocumentView),
  notices: z.array(
    z.object({
      round: z.int(),
      givenAt: instant,
      answeredAt: instant.nullable(),
      items: z.array(z.object({ key: text, what: text, basis: text })),
    }),
  ),
  statements: z.array(z.object({ id: z.uuid(), text, answered: z.boolean() })),
  decision: z
    .object({
      result: text,
      on: day,
      content: text,
      reasons: text,
      basis: z.array(text),
      documentNumber: text.nullable(),
      validUntil: day.nullable(),
    })
    .nullable(),
  /** What this reader may do now beside the open steps. */
  actions: z.array(text),
  suspensionGrounds: z.array(z.object({ ground: text, zh: text, en: text })),
  extension: z.object({ max: z.int().nullable(), unit: text }).nullable(),
  /** A proposal to leave the flow that waits for its decision. */
  deviationAsked: z.boolean(),
  flowSvg: text,
});
export type CaseDetail = z.infer<typeof CaseDetail>;

export const ActedResponse = z.object({
  version: z.int(),
  state: text,
  number: text.nullable(),
  documents: z.array(z.uuid()),
});

export const ApplicationRequest = z.object({
  powerCode: z.string().min(1).max(100),
  party: z.unknown(),
  request: z.string(),
  remark: z.string().optional(),
  answers: z.record(z.string(), z.unknown()).optional(),
  declared: z.boolean(),
  noSecrets: z.boolean(),
});
export const ApplicationResponse = z.object({ code: text, rid: text, note: text, receivedAt: instant });
