import type { Lang } from '#platform/i18n';
import type { FlowFigureProps } from '#platform/portal';
import type { FlowVersion } from '../db/flow-reader.ts';
import { renderFlowSvg } from '../domain/render-svg.ts';
import type { Overlay } from '../domain/svg-options.ts';
import { FlowTwin } from './flow-twin.tsx';

export interface FigureOptions {
  readonly lang: Lang;
  readonly overlay?: Overlay;
  /** Address of the power, `/powers/{code}`: its chart, picture and file lie at `/flow`, `/flow.svg`, `/flow.bpmn`. */
  readonly powerHref?: string;
}

/** A flow version as the portal kit shows charts: the picture, its text twin, and where to get the files. */
export function flowFigure(
  { table, diagram }: FlowVersion,
  { lang, overlay, powerHref }: FigureOptions,
): FlowFigureProps {
  const steps = table.nodes
    .filter((node) => node.role !== undefined && node.kind !== 'boundary')
    .map((node) => node.name);
  return {
    svg: renderFlowSvg(table, diagram, { lang, titled: false, ...(overlay && { overlay }) }),
    caption: table.name,
    label: lang === 'zh' ? `${table.name}：${steps.join('、')}` : `Flow chart with ${steps.length} steps`,
    twin: <FlowTwin table={table} />,
    ...(powerHref !== undefined && {
      pageHref: `${powerHref}/flow`,
      svgHref: `${powerHref}/flow.svg`,
      bpmnHref: `${powerHref}/flow.bpmn`,
    }),
  };
}
