import { err, ok, type Result } from '#kernel';
import { compileFlow } from './compile-flow.ts';
import type { Diagram } from './diagram.ts';
import type { FlowIssue } from './errors.ts';
import type { FlowTable } from './flow-table.ts';
import { lawfulness, type FlowTerms } from './lawfulness.ts';
import { layoutFlow } from './layout-flow.ts';
import { parseFlow } from './parse-flow.ts';
import { soundness } from './soundness.ts';
import { toBpmnXml } from './to-bpmn-xml.ts';

/** A flow that may be published: the exact bytes, and what they mean. */
export interface CheckedFlow {
  readonly bytes: Uint8Array;
  readonly table: FlowTable;
  readonly diagram: Diagram;
  /** True when the file had no drawing and one was added: the bytes differ from what was handed in. */
  readonly laidOut: boolean;
}

/**
 * Everything that is checked before a flow is published: the profile, the graph, all markings, and, when the terms of
 * the power are given, the law. A file without a drawing gets one, so that what a person approves has a picture.
 */
export async function checkFlow(
  bytes: Uint8Array,
  terms?: FlowTerms,
): Promise<Result<CheckedFlow, readonly FlowIssue[]>> {
  const parsed = await parseFlow(bytes);
  if (!parsed.ok) return parsed;
  const compiled = compileFlow(parsed.value);
  if (!compiled.ok) return compiled;
  const table = compiled.value;
  const { issues } = soundness(table);
  const unlawful = terms === undefined ? [] : lawfulness(table, terms);
  if (issues.length + unlawful.length > 0) return err([...issues, ...unlawful]);
  const { diagram } = parsed.value;
  if (diagram !== null && isComplete(diagram, table)) return ok({ bytes, table, diagram, laidOut: false });
  const drawn = layoutFlow(table);
  if (!drawn.ok) return drawn;
  const xml = await toBpmnXml(table, drawn.value);
  return ok({ bytes: new TextEncoder().encode(xml), table, diagram: drawn.value, laidOut: true });
}

function isComplete(diagram: Diagram, table: FlowTable): boolean {
  return (
    table.nodes.every((node) => node.id in diagram.nodes) &&
    table.edges.every((edge) => edge.id in diagram.edges)
  );
}
