import { ATTRIBUTE_WORDS, type Attribute } from '../texts/attribute-words.ts';
import { removeRow } from './draft-edits.ts';
import type { DraftNode, FlowDraft } from './draft-table.ts';
import { isStep } from './flow-table.ts';

/** A row that was taken out, and what went with it: its ways on, its timers by name, and what was filled in. */
export interface Removal {
  readonly name: string;
  readonly draft: FlowDraft;
  readonly ways: number;
  readonly timers: readonly string[];
  readonly attributes: readonly Attribute[];
}

/** Where a row stands, and what every row has. */
const PLACE: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'name',
  'post',
  'host',
  'interrupting',
  'public',
  'outcomes',
]);

/** Takes a row out as `removeRow` does and says what goes with it. */
export function removalOf(draft: FlowDraft, id: string): Removal {
  const left = removeRow(draft, id);
  const kept = new Set([...left.nodes, ...left.edges].map((one) => one.id));
  const gone = draft.nodes.filter((node) => !kept.has(node.id));
  const row = draft.nodes.find((node) => node.id === id);
  return {
    name: row?.name ?? '',
    draft: left,
    ways: draft.edges.filter((edge) => !kept.has(edge.id)).length,
    timers: gone.filter((node) => node.host === id).map(({ name }) => name),
    attributes: row === undefined ? [] : filledIn(row),
  };
}

function filledIn(node: DraftNode): Attribute[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const empty = value === undefined || value === '' || (key === 'risk' && (value === 0 || !isStep(node)));
    return PLACE.has(key) || empty || !isAttribute(key) ? [] : [key];
  });
}

function isAttribute(key: string): key is Attribute {
  return Object.hasOwn(ATTRIBUTE_WORDS, key);
}
