import { buildDraft, type FlowSpec, type SpecStep } from './build-flow.ts';
import { compileFlow } from './compile-flow.ts';
import type { FlowIssue } from './errors.ts';
import type { FlowTable } from './flow-table.ts';
import { catalogueFileSchema, specFromCatalogue } from './from-catalogue.ts';
import { layoutFlow } from './layout-flow.ts';
import { parseFlow } from './parse-flow.ts';
import { toBpmnXml } from './to-bpmn-xml.ts';

/** Builders for the tests of this module. */
type Next = SpecStep['next'][number];
type Short = Partial<Omit<SpecStep, 'id' | 'next'>> & { readonly to?: readonly (string | Next)[] };

const POSTS: FlowSpec['posts'] = [
  { id: 'window', name: '窗口岗', kind: 'window' },
  { id: 'head', name: '处长岗', kind: 'head' },
  { id: 'party', name: '当事人', kind: 'external' },
];

/** A step with everything a work step must carry. */
export function stepOf(id: string, { to = [], ...rest }: Short = {}): SpecStep {
  const kind = rest.kind ?? 'task';
  const plain =
    kind === 'start' || kind === 'end' || kind === 'terminate' || kind === 'xor' || kind === 'and';
  const c4 = {
    action: '办',
    rule: '依规',
    duty: '尽责',
    supervision: '留痕',
    rights: '知情',
    complaint: '机关纪委',
  };
  return {
    id,
    name: `步骤${id}`,
    risk: 0,
    public: true,
    post: 'window',
    ...(plain
      ? {}
      : { role: 'act' as const, clock: 'main' as const, limit: { n: 1, unit: 'wd' as const }, ...c4 }),
    ...(kind === 'timer' && { timer: { n: 1, unit: 'wd' as const } }),
    ...rest,
    kind,
    next: to.map((next) => (typeof next === 'string' ? { to: next } : next)),
  };
}

export const START = (to: string): SpecStep => stepOf('start', { kind: 'start', to: [to] });
export const END: SpecStep = stepOf('end', { kind: 'end', main: true });

export function specOf(steps: readonly SpecStep[], over: Partial<FlowSpec> = {}): FlowSpec {
  const first = steps.find((step) => step.kind === 'task')?.id ?? 'a';
  return {
    id: 'flow',
    name: '流程',
    kind: 'other',
    clock: { from: first, to: first },
    posts: POSTS,
    steps: [...steps],
    ...over,
  };
}

export async function xmlOf(draft: FlowTable): Promise<string> {
  const laidOut = layoutFlow(draft);
  const none = { width: 1, height: 1, direction: 'down' as const, lanes: [], nodes: {}, edges: {} };
  return toBpmnXml(draft, laidOut.ok ? laidOut.value : none);
}

export const bytesOf = (xml: string): Uint8Array => new TextEncoder().encode(xml);

/** The compiled table of a draft by way of its file, or the codes of the issues that refuse it. */
export async function compileDraft(draft: FlowTable): Promise<FlowTable | FlowIssue[]> {
  const parsed = await parseFlow(bytesOf(await xmlOf(draft)));
  if (!parsed.ok) return parsed.error;
  const compiled = compileFlow(parsed.value);
  return compiled.ok ? compiled.value : compiled.error;
}

export async function tableOf(spec: FlowSpec): Promise<FlowTable> {
  const table = await compileDraft(buildDraft(spec));
  if (Array.isArray(table)) throw new Error(JSON.stringify(table, null, 1));
  return table;
}

/** The category flows of the demonstration bureau that stand for five kinds of power. */
export async function demoTables(json: string) {
  const { flows, posts } = catalogueFileSchema.parse(JSON.parse(json));
  const flowOf = async (id: string) => {
    const flow = flows.find((one) => one.id === id);
    if (flow === undefined) throw new Error(`no flow ${id}`);
    return tableOf(specFromCatalogue(flow, posts));
  };
  return {
    licence: await flowOf('flow-licence'),
    penalty: await flowOf('flow-penalty'),
    inspection: await flowOf('flow-check'),
    filing: await flowOf('flow-filing'),
    reward: await flowOf('flow-reward'),
  };
}
