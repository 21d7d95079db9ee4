import { describe, expect, it } from 'vitest';
import { FLOW_KINDS } from './gov-vocabulary.ts';
import { templateOf } from '../templates/index.ts';
import type { FlowDraft } from './draft-table.ts';
import { insertRow, setWays } from './draft-edits.ts';
import { rowsOf } from './draft-ways.ts';
import { examineFlow } from './check-flow.ts';
import { englishMissing } from './english-names.ts';
import { writeDraft } from './write-draft.ts';

const licence: FlowDraft = templateOf('licence', { id: 'flow-1', name: '许可', postNames: {} });
const without = (ids: readonly string[]): FlowDraft => ({
  ...licence,
  nodes: licence.nodes.map((node) => (ids.includes(node.id) ? { ...node, nameEn: undefined } : node)),
  edges: licence.edges.map((edge) => (ids.includes(edge.id) ? { ...edge, labelEn: ' ' } : edge)),
});
const elements = (draft: FlowDraft): (string | null)[] => englishMissing(draft).map(({ element }) => element);
const idOf = (kind: string): string => licence.nodes.find((node) => node.kind === kind)?.id ?? '';

describe('what an English reader would meet in Chinese', () => {
  it.each(FLOW_KINDS)('is nothing in the template of %s', (kind) => {
    expect(englishMissing(templateOf(kind, { id: 'flow-1', name: '流程', postNames: {} }))).toEqual([]);
  });

  it.each(['task', 'message', 'boundary'])('is a %s without an English name', (kind) => {
    expect(elements(without([idOf(kind)]))).toEqual([idOf(kind)]);
  });

  it('is a gateway at which a way is chosen', () => {
    const choice = { id: 'choice', name: '分流', kind: 'xor', risk: 0, public: true } as const;
    const [first] = rowsOf(licence);
    const added = insertRow(licence, choice, { row: first?.node.id ?? '', way: 0 });
    expect(elements(added)).toEqual([]);
    const ways = [
      { to: first?.ways[0]?.to ?? '', default: true as const },
      { to: idOf('end'), feel: 'n = 1' },
    ];
    expect(elements(setWays(added, 'choice', ways))).toEqual(['choice']);
  });

  it('is a way whose words have no English', () => {
    const way = licence.edges.find(({ label }) => label !== undefined)?.id ?? '';
    expect(elements(without([way]))).toEqual([way]);
  });

  it('is not a gateway that tells outcomes apart or where ways meet, nor start and end', () => {
    const silent = licence.nodes.filter(({ nameEn }) => nameEn === undefined);
    expect(new Set(silent.map(({ kind }) => kind))).toEqual(new Set(['start', 'end', 'xor']));
  });

  it('is told beside what stops a flow, and stops nothing', async () => {
    const file = await writeDraft(without([idOf('boundary')]), null);
    const { issues, warnings } = await examineFlow(new TextEncoder().encode(file));
    expect(issues).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'flows/english-missing', element: idOf('boundary') }]);
  });
});
