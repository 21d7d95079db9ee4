import { isStep, isWork, type FlowTable } from './flow-table.ts';
import type { Limit } from './limit.ts';
import { longestPath } from './longest-path.ts';

/** What simplification 减环节、减时限 is measured by (C8), per version. */
export interface FlowCounts {
  readonly steps: number;
  readonly statutory: number;
  readonly posts: number;
  readonly documents: number;
  /** Working days of the longest way, counted steps only, returns left out. */
  readonly workingDays: number;
}

const IN_WORKING_DAYS: Limit = { n: 3660, unit: 'wd' };

export function countFlow(table: FlowTable): FlowCounts {
  const steps = table.nodes.filter(isStep);
  return {
    steps: steps.length,
    statutory: steps.filter((node) => node.article !== undefined).length,
    posts: new Set(steps.filter(isWork).flatMap((node) => node.post ?? [])).size,
    documents: steps.reduce((sum, node) => sum + (node.documents?.length ?? 0), 0),
    workingDays: longestPath(table, IN_WORKING_DAYS, (node) => node.clock === 'main', new Set()).sum,
  };
}
