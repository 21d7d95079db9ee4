import type { Diagram } from '../domain/diagram.ts';
import { diffTables, type TableDifference } from '../domain/diff-tables.ts';
import type { DraftEdge, FlowDraft } from '../domain/draft-table.ts';
import type { FlowTable } from '../domain/flow-table.ts';
import { renderFlowSvg } from '../domain/render-svg.ts';
import type { Mark } from '../domain/svg-options.ts';
import { changeTexts, type ChangeText } from './change-text.ts';
import type { Lang } from './words.ts';

/** A flow with where it stands on paper; a drawing may be unfinished. */
export interface Chart {
  readonly table: FlowTable | FlowDraft;
  readonly diagram: Diagram;
}

export interface ComparedCharts {
  /** What changed, in words; empty when both are the same. */
  readonly changes: readonly ChangeText[];
  /** The charts of both, with what is gone or changed marked on the older, and what is new or changed on the newer. */
  readonly before: string;
  readonly after: string;
}

export interface CompareOptions {
  readonly lang: Lang;
  /** Where a step of either chart leads; see `SvgOptions`. */
  readonly stepHref?: string;
  readonly titled?: boolean;
}

/** Two versions of a flow, compared on their charts and in words. Where a shape stands on paper is no difference. */
export function compareCharts(before: Chart, after: Chart, options: CompareOptions): ComparedCharts {
  const difference = differenceOf(before.table, after.table);
  const marks = marksOf(difference);
  const draw = ({ table, diagram }: Chart, side: 'before' | 'after'): string =>
    renderFlowSvg(table, diagram, { ...options, marks: marks[side], idPrefix: `${side}-` });
  return {
    changes: wordsOf(difference, before.table, after.table, options.lang),
    before: draw(before, 'before'),
    after: draw(after, 'after'),
  };
}

/** Conditions are compared as they are written, not as they were compiled. */
export function differenceOf(before: FlowTable | FlowDraft, after: FlowTable | FlowDraft): TableDifference {
  return diffTables(asWritten(before), asWritten(after));
}

function asWritten(table: FlowTable | FlowDraft): FlowTable {
  return { ...table, edges: table.edges.map((edge) => ({ ...edge, condition: undefined })) };
}

/** What changed, in words: a step by its name, a way by the steps it leads from and to. */
export function wordsOf(
  difference: TableDifference,
  before: FlowTable | FlowDraft,
  after: FlowTable | FlowDraft,
  lang: Lang,
): ChangeText[] {
  const names = new Map(
    [...before.nodes, ...after.nodes].map(({ id, name, nameEn }) => [
      id,
      lang === 'en' ? nameEn || name : name,
    ]),
  );
  const nameOf = (id: string): string => names.get(id) || '…';
  const ways = new Map<string, DraftEdge>(after.edges.map((edge) => [edge.id, edge]));
  const wayOf = (id: string): string => {
    const way = ways.get(id);
    return way === undefined ? id : `${nameOf(way.from)} → ${nameOf(way.to)}`;
  };
  return changeTexts(
    {
      ...difference,
      waysChanged: difference.waysChanged.map((way) => ({ ...way, name: wayOf(way.id) })),
    },
    nameOf,
  ).map((change) => ({ ...change, name: names.get(change.element) ?? change.name }));
}

type Marks = Readonly<Record<string, Mark>>;

function marksOf({ added, removed, changed, waysAdded, waysRemoved, waysChanged }: TableDifference): {
  readonly before: Marks;
  readonly after: Marks;
} {
  const marked = (mark: Mark, ...lists: readonly (readonly { readonly id: string }[])[]): Marks =>
    Object.fromEntries(lists.flat().map(({ id }) => [id, mark]));
  const both = marked('changed', changed, waysChanged);
  return {
    before: { ...both, ...marked('removed', removed, waysRemoved) },
    after: { ...both, ...marked('added', added, waysAdded) },
  };
}
