import type { FlowNode, FlowTable } from '#modules/flows';
import { step } from '#modules/flows';
import type { Need } from '../contract/index.ts';
import { isSpecialProcedure, resultOf, serves } from '../domain/lawful-decision.ts';
import type { Case } from './case.ts';

/**
 * What the form of a step must ask for with an outcome: told by trying the outcome on the marking, so that form and rule
 * cannot differ.
 */
export function needsOf(table: FlowTable, c: Case, node: FlowNode, outcome: string): Need[] {
  const needs: Need[] = [];
  const role = node.role ?? 'act';
  const moved = step(table, c.marking, { type: 'complete', node: node.id, outcome, fields: c.facts });
  const opened = moved.ok ? moved.value.opened : [];
  const result = resultOf({ role, flowKind: table.kind, outcome });
  if (node.twoOfficers === true) needs.push('second-officer');
  if (opened.some((one) => one.role === 'wait-correction')) needs.push('notice');
  if (role === 'refuse-acceptance') needs.push('refusal');
  if (role === 'extend') needs.push('extension');
  if (result !== null && result !== 'filed') needs.push('decision');
  if (serves(role) && (c.decision !== null || result !== null) && c.servedOn === null) needs.push('service');
  const counts = (c.terms.statutory?.pausableBy ?? []).length > 0;
  if (c.acceptedOn !== null && counts && opened.some(isSpecialProcedure)) needs.push('special');
  return needs;
}
