/** Colours and type of the design tokens: the picture must stand alone, without a style sheet. */
export const PAPER = '#FBFAF7';
export const INK = '#1C2024';
export const SECOND = '#5A626B';
export const HAIRLINE = '#E3E0D8';
export const FAINT = '#B9B4A6';
export const ACCENT = '#1F6F6B';
export const VERMILION = '#B83A2B';
export const AMBER = '#8A5A12';
export const MOSS = '#3F7D4E';
export const SANS = "'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";
export const SERIF = "'Songti SC','Noto Serif CJK SC',serif";

export function escape(text: string): string {
  return text.replace(/[&<>"]/gu, (char) => `&#${char.codePointAt(0)};`);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export interface TextLook {
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly family?: string;
  readonly weight?: number;
  readonly halo?: boolean;
}

export function label(text: string, x: number, y: number, size: number, look: TextLook): string {
  const { fill, anchor, family, weight, halo } = look;
  const attributes = [
    anchor && `text-anchor="${anchor}"`,
    family && `font-family="${family}"`,
    weight && `font-weight="${weight}"`,
    halo && `stroke="${PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`,
  ];
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" ${attributes.filter(Boolean).join(' ')}>${escape(text)}</text>`;
}
