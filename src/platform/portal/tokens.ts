/** One set of design tokens for the portal's style sheet, the desk's theme, documents and charts (UI.md). */
export const tokens = {
  colour: {
    paper: '#FBFAF7',
    sheet: '#FFFFFF',
    wash: '#F4F2EC',
    ink: '#1C2024',
    secondary: '#5A626B',
    hairline: '#E3E0D8',
    rule: '#8C8779',
    accent: '#1F6F6B',
    accentInk: '#17544F',
    accentWash: '#E8F1EF',
    amber: '#B7791F',
    amberInk: '#8A5A12',
    amberWash: '#FAF1E1',
    vermilion: '#B83A2B',
    vermilionInk: '#A8321F',
    vermilionWash: '#FAECE9',
    moss: '#3F7D4E',
    mossInk: '#2F6A3E',
    mossWash: '#EBF3EC',
    veil: '#D9D5CA',
  },
  /** Replaces the inks of the same name in elder mode: 7:1 on every ground used. */
  elder: {
    ink: '#14171A',
    secondary: '#3B4249',
    rule: '#5F5B50',
    accent: '#124B48',
    accentInk: '#0E3F3C',
    amberInk: '#5C3B08',
    vermilion: '#8C2415',
    vermilionInk: '#82200F',
    moss: '#23502F',
    mossInk: '#1F4A2B',
  },
  font: {
    sans: '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    serif: '"Songti SC", "Noto Serif CJK SC", serif',
    mono: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  },
  /** Body sizes in px: phone, wide screen, elder mode, desk. */
  size: { phone: 16, wide: 18, elder: 20, desk: 14 },
  lineHeight: 1.7,
  /** 4 px scale. */
  space: [0, 4, 8, 12, 16, 24, 32, 48, 64, 96],
  radius: 3,
} as const;

type Pairs = Readonly<Record<string, string>>;

/** The inks that carry text and the grounds they are put on: each pair is held to its contrast by a test. */
export const textPairs: readonly (readonly [
  ink: keyof typeof tokens.colour,
  ground: keyof typeof tokens.colour,
])[] = [
  ...(['paper', 'sheet', 'wash'] as const).flatMap((ground) =>
    (['ink', 'secondary', 'accent', 'accentInk', 'amberInk', 'vermilionInk', 'mossInk'] as const).map(
      (ink) => [ink, ground] as const,
    ),
  ),
  ['accentInk', 'accentWash'],
  ['ink', 'accentWash'],
  ['secondary', 'accentWash'],
  ['amberInk', 'amberWash'],
  ['ink', 'amberWash'],
  ['vermilionInk', 'vermilionWash'],
  ['ink', 'vermilionWash'],
  ['mossInk', 'mossWash'],
  ['ink', 'veil'],
  ['sheet', 'accent'],
  ['sheet', 'vermilion'],
];

/** The tokens as custom properties, the first part of the style sheet: `--accent-ink: #17544F`. */
export function tokensCss(): string {
  return `:root{${properties(tokens.colour)}${properties(tokens.font)}--radius:${tokens.radius}px;--body:${tokens.size.phone / 16}rem;--line:${tokens.lineHeight}}@media (min-width:48em){:root{--body:${tokens.size.wide / 16}rem}}`;
}

/** The properties that elder mode replaces. */
export function elderCss(): string {
  return `:root:root{${properties(tokens.elder)}--body:${tokens.size.elder / 16}rem;--line:1.8}`;
}

function properties(values: Pairs): string {
  return Object.entries(values)
    .map(
      ([name, value]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value};`,
    )
    .join('');
}
