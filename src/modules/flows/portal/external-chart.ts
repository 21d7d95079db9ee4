import type { Diagram } from '../domain/diagram.ts';
import type { FlowTable } from '../domain/flow-table.ts';
import { layoutFlow } from '../domain/layout-flow.ts';
import { projectPublic } from '../domain/project-public.ts';

/** A flow as a program and a picture, with the SHA-256 of the bytes both are read from. */
export interface Drawn {
  readonly sha256: string;
  readonly table: FlowTable;
  readonly diagram: Diagram;
}

type Chart = Pick<Drawn, 'table' | 'diagram'>;

/** By digest: the same bytes always give the same chart, and drawing one costs more than all else on its page. */
const kept = new Map<string, Chart>();
const KEPT = 200;

/**
 * The external chart of a flow. It has its own drawing, since steps are left out of it; where none can be made, the
 * whole chart stands. It is drawn once for as long as it is among the last 200 that were asked for.
 */
export function externalChart(flow: Drawn): Chart {
  const chart = kept.get(flow.sha256) ?? draw(flow);
  kept.delete(flow.sha256);
  kept.set(flow.sha256, chart);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value);
  return chart;
}

function draw({ table, diagram }: Drawn): Chart {
  const shown = projectPublic(table);
  const drawn = layoutFlow(shown);
  return drawn.ok ? { table: shown, diagram: drawn.value } : { table, diagram };
}
