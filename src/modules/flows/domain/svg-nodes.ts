import { assertNever } from '#kernel';
import { limitShort, limitWords, RISK_WORDS, ROLE_WORDS, type Lang } from '../texts/words.ts';
import type { Box, Diagram } from './diagram.ts';
import { placeQuestion, QUESTION_LINE, QUESTION_SIZE } from './layout-question.ts';
import { isQuestion, nodeName } from './names.ts';
import type { FlowNode, FlowTable } from './flow-table.ts';
import { lookOf, tag } from './svg-marks.ts';
import type { Overlay, SvgOptions } from './svg-options.ts';
import {
  ACCENT,
  AMBER,
  escape,
  INK,
  label,
  MOSS,
  round,
  SECOND,
  VERMILION,
  type TextLook,
} from './svg-primitives.ts';
import { indexTable } from './table-index.ts';
import { textWidth, wrapText } from './text-width.ts';

const RISK_INK = [SECOND, VERMILION, AMBER, MOSS] as const;

/** A node in its shape, by kind; nothing when the drawing leaves it out. */
export function drawNode(table: FlowTable, node: FlowNode, diagram: Diagram, options: SvgOptions): string {
  const box = diagram.nodes[node.id];
  if (box === undefined) return '';
  switch (node.kind) {
    case 'xor':
    case 'and':
      return gateway(table, node, box, diagram, options);
    case 'start':
    case 'end':
    case 'terminate':
      return terminal(node, box, options);
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

function gateway(table: FlowTable, node: FlowNode, box: Box, diagram: Diagram, options: SvgOptions): string {
  const [x, y, w, h] = box;
  const index = indexTable(table);
  const [cx, cy] = [x + w / 2, y + h / 2];
  const look = lookOf(node.id, options);
  const shape = `<path d="M${round(cx)} ${round(y)}L${round(x + w)} ${round(cy)}L${round(cx)} ${round(y + h)}L${round(x)} ${round(cy)}Z" fill="${look?.fill ?? '#FFFFFF'}" stroke="${look?.ink ?? SECOND}" stroke-width="${look?.bold === true ? 2.4 : 1.2}"/>`;
  const splits = index.out(node.id).length > 1;
  const mark = node.kind === 'and' ? '+' : splits ? '?' : '';
  const sign = mark === '' ? '' : label(mark, cx, cy + 5, 14, { fill: SECOND, anchor: 'middle' });
  const question = isQuestion(index, node) ? asked(nodeName(node, options.lang), box, diagram) : '';
  return (
    shape + sign + question + (look === undefined ? '' : tag(look[options.lang], x + w + 8, y - 4, look.ink))
  );
}

function asked(question: string, at: Box, diagram: Diagram): string {
  const { lines, box, left } = placeQuestion(question, at, diagram);
  const [x, y, w] = box;
  const look: TextLook = { fill: SECOND, halo: true, ...(left && { anchor: 'end' }) };
  return lines
    .map((text, line) =>
      label(text, left ? x + w : x, y + (line + 1) * QUESTION_LINE - 3, QUESTION_SIZE, look),
    )
    .join('');
}

function terminal(node: FlowNode, [x, y, w, h]: Box, options: SvgOptions): string {
  const { lang } = options;
  const end = node.kind !== 'start';
  const look = lookOf(node.id, options);
  const ring = `<circle cx="${round(x + w / 2)}" cy="${round(y + h / 2)}" r="${round(w / 2 - 1)}" fill="${look?.fill ?? '#FFFFFF'}" stroke="${look?.ink ?? INK}" stroke-width="${end ? 3 : 1.4}"/>`;
  const word = lang === 'zh' ? (end ? '结束' : '开始') : end ? 'end' : 'start';
  const text = label(word, x + w / 2, y + h / 2 + 4, 11, { fill: INK, anchor: 'middle' });
  return ring + text + (look === undefined ? '' : tag(look[lang], x + w + 8, y - 4, look.ink));
}

/** A group that can be reached by keyboard and leads to the description of the step. */
function focusable(table: FlowTable, node: FlowNode, options: SvgOptions, shape: string): string {
  const { lang, overlay, stepHref, idPrefix = 'node-' } = options;
  const post = table.posts.find((one) => one.id === node.post)?.name;
  const state = overlay?.states?.[node.id];
  const count = overlay?.nodes?.[node.id];
  const risk =
    lang === 'zh' ? `廉政风险${RISK_WORDS[node.risk]?.zh}` : `integrity risk ${RISK_WORDS[node.risk]?.en}`;
  const title = [
    nodeName(node, lang),
    post,
    node.limit && limitWords(node.limit, lang),
    node.timer && limitWords(node.timer, lang),
    node.risk > 0 && risk,
    node.article,
    lookOf(node.id, options)?.[lang].slice(2),
    count && casesWords(count, lang),
  ].filter(Boolean);
  const text = escape(title.join(' · '));
  const target = node.host ?? node.id;
  const said = options.marks?.[node.id];
  const mark =
    state !== undefined ? ` data-state="${state}"` : said === undefined ? '' : ` data-mark="${said}"`;
  return `<a id="${escape(idPrefix + node.id)}"${mark} href="${escape(`${stepHref ?? '#step-'}${target}`)}" aria-label="${text}"><title>${text}</title>${shape}</a>`;
}

function casesWords({ cases, days }: { cases: number; days?: number }, lang: Lang): string {
  const time = days === undefined ? '' : lang === 'zh' ? ` ${round(days)}工作日` : ` ${round(days)} wd`;
  return lang === 'zh' ? `${cases}件${time}` : `${cases} cases${time}`;
}

function work(node: FlowNode, [x, y, w, h]: Box, options: SvgOptions, timed: boolean): string {
  const { lang, overlay } = options;
  const look = lookOf(node.id, options);
  const ink = look?.ink ?? (node.article === undefined ? SECOND : INK);
  const pattern = look?.dash ?? (node.article === undefined ? '4 3' : '');
  const dash = pattern === '' ? '' : ` stroke-dasharray="${pattern}"`;
  const size = lang === 'zh' ? 13 : 11.5;
  const lines = wrapText(nodeName(node, lang), w - 8, size, 3);
  const base = foot(node, [x, y, w, h], lang, overlay);
  const top = y + (h - (base.length > 0 ? 16 : 0)) / 2 - (lines.length * 16) / 2 + 13;
  const parts = [
    `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="3" fill="${look?.fill ?? '#FFFFFF'}" stroke="${ink}" stroke-width="${look?.bold === true ? 2.4 : 1.2}"${dash}/>`,
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

/** A wait: a ring with a clock or an envelope, its words on a side that no line uses. */
function event(node: FlowNode, box: Box, diagram: Diagram, options: SvgOptions): string {
  const { lang } = options;
  const [x, y, w, h] = box;
  const [cx, cy, r] = [x + w / 2, y + h / 2, w / 2 - 1];
  const shown = lookOf(node.id, options);
  const ink = shown?.ink ?? ACCENT;
  const dash = node.interrupting === false ? ' stroke-dasharray="4 3"' : '';
  const ring = (radius: number) =>
    `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(radius)}" fill="${shown?.fill ?? '#FFFFFF'}" stroke="${ink}" stroke-width="1.2"${dash}/>`;
  const icon =
    node.kind === 'message'
      ? `<path d="M${round(cx - 8)} ${round(cy - 5)}h16v11h-16Zl8 6l8 -6" fill="none" stroke="${ink}"/>`
      : `<path d="M${round(cx)} ${round(cy - r * 0.5)}V${round(cy)}L${round(cx + r * 0.35)} ${round(cy + r * 0.2)}" fill="none" stroke="${ink}" stroke-width="1.2"/>`;
  const timer = node.timer === undefined ? [] : [limitShort(node.timer, lang)];
  const words =
    node.kind === 'boundary'
      ? [...timer, ...(node.role === undefined ? [] : [ROLE_WORDS[node.role][lang]])]
      : [...wrapText(nodeName(node, lang), 48, 11.5, 3), ...timer];
  // A line leaves a timer on a step to its right: the words stand clear above it.
  const place =
    node.kind === 'boundary'
      ? { x: cx + r + 3, y: cy - 5 - (words.length - 1) * 13, anchor: undefined }
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
    (shown === undefined ? '' : tag(shown[lang], x + w, y - 4, ink))
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
