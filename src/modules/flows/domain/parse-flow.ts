import { err, ok, type Result } from '#kernel';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { Diagram } from './diagram.ts';
import { flowIssue, type FlowIssue } from './errors.ts';
import { govDescriptor } from './gov-descriptor.ts';
import { ModdleReader } from './moddle-reader.ts';
import { readDiagram } from './read-diagram.ts';
import { readEdge, readFlowAttributes, readNode, type RawEdge, type RawNode } from './read-elements.ts';

const MAX_BYTES = 2_000_000;

/** A flow file read and found within the executable profile; its graph is not checked yet. */
export interface ParsedFlow {
  readonly id: string;
  readonly name: unknown;
  readonly kind: unknown;
  readonly mainFrom: unknown;
  readonly mainTo: unknown;
  readonly fields: readonly Readonly<Record<string, unknown>>[];
  readonly posts: readonly { readonly id: unknown; readonly name: unknown; readonly kind: unknown }[];
  readonly laneOf: ReadonlyMap<string, string>;
  readonly nodes: readonly RawNode[];
  readonly edges: readonly RawEdge[];
  /** Absent when the file carries no drawing. */
  readonly diagram: Diagram | null;
}

/**
 * Reads BPMN 2.0 in our restricted executable profile. Refuses every parser warning, document types and entities,
 * scripts, and every element or attribute that the profile does not name: what runs must be all that is written.
 */
export async function parseFlow(bytes: Uint8Array): Promise<Result<ParsedFlow, FlowIssue[]>> {
  if (bytes.byteLength > MAX_BYTES) return err([flowIssue('flows/too-large', null, { limit: MAX_BYTES })]);
  let xml: string;
  try {
    xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return err([flowIssue('flows/not-xml', null)]);
  }
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(xml)) return err([flowIssue('flows/doctype', null)]);
  let read: Awaited<ReturnType<BpmnModdle['fromXML']>>;
  try {
    read = await new BpmnModdle({ gov: govDescriptor }).fromXML(xml);
  } catch {
    return err([flowIssue('flows/not-xml', null)]);
  }
  const reader = new ModdleReader();
  for (const { message, element } of read.warnings) {
    const code = message.includes('duplicate ID') ? 'flows/duplicate-id' : 'flows/parser-warning';
    reader.refuse(code, element ?? null, { what: message.split('\n')[0] ?? '' });
  }
  const parsed = readDefinitions(reader, read.rootElement);
  return reader.issues.length > 0 || parsed === null ? err(reader.issues) : ok(parsed);
}

function readDefinitions(reader: ModdleReader, definitions: ModdleElement): ParsedFlow | null {
  reader.allow(definitions, [
    'id',
    'name',
    'targetNamespace',
    'exporter',
    'exporterVersion',
    'rootElements',
    'diagrams',
  ]);
  const roots = reader.children(definitions, 'rootElements');
  const processes = roots.filter((element) => element.$type === 'bpmn:Process');
  const [process] = processes;
  if (process === undefined || processes.length > 1) {
    reader.refuse('flows/one-process', null, { found: processes.length });
    return null;
  }
  for (const root of roots) readRoot(reader, root);
  reader.allow(process, ['id', 'name', 'isExecutable', 'extensionElements', 'laneSets', 'flowElements']);
  const { posts, laneOf } = readLanes(reader, process);
  const nodes: RawNode[] = [];
  const edges: RawEdge[] = [];
  for (const element of reader.children(process, 'flowElements')) {
    if (element.$type === 'bpmn:SequenceFlow') edges.push(readEdge(reader, element));
    else {
      const node = readNode(reader, element);
      if (node !== null) nodes.push(node);
    }
  }
  return {
    id: reader.id(process),
    name: reader.name(process),
    ...readFlowAttributes(reader, process),
    posts,
    laneOf,
    nodes,
    edges,
    diagram: readDiagram(reader, definitions, posts),
  };
}

function readRoot(reader: ModdleReader, root: ModdleElement): void {
  switch (root.$type) {
    case 'bpmn:Process':
      return;
    case 'bpmn:Message':
      return reader.allow(root, ['id', 'name']);
    case 'bpmn:Collaboration': {
      reader.allow(root, ['id', 'name', 'participants']);
      const participants = reader.children(root, 'participants');
      if (participants.length !== 1) reader.refuse('flows/one-process', root, { found: participants.length });
      for (const participant of participants) reader.allow(participant, ['id', 'name', 'processRef']);
      return;
    }
    default:
      return reader.refuse('flows/element-not-allowed', root, { what: root.$type });
  }
}

function readLanes(reader: ModdleReader, process: ModdleElement) {
  const posts: {
    id: string | undefined;
    name: string | undefined;
    kind: string | undefined;
    lane: string;
  }[] = [];
  const laneOf = new Map<string, string>();
  const sets = reader.children(process, 'laneSets');
  if (sets.length > 1) reader.refuse('flows/element-not-allowed', process, { what: 'laneSet' });
  for (const set of sets) {
    reader.allow(set, ['id', 'name', 'lanes']);
    for (const lane of reader.children(set, 'lanes')) {
      reader.allow(lane, ['id', 'name', 'post', 'kind', 'flowNodeRef']);
      const post = reader.string(lane, 'post');
      posts.push({
        id: post,
        name: reader.name(lane),
        kind: reader.string(lane, 'kind'),
        lane: reader.id(lane),
      });
      for (const node of reader.children(lane, 'flowNodeRef')) laneOf.set(reader.id(node), post ?? '');
    }
  }
  return { posts, laneOf };
}
