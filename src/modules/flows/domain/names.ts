import type { Lang } from '../texts/words.ts';
import type { FlowNode, FlowTable } from './flow-table.ts';
import { indexTable } from './table-index.ts';

/** What a step is called: its English name where the flow has one, its own otherwise. */
export function nodeName(node: Pick<FlowNode, 'name' | 'nameEn'>, lang: Lang): string {
  return lang === 'en' ? (node.nameEn ?? node.name) : node.name;
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
