import type { Reading } from '#platform/database';
import { findFlowEnding } from '../db/flow-ending.ts';
import { findPublishedFlow } from '../db/flow-reader.ts';
import { flowIssue, type FlowIssue } from '../domain/errors.ts';
import type { FlowTable } from '../domain/flow-table.ts';

/** Calls of a flow whose called version is not published in this agency, or belongs to a flow that has ended or is about to. */
export async function unknownCalls(db: Reading, agencyId: string, table: FlowTable): Promise<FlowIssue[]> {
  const issues: FlowIssue[] = [];
  for (const node of table.nodes) {
    if (node.calls === undefined) continue;
    const { flow, version } = node.calls;
    const found = await findPublishedFlow(db, agencyId, flow, version);
    if (found === undefined) issues.push(flowIssue('flows/called-flow-unknown', node, { flow, version }));
    const ending = found === undefined ? undefined : await findFlowEnding(db, agencyId, flow);
    if (ending !== undefined)
      issues.push(
        flowIssue('flows/called-flow-ended', node, { name: found?.table.name ?? flow, on: ending.endsOn }),
      );
  }
  return issues;
}
