import type { Lang } from '../texts/words.ts';
import type { FlowNode, FlowTable } from './flow-table.ts';
import { indexTable, type TableIndex } from './table-index.ts';

/** What a step is called: its English name where the flow has one, its own otherwise. */
export function nodeName(node: Pick<FlowNode, 'name' | 'nameEn'>, lang: Lang): string {
  return lang === 'en' ? (node.nameEn ?? node.name) : node.name;
}

/** What the outcomes of a step answer: the name of the gateway behind it, where it says more than the step. */
export function questionAfter(table: FlowTable, node: FlowNode, lang: Lang): string | null {
  const index = indexTable(table);
  const [edge, ...others] = index.out(node.id);
  const gateway = index.node.get(edge?.to ?? '');
  if (others.length > 0 || gateway === undefined || index.into(gateway.id).length > 1) return null;
  return isQuestion(index, gateway) ? nodeName(gateway, lang) : null;
}

/** Whether the name of a choice says more than the step before it. */
export function isQuestion(index: TableIndex, { id, kind, name }: FlowNode): boolean {
  const before = index.into(id).map(({ from }) => index.node.get(from)?.name);
  return kind === 'xor' && index.out(id).length > 1 && name !== '' && !before.includes(name);
}

/** When an outcome of a step is the right one, where its flow says so; it says so in Chinese. */
export function outcomeWhen(table: FlowTable, node: FlowNode, code: string): string | null {
  const label = node.outcomes?.find((one) => one.code === code)?.label;
  const { out } = indexTable(table);
  const ways = out(node.id).flatMap((edge) => [edge, ...out(edge.to)]);
  const when = ways.find((edge) => edge.label === label && edge.when !== undefined)?.when;
  return when === undefined || when === label ? null : when;
}

/** The outcome of a step with one way on, which nobody words. */
export const DONE = { code: 'done', label: '完成', labelEn: 'done' };

/** What an outcome of a step is called; in English as the way that it opens, from the step or the choice behind it. */
export function outcomeName(table: FlowTable, node: FlowNode, code: string, lang: Lang): string | undefined {
  const label = node.outcomes?.find((one) => one.code === code)?.label;
  if (label === undefined || lang === 'zh') return label;
  if (code === DONE.code && label === DONE.label) return DONE.labelEn;
  const { out } = indexTable(table);
  const ways = out(node.id).flatMap((edge) => [edge, ...out(edge.to)]);
  return ways.find((edge) => edge.label === label && edge.labelEn !== undefined)?.labelEn ?? label;
}
