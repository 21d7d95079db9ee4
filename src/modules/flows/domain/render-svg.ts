import { assertNever } from '#kernel';
import { limitShort, limitWords, RISK_WORDS, ROLE_WORDS, type Lang } from '../texts/words.ts';
import type { Box, Diagram, Point } from './diagram.ts';
import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';
import { indexTable } from './table-index.ts';
import { textWidth, wrapText } from './text-width.ts';

export type StepState = 'done' | 'open' | 'late' | 'next';

/** A case on its chart, or counts over many cases: `days` is the usual time at the step, in working days. */
export interface Overlay {
  readonly states?: Readonly<Record<string, StepState>>;
  readonly nodes?: Readonly<Record<string, { readonly cases: number; readonly days?: number }>>;
  readonly edges?: Readonly<Record<string, number>>;
}

export interface SvgOptions {
  readonly lang: Lang;
  readonly overlay?: Overlay;
  /** Where a step leads when it is followed, `#step-` by default: its place in the text twin. */
  readonly stepHref?: string;
}

const PAPER = '#FBFAF7';
const INK = '#1C2024';
const SECOND = '#5A626B';
const HAIRLINE = '#E3E0D8';
const FAINT = '#B9B4A6';
const ACCENT = '#1F6F6B';
const VERMILION = '#B83A2B';
const AMBER = '#8A5A12';
const MOSS = '#3F7D4E';
const SANS = "'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";
const SERIF = "'Songti SC','Noto Serif CJK SC',serif";

const STATE: Readonly<
  Record<StepState, { readonly ink: string; readonly fill: string; readonly zh: string; readonly en: string }>
> = {
  done: { ink: MOSS, fill: '#EEF4EF', zh: '✓ 已办', en: '✓ done' },
  open: { ink: ACCENT, fill: '#E6F1F0', zh: '● 在办', en: '● now' },
  late: { ink: VERMILION, fill: '#FAECE9', zh: '▲ 超期', en: '▲ late' },
  next: { ink: SECOND, fill: '#FFFFFF', zh: '○ 下一步', en: '○ next' },
};

const RISK_INK = [SECOND, VERMILION, AMBER, MOSS] as const;

/**
 * The flow chart as a picture that stands alone, with no style sheet (so that it may be put into pages under a strict
 * content policy) and no colour without a word or a shape. Each step can be focused, has a title, and leads to its
 * description; `id` of a step's group is `node-<id>`.
 */
export function renderFlowSvg(table: FlowTable, diagram: Diagram, options: SvgOptions): string {
  const { width, height } = diagram;
  const busiest = Math.max(1, ...Object.values(options.overlay?.edges ?? {}));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="${SANS}" role="group" aria-label="${escape(table.name)}">`,
    `<title>${escape(table.name)}</title>`,
    `<rect width="${round(width)}" height="${round(height)}" fill="${PAPER}"/>`,
    label(table.name, 12, 32, 16, { fill: INK, family: SERIF, weight: 600 }),
    ...lanes(table, diagram),
    ...table.edges.map((edge) => line(edge, diagram, options.overlay, busiest)),
    ...table.nodes.map((node) => drawNode(table, node, diagram, options)),
    ...table.edges.map((edge) => edgeLabel(edge, diagram, options)),
    '</svg>',
  ].join('\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"]/gu, (char) => `&#${char.codePointAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

interface TextLook {
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly family?: string;
  readonly weight?: number;
  readonly halo?: boolean;
}

function label(text: string, x: number, y: number, size: number, look: TextLook): string {
  const { fill, anchor, family, weight, halo } = look;
  const attributes = [
    anchor && `text-anchor="${anchor}"`,
    family && `font-family="${family}"`,
    weight && `font-weight="${weight}"`,
    halo && `stroke="${PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`,
  ];
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" ${attributes.filter(Boolean).join(' ')}>${escape(text)}</text>`;
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
function line(edge: FlowEdge, diagram: Diagram, overlay: Overlay | undefined, busiest: number): string {
  const points = diagram.edges[edge.id]?.points ?? [];
  const count = overlay?.edges?.[edge.id];
  const never = overlay?.edges !== undefined && (count ?? 0) === 0;
  const weight = count === undefined ? 1.2 : round(1 + 5 * Math.sqrt(count / busiest));
  const ink = edge.loop === true ? AMBER : SECOND;
  const dash = edge.loop === true || never ? ` stroke-dasharray="${never ? '2 4' : '6 4'}"` : '';
  const path = points.map((point, at) => corner(points, point, at)).join('');
  return `<path d="${path}" fill="none" stroke="${never ? FAINT : ink}" stroke-width="${weight}"${dash}/>${arrow(points, never ? FAINT : ink)}`;
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

function drawNode(table: FlowTable, node: FlowNode, diagram: Diagram, options: SvgOptions): string {
  const box = diagram.nodes[node.id];
  if (box === undefined) return '';
  switch (node.kind) {
    case 'xor':
    case 'and':
      return gateway(table, node, box);
    case 'start':
    case 'end':
    case 'terminate':
      return terminal(node, box, options.lang);
    case 'boundary':
    case 'timer':
    case 'message':
      return focusable(table, node, options, event(node, box, diagram, options));
    case 'task':
    case 'service':
    case 'send':
    case 'call':
      return focusable(
        table,
        node,
        options,
        work(node, box, options, indexTable(table).boundaries(node.id).length > 0),
      );
    default:
      return assertNever(node.kind);
  }
}

function gateway(table: FlowTable, node: FlowNode, [x, y, w, h]: Box): string {
  const [cx, cy] = [x + w / 2, y + h / 2];
  const shape = `<path d="M${round(cx)} ${round(y)}L${round(x + w)} ${round(cy)}L${round(cx)} ${round(y + h)}L${round(x)} ${round(cy)}Z" fill="#FFFFFF" stroke="${SECOND}" stroke-width="1.2"/>`;
  const splits = indexTable(table).out(node.id).length > 1;
  const mark = node.kind === 'and' ? '+' : splits ? '?' : '';
  return shape + (mark === '' ? '' : label(mark, cx, cy + 5, 14, { fill: SECOND, anchor: 'middle' }));
}

function terminal(node: FlowNode, [x, y, w, h]: Box, lang: Lang): string {
  const end = node.kind !== 'start';
  const ring = `<circle cx="${round(x + w / 2)}" cy="${round(y + h / 2)}" r="${round(w / 2 - 1)}" fill="#FFFFFF" stroke="${INK}" stroke-width="${end ? 3 : 1.4}"/>`;
  const word = lang === 'zh' ? (end ? '结束' : '开始') : end ? 'end' : 'start';
  return ring + label(word, x + w / 2, y + h / 2 + 4, 11, { fill: INK, anchor: 'middle' });
}

function nameOf(node: FlowNode, lang: Lang): string {
  return lang === 'en' ? (node.nameEn ?? node.name) : node.name;
}

/** A group that can be reached by keyboard and leads to the description of the step. */
function focusable(
  table: FlowTable,
  node: FlowNode,
  { lang, overlay, stepHref }: SvgOptions,
  shape: string,
): string {
  const post = table.posts.find((one) => one.id === node.post)?.name;
  const state = overlay?.states?.[node.id];
  const count = overlay?.nodes?.[node.id];
  const risk =
    lang === 'zh' ? `廉政风险${RISK_WORDS[node.risk]?.zh}` : `integrity risk ${RISK_WORDS[node.risk]?.en}`;
  const title = [
    nameOf(node, lang),
    post,
    node.limit && limitWords(node.limit, lang),
    node.timer && limitWords(node.timer, lang),
    node.risk > 0 && risk,
    node.article,
    state && STATE[state][lang].slice(2),
    count && casesWords(count, lang),
  ].filter(Boolean);
  const text = escape(title.join(' · '));
  const target = node.host ?? node.id;
  const mark = state === undefined ? '' : ` data-state="${state}"`;
  return `<a id="node-${escape(node.id)}"${mark} href="${escape(`${stepHref ?? '#step-'}${target}`)}" aria-label="${text}"><title>${text}</title>${shape}</a>`;
}

function casesWords({ cases, days }: { cases: number; days?: number }, lang: Lang): string {
  const time = days === undefined ? '' : lang === 'zh' ? ` ${round(days)}工作日` : ` ${round(days)} wd`;
  return lang === 'zh' ? `${cases}件${time}` : `${cases} cases${time}`;
}

function work(node: FlowNode, [x, y, w, h]: Box, { lang, overlay }: SvgOptions, timed: boolean): string {
  const state = overlay?.states?.[node.id];
  const look = state === undefined ? undefined : STATE[state];
  const ink = look?.ink ?? (node.article === undefined ? SECOND : INK);
  const dash =
    state === 'next' || (state === undefined && node.article === undefined) ? ' stroke-dasharray="4 3"' : '';
  const size = lang === 'zh' ? 13 : 11.5;
  const lines = wrapText(nameOf(node, lang), w - 8, size, 3);
  const base = foot(node, [x, y, w, h], lang, overlay);
  const top = y + (h - (base.length > 0 ? 16 : 0)) / 2 - (lines.length * 16) / 2 + 13;
  const parts = [
    `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="3" fill="${look?.fill ?? '#FFFFFF'}" stroke="${ink}" stroke-width="${state === 'open' || state === 'late' ? 2.4 : 1.2}"${dash}/>`,
    ...lines.map((text, at) => label(text, x + w / 2, top + at * 16, size, { fill: INK, anchor: 'middle' })),
    ...base,
  ];
  if (node.keyPoint === true) parts.push(seal(x, y, lang));
  if (look !== undefined) parts.push(tag(look[lang], timed ? x + w - 16 : x + w, y, look.ink));
  return parts.join('');
}

/** The last line of a step: its limit, or how it really went; and its risk as a triangle with a word. */
function foot(node: FlowNode, [x, y, w, h]: Box, lang: Lang, overlay: Overlay | undefined): string[] {
  const count = overlay?.nodes?.[node.id];
  const base = y + h - 6;
  const words = count === undefined ? node.limit && limitShort(node.limit, lang) : casesWords(count, lang);
  const parts =
    words === undefined
      ? []
      : [label(words, x + 6, base, 10.5, { fill: count === undefined ? SECOND : ACCENT })];
  if (node.risk === 0 || count !== undefined) return parts;
  const ink = RISK_INK[node.risk] ?? SECOND;
  const word = RISK_WORDS[node.risk]?.[lang] ?? '';
  const left = x + w - 6 - textWidth(word, 10.5) - 10;
  const fill = node.risk === 1 ? ink : 'none';
  parts.push(
    `<path d="M${round(left)} ${round(base)}l4 -8l4 8Z" fill="${fill}" stroke="${ink}"/>`,
    label(word, x + w - 6, base, 10.5, { fill: ink, anchor: 'end' }),
  );
  return parts;
}

function seal(x: number, y: number, lang: Lang): string {
  const word = lang === 'zh' ? '重' : 'K';
  return `<rect x="${round(x - 5)}" y="${round(y - 7)}" width="15" height="15" rx="2" fill="${VERMILION}"/>${label(word, x + 2.5, y + 4.5, 11, { fill: '#FFFFFF', anchor: 'middle' })}`;
}

function tag(word: string, right: number, y: number, ink: string): string {
  const width = textWidth(word, 10.5) + 8;
  return `<rect x="${round(right - width + 4)}" y="${round(y - 9)}" width="${round(width)}" height="17" rx="2" fill="${ink}"/>${label(word, right - width + 8, y + 3.5, 10.5, { fill: '#FFFFFF' })}`;
}

/** A wait: a ring with a clock or an envelope, its words on a side that no line uses. */
function event(node: FlowNode, box: Box, diagram: Diagram, { lang, overlay }: SvgOptions): string {
  const [x, y, w, h] = box;
  const [cx, cy, r] = [x + w / 2, y + h / 2, w / 2 - 1];
  const state = overlay?.states?.[node.id];
  const ink = state === undefined ? ACCENT : STATE[state].ink;
  const dash = node.interrupting === false ? ' stroke-dasharray="4 3"' : '';
  const ring = (radius: number) =>
    `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(radius)}" fill="${state === undefined ? '#FFFFFF' : STATE[state].fill}" stroke="${ink}" stroke-width="1.2"${dash}/>`;
  const icon =
    node.kind === 'message'
      ? `<path d="M${round(cx - 8)} ${round(cy - 5)}h16v11h-16Zl8 6l8 -6" fill="none" stroke="${ink}"/>`
      : `<path d="M${round(cx)} ${round(cy - r * 0.5)}V${round(cy)}L${round(cx + r * 0.35)} ${round(cy + r * 0.2)}" fill="none" stroke="${ink}" stroke-width="1.2"/>`;
  const timer = node.timer === undefined ? [] : [limitShort(node.timer, lang)];
  const words =
    node.kind === 'boundary'
      ? [...timer, ...(node.role === undefined ? [] : [ROLE_WORDS[node.role][lang]])]
      : [...wrapText(nameOf(node, lang), 48, 11.5, 3), ...timer];
  const place =
    node.kind === 'boundary'
      ? { x: cx + r + 3, y: cy - 15, anchor: undefined }
      : wordsBeside(box, diagram, words.length);
  const look: TextLook = {
    fill: node.kind === 'boundary' ? SECOND : INK,
    halo: true,
    ...(place.anchor && { anchor: place.anchor }),
  };
  const texts = words.map((text, at) =>
    label(text, place.x, place.y + at * 13, node.kind === 'boundary' ? 10 : 11.5, look),
  );
  return (
    ring(r) +
    ring(r - 3) +
    icon +
    texts.join('') +
    (state === undefined ? '' : tag(STATE[state][lang], x + w, y - 4, ink))
  );
}

function wordsBeside([x, y, w, h]: Box, { edges }: Diagram, lines: number) {
  const ends = Object.values(edges).flatMap(({ points }) =>
    [points[0], points.at(-1)].filter((point) => point !== undefined),
  );
  const free = (px: number, py: number) =>
    !ends.some(([ex, ey]) => Math.abs(ex - px) < 3 && Math.abs(ey - py) < 3);
  const middle = y + h / 2 + 11 - (lines * 13) / 2;
  if (free(x + w, y + h / 2)) return { x: x + w + 4, y: middle, anchor: undefined };
  if (free(x, y + h / 2)) return { x: x - 4, y: middle, anchor: 'end' as const };
  return { x: x + w / 2, y: y + h + 13, anchor: 'middle' as const };
}
