import { countFlow, examineFlow, type FlowCounts } from '#modules/flows';

/** By digest: a file that was filed never changes, and reading one costs more than all else. */
const kept = new Map<string, FlowCounts | undefined>();
const KEPT = 500;

/** What a filed flow counts; nothing where the file does not read as a program here. */
export async function countFiledFlow(flow: {
  readonly sha256: string;
  readonly bpmn: string;
}): Promise<FlowCounts | undefined> {
  if (kept.has(flow.sha256)) return kept.get(flow.sha256);
  const { table } = await examineFlow(new TextEncoder().encode(flow.bpmn));
  const counts = table === null ? undefined : countFlow(table);
  const oldest = kept.keys().next();
  if (kept.size >= KEPT && oldest.done !== true) kept.delete(oldest.value);
  kept.set(flow.sha256, counts);
  return counts;
}
