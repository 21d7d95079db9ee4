import {
  ACCENT,
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
} from './svg-primitives.ts';
import { wrapText } from './text-width.ts';

/** One phase of one member: what happens in it, and where it is told in full. */
export interface PhaseCell {
  readonly text: string;
  /** Quieter, a line each, at most two. */
  readonly notes: readonly string[];
  /** Everything there is to say, for the title of the box. */
  readonly title: string;
  /** Root-relative, without language. */
  readonly href: string;
}

/** Many flows side by side: a row for each member, a column for each phase, as the chart of a category or an agency. */
export interface PhaseChart {
  readonly title: string;
  readonly root: { readonly name: string; readonly note: string };
  readonly phases: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly notes: readonly string[];
    readonly href: string;
    /** One for each phase, absent where the member has no step in it. */
    readonly cells: readonly (PhaseCell | undefined)[];
    /** Said instead of cells when there are none. */
    readonly empty?: string;
  }[];
}

/** Six phases fit the width of a page of the portal. */
const MARGIN = 8;
const TRUNK = 22;
const HEAD = 190;
const CELL = 124;
const GAP = 15;
const ROW = 82;
const BOX = 70;
const ROOT = 44;
const COLUMNS = 30;

/**
 * The picture of a phase chart, standing alone as those of single flows do: no style sheet, no colour without a word. The
 * same chart gives the same bytes. `prefix` stands before every address: `/en` for the English portal.
 */
export function renderPhaseChart(chart: PhaseChart, prefix: '' | '/en' = ''): string {
  const left = MARGIN + TRUNK;
  const columnsAt = left + HEAD + GAP;
  const width = columnsAt + chart.phases.length * (CELL + GAP) - GAP + MARGIN;
  const top = MARGIN + ROOT + 12;
  const firstRow = top + COLUMNS + 8;
  const height = firstRow + chart.rows.length * ROW + MARGIN - (ROW - BOX);
  const columnAt = (at: number) => columnsAt + at * (CELL + GAP);
  const rowAt = (at: number) => firstRow + at * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="${SANS}" role="group" lang="zh-CN" aria-label="${escape(chart.title)}">`,
    `<title>${escape(chart.title)}</title>`,
    `<rect width="${round(width)}" height="${round(height)}" fill="${PAPER}"/>`,
    ...chart.phases.map((name, at) => column(name, at, columnAt(at), top, height)),
    trunk(chart.rows.length, rowAt),
    root(chart.root),
    ...chart.rows.map((row, at) => member(row, rowAt(at), left, columnAt, prefix)),
    '</svg>',
  ].join('\n');
}

function column(name: string, at: number, x: number, top: number, height: number): string {
  const band = `<rect x="${round(x - GAP / 2)}" y="${round(top)}" width="${CELL + GAP}" height="${round(height - top - 4)}" fill="${at % 2 === 0 ? '#F6F4EE' : PAPER}" stroke="${HAIRLINE}"/>`;
  return band + label(name, x + CELL / 2, top + 20, 13, { fill: SECOND, anchor: 'middle', weight: 600 });
}

/** From the root down, with a branch to each row. */
function trunk(rows: number, rowAt: (at: number) => number): string {
  if (rows === 0) return '';
  const x = MARGIN + 10;
  const middle = (at: number) => round(rowAt(at) + BOX / 2);
  const branches = Array.from({ length: rows }, (_, at) => `M${x} ${middle(at)}H${MARGIN + TRUNK}`).join('');
  return `<path d="M${x} ${MARGIN + ROOT}V${middle(rows - 1)}${branches}" fill="none" stroke="${FAINT}" stroke-width="1.2"/>`;
}

function root({ name, note }: PhaseChart['root']): string {
  return [
    `<rect x="${MARGIN}" y="${MARGIN}" width="${TRUNK + HEAD}" height="${ROOT}" rx="3" fill="${ACCENT}"/>`,
    label(wrapText(name, TRUNK + HEAD - 20, 14, 1)[0] ?? '', MARGIN + 12, MARGIN + 19, 14, {
      fill: '#FFFFFF',
      family: SERIF,
      weight: 600,
    }),
    label(note, MARGIN + 12, MARGIN + 36, 11, { fill: '#FFFFFF' }),
  ].join('');
}

type Row = PhaseChart['rows'][number];

function member(row: Row, y: number, x: number, columnAt: (at: number) => number, prefix: string): string {
  const lines = wrapText(row.name, HEAD - 16, 13, 2);
  const head = link(
    prefix + row.href,
    [row.name, ...row.notes].join(' · '),
    box(x, y, HEAD, INK) + stack(lines, row.notes, x + 8, y, 'start'),
  );
  if (row.empty !== undefined)
    return head + label(row.empty, columnAt(0), y + BOX / 2 + 4, 12, { fill: SECOND });
  let end = x + HEAD;
  const cells = row.cells.map((cell, at) => {
    if (cell === undefined) return '';
    const from = end;
    end = columnAt(at) + CELL;
    return arrow(from, columnAt(at), y + BOX / 2) + drawCell(cell, columnAt(at), y, prefix);
  });
  return head + cells.join('');
}

function drawCell({ text, notes, title, href }: PhaseCell, x: number, y: number, prefix: string): string {
  const lines = wrapText(text, CELL - 10, 12, notes.length > 1 ? 2 : 3);
  return link(prefix + href, title, box(x, y, CELL, SECOND) + stack(lines, notes, x + CELL / 2, y, 'middle'));
}

/** Lines with quieter notes under them, in the middle of the height of a box. */
function stack(
  lines: readonly string[],
  notes: readonly string[],
  x: number,
  y: number,
  anchor: 'start' | 'middle',
): string {
  const top = y + (BOX - lines.length * 15 - notes.length * 14) / 2;
  const middle = anchor === 'middle' && { anchor };
  return [
    ...lines.map((text, at) => label(text, x, top + 12 + at * 15, 12.5, { fill: INK, ...middle })),
    ...notes.map((text, at) =>
      label(text, x, top + 11 + lines.length * 15 + at * 14, 10.5, { fill: SECOND, ...middle }),
    ),
  ].join('');
}

function box(x: number, y: number, width: number, ink: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${width}" height="${BOX}" rx="3" fill="#FFFFFF" stroke="${ink}" stroke-width="1.2"/>`;
}

function link(href: string, title: string, shape: string): string {
  return `<a href="${escape(href)}" aria-label="${escape(title)}"><title>${escape(title)}</title>${shape}</a>`;
}

function arrow(from: number, to: number, y: number): string {
  return `<path d="M${round(from)} ${round(y)}H${round(to)}" fill="none" stroke="${SECOND}" stroke-width="1.2"/><path d="M${round(to)} ${round(y)}l-7 -3l0 6Z" fill="${SECOND}"/>`;
}
