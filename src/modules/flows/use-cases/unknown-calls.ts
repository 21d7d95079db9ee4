import type { Reading } from '#platform/database';
import { findPublishedFlow } from '../db/flow-reader.ts';
import { flowIssue, type FlowIssue } from '../domain/errors.ts';
import type { FlowTable } from '../domain/flow-table.ts';

/** Calls of a flow whose called version is not published in this agency. */
export async function unknownCalls(db: Reading, agencyId: string, table: FlowTable): Promise<FlowIssue[]> {
  const issues: FlowIssue[] = [];
  for (const node of table.nodes) {
    if (node.calls === undefined) continue;
    const { flow, version } = node.calls;
    const found = await findPublishedFlow(db, agencyId, flow, version);
    if (found === undefined) issues.push(flowIssue('flows/called-flow-unknown', node, { flow, version }));
  }
  return issues;
}
