import type { FlowDraft } from './draft-table.ts';
import { gatewayOf } from './draft-ways.ts';
import { flowIssue, type FlowIssue } from './errors.ts';
import { isStep } from './flow-table.ts';
import { indexTable } from './table-index.ts';

const isEmpty = (words: string | undefined): boolean => (words ?? '').trim() === '';

/**
 * What an English reader would meet in Chinese: the names of steps, timers and choices, and the words on ways out of them. It stops
 * nothing. Gateways that only tell the outcomes of a step apart, or where ways meet, are never called by a name.
 */
export function englishMissing(draft: FlowDraft): FlowIssue[] {
  const index = indexTable(draft);
  const ofSteps = new Set(draft.nodes.map((node) => gatewayOf(index, node)));
  const nodes = draft.nodes.filter((node) => {
    const gateway = node.kind === 'xor' || node.kind === 'and';
    const chooses = gateway && index.out(node.id).length > 1 && !ofSteps.has(node.id);
    return (isStep(node) || node.kind === 'boundary' || chooses) && isEmpty(node.nameEn);
  });
  const ways = draft.edges.filter(({ label, labelEn }) => !isEmpty(label) && isEmpty(labelEn));
  return [...nodes, ...ways.map(({ id, label }) => ({ id, name: label }))].map((element) =>
    flowIssue('flows/english-missing', element),
  );
}
