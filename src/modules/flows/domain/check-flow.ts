import { err, ok, type Result } from '#kernel';
import { attachEdges } from './attach-edges.ts';
import { compileFlow } from './compile-flow.ts';
import type { Diagram } from './diagram.ts';
import { draftOf, type FlowDraft } from './draft-table.ts';
import { englishMissing } from './english-names.ts';
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
  /** True when the file had no drawing, or lines that end at none of their nodes, and that was mended: the bytes differ from what was handed in. */
  readonly laidOut: boolean;
}

/** What the checks find in a file: the deeper ones run once the ones before find nothing. */
export interface Examined {
  readonly issues: readonly FlowIssue[];
  /** What whoever draws should see to, and what stops nothing. */
  readonly warnings: readonly FlowIssue[];
  /** The program, as soon as the file stands for one: it runs although it may still be unsound or unlawful. */
  readonly table: FlowTable | null;
  readonly diagram: Diagram | null;
  /** What the file says as far as it can be edited as a table, finished or not. */
  readonly draft: FlowDraft | null;
}

/**
 * Everything that is checked before a flow is published: the profile, the graph, all markings, and, when the terms of
 * the power are given, the law.
 */
export async function examineFlow(bytes: Uint8Array, terms?: FlowTerms): Promise<Examined> {
  const parsed = await parseFlow(bytes);
  if (!parsed.ok) return { issues: parsed.error, warnings: [], table: null, diagram: null, draft: null };
  const { diagram } = parsed.value;
  const read = draftOf(parsed.value);
  const draft = read.ok ? read.value : null;
  const warnings = draft === null ? [] : englishMissing(draft);
  const compiled = compileFlow(parsed.value);
  if (!compiled.ok) return { issues: compiled.error, warnings, table: null, diagram, draft };
  const table = compiled.value;
  const unlawful = terms === undefined ? [] : lawfulness(table, terms);
  return { issues: [...soundness(table).issues, ...unlawful], warnings, table, diagram, draft };
}

/**
 * A flow that passes `examineFlow`, ready to be kept. A file without a drawing gets one, and lines that hang loose are
 * joined to their nodes, so that what a person approves has a picture that says what runs.
 */
export async function checkFlow(
  bytes: Uint8Array,
  terms?: FlowTerms,
): Promise<Result<CheckedFlow, readonly FlowIssue[]>> {
  const { issues, table, diagram } = await examineFlow(bytes, terms);
  if (issues.length > 0 || table === null) return err(issues);
  const whole = diagram !== null && isComplete(diagram, table);
  const attached = whole ? attachEdges(table, diagram) : null;
  if (attached !== null && attached === diagram) return ok({ bytes, table, diagram, laidOut: false });
  const drawn = attached === null ? layoutFlow(table) : ok(attached);
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
