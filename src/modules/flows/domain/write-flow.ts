import { ok, type Result } from '#kernel';
import { buildDraft, type FlowSpec } from './build-flow.ts';
import type { FlowIssue } from './errors.ts';
import { layoutFlow } from './layout-flow.ts';
import { toBpmnXml } from './to-bpmn-xml.ts';

/** The BPMN file of a spec, drawn: what `checkFlow` and `submitFlowVersion` take. The same spec gives the same bytes. */
export async function writeFlow(spec: FlowSpec): Promise<Result<Uint8Array, FlowIssue[]>> {
  const draft = buildDraft(spec);
  const drawn = layoutFlow(draft);
  if (!drawn.ok) return drawn;
  return ok(new TextEncoder().encode(await toBpmnXml(draft, drawn.value)));
}
