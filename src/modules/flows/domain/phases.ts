import type { StepRole } from './gov-vocabulary.ts';
import { isStep, type FlowNode, type FlowTable } from './flow-table.ts';
import type { Limit } from './limit.ts';
import { longestPath } from './longest-path.ts';
import { forwardOrder, indexTable } from './table-index.ts';

/** What every exercise of power passes through, in this order; charts of many flows are drawn along it (C2, C3). */
export const PHASES = ['begin', 'accept', 'examine', 'decide', 'carry-out', 'disclose'] as const;
export type Phase = (typeof PHASES)[number];

const PHASE_OF: Readonly<Record<StepRole, Phase>> = {
  apply: 'begin',
  receive: 'begin',
  'wait-correction': 'begin',
  'case-source': 'begin',
  precheck: 'begin',
  plan: 'begin',
  draw: 'begin',
  solicit: 'begin',
  'deemed-accept': 'accept',
  accept: 'accept',
  'refuse-acceptance': 'accept',
  'case-open': 'accept',
  'no-case': 'accept',
  verify: 'examine',
  review: 'examine',
  'site-check': 'examine',
  expert: 'examine',
  hearing: 'examine',
  check: 'examine',
  route: 'examine',
  investigate: 'examine',
  discretion: 'examine',
  'rights-notice': 'examine',
  statement: 'examine',
  recheck: 'examine',
  'legal-review': 'examine',
  collective: 'examine',
  inspect: 'examine',
  findings: 'examine',
  publicity: 'examine',
  objection: 'examine',
  warn: 'examine',
  wait: 'examine',
  act: 'examine',
  approve: 'decide',
  decide: 'decide',
  extend: 'decide',
  'on-the-spot': 'decide',
  'no-penalty': 'decide',
  'refusal-notice': 'decide',
  transfer: 'decide',
  cancel: 'decide',
  serve: 'carry-out',
  receipt: 'carry-out',
  notify: 'carry-out',
  handover: 'carry-out',
  perform: 'carry-out',
  enforce: 'carry-out',
  rectify: 'carry-out',
  publish: 'disclose',
  register: 'disclose',
  close: 'disclose',
};

/** Steps that turn a case away or prolong it: named after those of the ordinary way. */
const BESIDE: ReadonlySet<StepRole> = new Set([
  'refuse-acceptance',
  'no-case',
  'refusal-notice',
  'no-penalty',
  'extend',
  'cancel',
]);

/** The steps of a flow that belong to one phase, those of the ordinary way first, else in the order of the flow. */
export interface PhasePart {
  readonly phase: Phase;
  /** Never empty. */
  readonly steps: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[];
  /** Working days of these steps on the longest way, those on the main clock only. */
  readonly workingDays: number;
}

const IN_WORKING_DAYS: Limit = { n: 3660, unit: 'wd' };

/** A flow told by its phases; phases without a step are left out. */
export function phasesOf(table: FlowTable): readonly PhasePart[] {
  const order = new Map((forwardOrder(indexTable(table)) ?? []).map((id, at) => [id, at]));
  const place = ({ id, role }: FlowNode) =>
    (order.get(id) ?? 0) + (role !== undefined && BESIDE.has(role) ? table.nodes.length : 0);
  const steps = table.nodes.filter(isStep).toSorted((a, b) => place(a) - place(b));
  return PHASES.flatMap((phase) => {
    const own = steps.filter((node) => PHASE_OF[node.role ?? 'act'] === phase);
    if (own.length === 0) return [];
    const ids = new Set(own.filter((node) => node.clock === 'main').map((node) => node.id));
    const { sum } = longestPath(table, IN_WORKING_DAYS, (node) => ids.has(node.id), new Set());
    const named = own.map(({ id, name, nameEn }) => ({ id, name, nameEn: nameEn ?? name }));
    return [{ phase, steps: named, workingDays: sum }];
  });
}
