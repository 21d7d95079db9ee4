import { readFile } from 'node:fs/promises';
import {
  buildDraft,
  catalogueFileSchema,
  layoutFlow,
  phasesOf,
  renderFlowSvg,
  renderPhaseChart,
  specFromCatalogue,
  type FlowTable,
  type PhaseChart,
} from '#modules/flows';
import { atMost, percentiles, type Figure } from './figure.ts';

const ELEMENTS = 1_000;
const RUNS = 9;

/** Charts of a thousand elements beside those of a hundred or so: of many flows, and of one long one. */
export async function* benchCharts(): AsyncGenerator<Figure> {
  const { flows, posts } = catalogueFileSchema.parse(
    JSON.parse(await readFile('demo/data/flows.json', 'utf8')),
  );
  const tables = flows.map((flow) => buildDraft(specFromCatalogue(flow, posts)));
  yield* measure('chart of a category', (elements) => {
    const chart = chartOf(tables, elements);
    return () => renderPhaseChart(chart);
  });
  yield* measure('chart of one flow as its page draws it', (elements) => {
    const { table, diagram } = drawn(ladder(tables, elements));
    return () => renderFlowSvg(table, diagram, { lang: 'zh' });
  });
  yield* measure('the same laid out anew, as drafts are', (elements) => {
    const table = ladder(tables, elements);
    return () => renderFlowSvg(table, drawn(table).diagram, { lang: 'zh' });
  });
}

function drawn(table: FlowTable) {
  const diagram = layoutFlow(table);
  if (!diagram.ok) throw new Error(JSON.stringify(diagram.error));
  return { table, diagram: diagram.value };
}

async function* measure(what: string, prepare: (elements: number) => () => string): AsyncGenerator<Figure> {
  const [value, tenth] = [time(prepare(ELEMENTS)), time(prepare(ELEMENTS / 10))];
  yield {
    what: `${what}, SVG of ${value.elements.toLocaleString('en')} elements`,
    value: value.ms,
    unit: 'ms',
    peer: { name: `${tenth.elements} elements`, value: tenth.ms },
    bar: atMost(value.ms, 1_000, 'ms'),
  };
}

function time(draw: () => string): { readonly ms: number; readonly elements: number } {
  let svg = '';
  const spent = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    svg = draw();
    return performance.now() - begun;
  });
  return { ms: percentiles(spent)(0.5), elements: svg.match(/<[a-z]/gu)?.length ?? 0 };
}

/** Rows of the flows of the demonstration, one after another, until the picture has that many elements. */
function chartOf(tables: readonly FlowTable[], elements: number): PhaseChart {
  const phases = ['1', '2', '3', '4', '5', '6'];
  const rows: PhaseChart['rows'][number][] = [];
  for (let at = 0; ; at += 1) {
    const table = tables[at % tables.length];
    if (table === undefined) throw new Error('no flows');
    const cells = phasesOf(table).map(({ steps }) => ({
      text: steps.map(({ name }) => name).join('、'),
      notes: [`${steps.length} 个环节`],
      title: table.name,
      href: '/',
    }));
    rows.push({ name: table.name, notes: [], href: '/', cells });
    const chart = { title: '图', root: { name: '图', note: '' }, phases, rows };
    if ((renderPhaseChart(chart).match(/<[a-z]/gu)?.length ?? 0) >= elements) return chart;
  }
}

/** Flows of the demonstration one after another as a single one, each end leading to the next start. */
function ladder(tables: readonly FlowTable[], elements: number): FlowTable {
  const [first] = tables;
  if (first === undefined) throw new Error('no flows');
  let chain = first;
  for (let at = 1; count(chain) < elements; at += 1) {
    const next = tables[at % tables.length];
    if (next !== undefined) chain = append(chain, next, `r${at}-`);
  }
  return chain;
}

function count(table: FlowTable): number {
  return renderFlowSvg(table, drawn(table).diagram, { lang: 'zh' }).match(/<[a-z]/gu)?.length ?? 0;
}

function append(chain: FlowTable, next: FlowTable, prefix: string): FlowTable {
  const start = next.nodes.find(({ kind }) => kind === 'start');
  const into = `${prefix}${next.edges.find(({ from }) => from === start?.id)?.to}`;
  const ends = new Set(chain.nodes.filter(({ kind }) => kind === 'end').map(({ id }) => id));
  const posts = new Map([...chain.posts, ...next.posts].map((post) => [post.id, post]));
  return {
    ...chain,
    posts: [...posts.values()],
    nodes: [
      ...chain.nodes.filter(({ id }) => !ends.has(id)),
      ...next.nodes
        .filter(({ id }) => id !== start?.id)
        .map((node) => ({
          ...node,
          id: prefix + node.id,
          ...(node.host !== undefined && { host: prefix + node.host }),
        })),
    ],
    edges: [
      ...chain.edges.map((edge) => (ends.has(edge.to) ? { ...edge, to: into } : edge)),
      ...next.edges
        .filter(({ from }) => from !== start?.id)
        .map((edge) => ({
          ...edge,
          id: prefix + edge.id,
          from: prefix + edge.from,
          to: prefix + edge.to,
        })),
    ],
  };
}
