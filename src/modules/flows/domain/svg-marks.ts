import type { Mark, StepState, SvgOptions } from './svg-options.ts';
import { ACCENT, AMBER, label, MOSS, round, SECOND, VERMILION } from './svg-primitives.ts';
import { textWidth } from './text-width.ts';

/** How an element looks that something is said of: its colour never goes without a sign and a word. */
export interface Look {
  readonly ink: string;
  readonly fill: string;
  readonly zh: string;
  readonly en: string;
  readonly bold: boolean;
  readonly dash: string;
}

const STATES: Readonly<Record<StepState, Look>> = {
  done: { ink: MOSS, fill: '#EEF4EF', zh: '✓ 已办', en: '✓ done', bold: false, dash: '' },
  open: { ink: ACCENT, fill: '#E6F1F0', zh: '● 在办', en: '● now', bold: true, dash: '' },
  late: { ink: VERMILION, fill: '#FAECE9', zh: '▲ 超期', en: '▲ late', bold: true, dash: '' },
  next: { ink: SECOND, fill: '#FFFFFF', zh: '○ 下一步', en: '○ next', bold: false, dash: '4 3' },
};

export const MARKS: Readonly<Record<Mark, Look>> = {
  added: { ink: MOSS, fill: '#EEF4EF', zh: '＋ 新增', en: '+ new', bold: true, dash: '' },
  changed: { ink: AMBER, fill: '#FBF3E4', zh: '≠ 修改', en: '≠ changed', bold: true, dash: '' },
  removed: { ink: VERMILION, fill: '#FAECE9', zh: '－ 去掉', en: '− gone', bold: true, dash: '7 4' },
  stuck: { ink: VERMILION, fill: '#FAECE9', zh: '✕ 走不通', en: '✕ stuck', bold: true, dash: '' },
};

/** What is said of an element: a case on it first, then its mark. */
export function lookOf(id: string, { overlay, marks }: SvgOptions): Look | undefined {
  const state = overlay?.states?.[id];
  if (state !== undefined) return STATES[state];
  const mark = marks?.[id];
  return mark === undefined ? undefined : MARKS[mark];
}

/** The sign and word of a look, ending at `right`. */
export function tag(word: string, right: number, y: number, ink: string): string {
  const width = textWidth(word, 10.5) + 8;
  return `<rect x="${round(right - width + 4)}" y="${round(y - 9)}" width="${round(width)}" height="17" rx="2" fill="${ink}"/>${label(word, right - width + 8, y + 3.5, 10.5, { fill: '#FFFFFF' })}`;
}
