import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { attachEdges } from './attach-edges.ts';
import { buildDraft } from './build-flow.ts';
import { checkFlow } from './check-flow.ts';
import type { Diagram } from './diagram.ts';
import { insertRow, removeRow } from './draft-edits.ts';
import { draftOf } from './draft-table.ts';
import { rowsOf } from './draft-ways.ts';
import { isStep } from './flow-table.ts';
import { bytesOf, END, specOf, START, stepOf, xmlOf } from './flows.test-support.ts';
import { catalogueFileSchema, specFromCatalogue } from './from-catalogue.ts';
import { parseFlow } from './parse-flow.ts';
import { renderFlowSvg } from './render-svg.ts';
import { toBpmnXml } from './to-bpmn-xml.ts';
import { writeDraft } from './write-draft.ts';

async function drawingOf(xml: string) {
  const parsed = await parseFlow(bytesOf(xml));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const draft = draftOf(parsed.value);
  const { diagram } = parsed.value;
  if (!draft.ok || diagram === null) throw new Error('no drawing');
  return { draft: draft.value, diagram };
}

/** A step added in the table, moved by hand to the lane beside, as the canvas moves it: its lines follow. */
async function movedByHand() {
  const { draft } = await drawingOf(
    await xmlOf(
      buildDraft(
        specOf([
          START('a'),
          stepOf('a', { to: ['b'] }),
          stepOf('b', { post: 'head', to: ['c'] }),
          stepOf('c', { to: ['end'] }),
          END,
        ]),
      ),
    ),
  );
  const added = insertRow(draft, { ...step(draft, 'a'), id: 'x', name: '新环节' }, { row: 'a', way: 0 });
  const drawn = await drawingOf(await writeDraft(added, null));
  const nodes = drawn.draft.nodes.map((node) => (node.id === 'x' ? { ...node, post: 'head' } : node));
  const [x, y, w, h] = drawn.diagram.nodes['x'] ?? [0, 0, 0, 0];
  const moved: Diagram = { ...drawn.diagram, nodes: { ...drawn.diagram.nodes, x: [x + 130, y, w, h] } };
  return { draft: { ...drawn.draft, nodes }, diagram: attachEdges(drawn.draft, moved) };
}

function step(draft: Awaited<ReturnType<typeof drawingOf>>['draft'], id: string) {
  const node = draft.nodes.find((one) => one.id === id);
  if (node === undefined) throw new Error(id);
  return node;
}

const data = catalogueFileSchema.parse(JSON.parse(readFileSync('demo/data/flows.json', 'utf8')));

describe('a line ends where its flow says', () => {
  test.each(data.flows)('$id: a drawing that is right stays the same object', async (flow) => {
    const { draft, diagram } = await drawingOf(await xmlOf(buildDraft(specFromCatalogue(flow, data.posts))));
    expect(attachEdges(draft, diagram)).toBe(diagram);
  });

  test('a step moved by hand and taken out in the table leaves no line in empty space', async () => {
    const { draft, diagram } = await movedByHand();
    const left = removeRow(draft, 'x');
    expect(rowsOf(left).find(({ node }) => node.id === 'a')?.ways[0]?.to).toBe('b');
    const after = await drawingOf(await writeDraft(left, diagram));
    expect(after.diagram.nodes['b']).toEqual(diagram.nodes['b']);
    expectAttached(after);
  });

  test.each(data.flows)('$id: whichever step goes, every line ends at its nodes', async (flow) => {
    const { draft, diagram } = await drawingOf(await xmlOf(buildDraft(specFromCatalogue(flow, data.posts))));
    for (const { id } of draft.nodes.filter(isStep).slice(0, 6))
      expectAttached(await drawingOf(await writeDraft(removeRow(draft, id), diagram)));
  });

  test('a file with a loose line is mended before it is kept, and a chart kept with one is drawn right', async () => {
    const { draft, diagram } = await movedByHand();
    const left = removeRow(draft, 'x');
    const ids = new Set([...left.nodes, ...left.edges].map(({ id }) => id));
    const keep = <T>(of: Record<string, T>) =>
      Object.fromEntries(Object.entries(of).filter(([id]) => ids.has(id)));
    const stale: Diagram = { ...diagram, nodes: keep(diagram.nodes), edges: keep(diagram.edges) };
    const checked = await checkFlow(bytesOf(await toBpmnXml(left, stale)));
    if (!checked.ok) throw new Error(JSON.stringify(checked.error));
    expect(checked.value.laidOut).toBe(true);
    expectAttached({ draft: left, diagram: checked.value.diagram });
    const { table } = checked.value;
    expect(renderFlowSvg(table, stale, { lang: 'zh' })).toBe(
      renderFlowSvg(table, checked.value.diagram, { lang: 'zh' }),
    );
    expect(renderFlowSvg(table, stale, { lang: 'zh' })).not.toContain(pathOf(stale, draft));
  });
});

/** The beginning of the path of the loose line. */
function pathOf(
  { edges }: Diagram,
  { edges: ways }: { edges: readonly { id: string; to: string }[] },
): string {
  const [x, y] = edges[ways.find(({ to }) => to === 'x')?.id ?? '']?.points.at(-1) ?? [-1, -1];
  return `L${x} ${y}"`;
}

function expectAttached({
  draft,
  diagram,
}: Pick<Awaited<ReturnType<typeof drawingOf>>, 'draft' | 'diagram'>) {
  for (const { id, from, to } of draft.edges) {
    const points = diagram.edges[id]?.points ?? [];
    for (const [end, node] of [
      [points[0], from],
      [points.at(-1), to],
    ] as const) {
      const [x, y, w, h] = diagram.nodes[node] ?? [NaN, NaN, NaN, NaN];
      const [px, py] = end ?? [NaN, NaN];
      expect([id, px >= x - 1 && px <= x + w + 1 && py >= y - 1 && py <= y + h + 1]).toEqual([id, true]);
    }
  }
}
