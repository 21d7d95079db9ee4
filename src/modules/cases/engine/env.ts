import type { LegalDay, Uuid } from '#kernel';
import type { Calendar } from '#modules/calendar';
import type { FlowNode, FlowTable } from '#modules/flows';

/** What the engine needs besides the case: the bound flow and calendar, the time, and ids. */
export type CaseEnv = {
  readonly now: Date;
  readonly today: LegalDay;
  readonly table: FlowTable;
  readonly calendar: Calendar;
  /** Posts of the agency by the key that flows use. */
  readonly posts: ReadonlyMap<string, { readonly id: Uuid; readonly name: string }>;
  newId(): Uuid;
};

export function nodeOf(env: Pick<CaseEnv, 'table'>, id: string): FlowNode {
  const node = env.table.nodes.find((one) => one.id === id);
  if (node === undefined) throw new Error(`flow ${env.table.id} has no node ${id}`);
  return node;
}

export function roleOf(env: Pick<CaseEnv, 'table'>, node: string): string {
  return env.table.nodes.find((one) => one.id === node)?.role ?? 'act';
}
