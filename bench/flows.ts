import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import {
  buildDraft,
  catalogueFileSchema,
  checkFlow,
  flowSpecSchema,
  specFromCatalogue,
  writeFlow,
  type FlowSpec,
} from '#modules/flows';
import { assertOk } from '#kernel';
import { atMost, percentiles, type Figure } from './figure.ts';

const RUNS = 40;
const SECTIONS = 25;

/** The whole publish check of a file: parsing, profile, graph, all markings, the law. Beside it the licence flow of the demonstration. */
export async function* benchFlows(): AsyncGenerator<Figure> {
  const large = manyDecisions();
  const value = await median(large);
  const peer = await median(await demonstration());
  yield {
    what: `publish check of a flow of ${buildDraft(large).nodes.length} nodes`,
    value,
    unit: 'ms',
    peer: { name: 'licence flow, ms', value: peer },
    bar: atMost(value, 200, 'ms'),
  };
}

async function median(spec: FlowSpec): Promise<number> {
  const bytes = assertOk(await writeFlow(spec));
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    assertOk(await checkFlow(bytes, { kind: spec.kind }));
    times.push(performance.now() - began);
  }
  return percentiles(times)(0.5);
}

/** Sections of a step that either goes on or is looked into first, one behind the other. */
function manyDecisions(): FlowSpec {
  const step = (id: string, next: unknown) => ({
    id,
    name: `环节 ${id}`,
    kind: 'task',
    post: 'post-a',
    // What is internal is approved (A4).
    role: id === `s${SECTIONS - 1}` ? 'approve' : 'act',
    clock: 'none',
    action: '办理',
    rule: '按规定办理',
    duty: '对办理负责',
    supervision: '全程留痕',
    rights: '可以查询',
    complaint: '12345',
    risk: 0,
    public: true,
    next,
  });
  const sections = Array.from({ length: SECTIONS }, (_, at) => {
    const next = at + 1 === SECTIONS ? 'end' : `s${at + 1}`;
    return [
      step(`s${at}`, [
        { to: next, outcome: 'plain', label: '无疑问' },
        { to: `look${at}`, outcome: 'look', label: '有疑问' },
      ]),
      step(`look${at}`, [{ to: next }]),
    ];
  });
  return flowSpecSchema.parse({
    id: 'flow-bench',
    name: '百个节点的流程',
    kind: 'internal',
    clock: { from: 's0', to: `s${SECTIONS - 1}` },
    posts: [{ id: 'post-a', name: '承办岗', kind: 'handler' }],
    steps: [
      {
        id: 'start',
        name: '开始',
        kind: 'start',
        post: 'post-a',
        risk: 0,
        public: true,
        next: [{ to: 's0' }],
      },
      ...sections.flat(),
      { id: 'end', name: '结束', kind: 'end', post: 'post-a', risk: 0, public: true, main: true, next: [] },
    ],
  });
}

async function demonstration(): Promise<FlowSpec> {
  const data = catalogueFileSchema.parse(JSON.parse(await readFile('demo/data/flows.json', 'utf8')));
  const licence = data.flows.find(({ id }) => id === 'flow-licence');
  if (licence === undefined) throw new Error('the demonstration has a licence flow');
  return specFromCatalogue(licence, data.posts);
}
