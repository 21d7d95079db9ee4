import { attachEdges } from './attach-edges.ts';
import type { Diagram, Point } from './diagram.ts';
import type { FlowEdge, FlowTable } from './flow-table.ts';
import { drawNode } from './svg-nodes.ts';
import { lookOf, tag } from './svg-marks.ts';
import type { SvgOptions } from './svg-options.ts';
import {
  AMBER,
  escape,
  FAINT,
  HAIRLINE,
  INK,
  label,
  PAPER,
  round,
  SANS,
  SECOND,
  SERIF,
  type TextLook,
} from './svg-primitives.ts';
import { textWidth, wrapText } from './text-width.ts';

/**
 * The flow chart as a picture that stands alone, with no style sheet (so that it may be put into pages under a strict
 * content policy) and no colour without a word or a shape. Each step can be focused, has a title, and leads to its
 * description; `id` of a step's group is `node-<id>`.
 */
export function renderFlowSvg(table: FlowTable, drawn: Diagram, options: SvgOptions): string {
  const diagram = attachEdges(table, drawn);
  const { width } = diagram;
  const top = options.titled === false ? topOf(diagram) : 0;
  const height = diagram.height - top;
  const busiest = Math.max(1, ...Object.values(options.overlay?.edges ?? {}));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${round(top)} ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="${SANS}" role="group" lang="zh-CN" aria-label="${escape(table.name)}">`,
    `<title>${escape(table.name)}</title>`,
    `<rect width="${round(width)}" height="${round(diagram.height)}" fill="${PAPER}"/>`,
    label(table.name, 12, 32, 16, { fill: INK, family: SERIF, weight: 600 }),
    ...lanes(table, diagram),
    ...table.edges.map((edge) => line(edge, diagram, options, busiest)),
    ...table.nodes.map((node) => drawNode(table, node, diagram, options)),
    ...table.edges.map((edge) => edgeLabel(edge, diagram, options)),
    ...table.edges.map((edge) => edgeMark(edge, diagram, options)),
    '</svg>',
  ].join('\n');
}

/** Where the lanes begin: the title stands above them. */
function topOf({ lanes: drawn }: Diagram): number {
  return drawn.length === 0 ? 0 : Math.min(...drawn.map(({ box }) => box[1]));
}

function lanes(table: FlowTable, { lanes: drawn, direction }: Diagram): string[] {
  return drawn.flatMap(({ post, box: [x, y, w, h] }, at) => {
    const name = table.posts.find((one) => one.id === post)?.name ?? post;
    const title = direction === 'down' ? wrapText(name, w - 12, 12, 3) : wrapText(name, 72, 12, 4);
    const [cx, top] =
      direction === 'down' ? [x + w / 2, y + 18] : [x + 40, y + h / 2 - (title.length - 1) * 8];
    return [
      `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${at % 2 === 0 ? '#F6F4EE' : PAPER}" stroke="${HAIRLINE}"/>`,
      ...title.map((text, line) =>
        label(text, cx, top + line * 15, 12, { fill: SECOND, anchor: 'middle', weight: 600 }),
      ),
    ];
  });
}

const RADIUS = 5;

/** The line with rounded corners, and its arrow head. */
function line(edge: FlowEdge, diagram: Diagram, options: SvgOptions, busiest: number): string {
  const { overlay } = options;
  const look = lookOf(edge.id, options);
  const points = diagram.edges[edge.id]?.points ?? [];
  const count = overlay?.edges?.[edge.id];
  const never = overlay?.edges !== undefined && (count ?? 0) === 0;
  const plain = look === undefined ? 1.2 : 2.4;
  const weight = count === undefined ? plain : round(1 + 5 * Math.sqrt(count / busiest));
  const ink = never ? FAINT : (look?.ink ?? (edge.loop === true ? AMBER : SECOND));
  const pattern = never ? '2 4' : look?.dash || (edge.loop === true ? '6 4' : '');
  const dash = pattern === '' ? '' : ` stroke-dasharray="${pattern}"`;
  const path = points.map((point, at) => corner(points, point, at)).join('');
  return `<path d="${path}" fill="none" stroke="${ink}" stroke-width="${weight}"${dash}/>${arrow(points, ink)}`;
}

function corner(points: readonly Point[], [x, y]: Point, at: number): string {
  const before = points[at - 1];
  const after = points[at + 1];
  if (before === undefined) return `M${round(x)} ${round(y)}`;
  if (after === undefined) return `L${round(x)} ${round(y)}`;
  const towards = ([ax, ay]: Point) => {
    const length = Math.hypot(ax - x, ay - y);
    const part = Math.min(RADIUS, length / 2) / (length || 1);
    return `${round(x + (ax - x) * part)} ${round(y + (ay - y) * part)}`;
  };
  return `L${towards(before)}Q${round(x)} ${round(y)} ${towards(after)}`;
}

function arrow(points: readonly Point[], ink: string): string {
  const [tip, tail] = [points.at(-1), points.at(-2)];
  if (tip === undefined || tail === undefined) return '';
  const angle = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
  const wing = (turn: number) =>
    `${round(tip[0] - 7 * Math.cos(angle + turn))} ${round(tip[1] - 7 * Math.sin(angle + turn))}`;
  return `<path d="M${round(tip[0])} ${round(tip[1])}L${wing(0.42)}L${wing(-0.42)}Z" fill="${ink}"/>`;
}

/** What is said of a way stands in the middle of its longest stretch. */
function edgeMark(edge: FlowEdge, diagram: Diagram, options: SvgOptions): string {
  const look = lookOf(edge.id, options);
  const points = diagram.edges[edge.id]?.points ?? [];
  const stretches = points.slice(1).map((to, at): readonly [Point, Point] => [points[at] ?? to, to]);
  const [longest] = stretches.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  if (look === undefined || longest === undefined) return '';
  const [[ax, ay], [bx, by]] = longest;
  const word = look[options.lang];
  const middle = (ax + bx) / 2;
  // on a short stretch the sign stands beside the line, where it does not cover the next step
  const right = lengthOf(longest) < 60 ? middle - 8 : middle + textWidth(word, 10.5) / 2;
  return `<g role="img" aria-label="${escape(`${edge.label ?? ''} ${word.slice(2)}`.trim())}">${tag(word, right, (ay + by) / 2, look.ink)}</g>`;
}

function lengthOf([[ax, ay], [bx, by]]: readonly [Point, Point]): number {
  return Math.hypot(bx - ax, by - ay);
}

/** A labelled way says how many cases took it; the width of the line says it for the others. */
function edgeLabel(edge: FlowEdge, diagram: Diagram, { lang, overlay }: SvgOptions): string {
  const drawn = diagram.edges[edge.id];
  const start = drawn?.points[0];
  if (edge.label === undefined || start === undefined) return '';
  const count = overlay?.edges?.[edge.id];
  const [x, y, w] = drawn?.label ?? [start[0] + 2, start[1] - 16, 0];
  const name = lang === 'en' ? (edge.labelEn ?? edge.label) : edge.label;
  const words = count === undefined ? name : `${name} ${count}`;
  const leftward = x + w < start[0];
  const look: TextLook = {
    fill: edge.loop === true ? AMBER : INK,
    halo: true,
    ...(leftward && { anchor: 'end' }),
  };
  return label(words, leftward ? x + w - 3 : x + 3, y + 11.5, 11, look);
}
