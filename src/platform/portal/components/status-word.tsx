import type { Message } from '#platform/i18n';
import { useT } from '../scope.tsx';
import { statusWords, type Shape, type StatusCode, type Tone } from '../status-words.ts';

const SHAPES: Readonly<Record<Shape, string>> = {
  ring: 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6',
  dot: 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9',
  triangle: 'M6 1L11.5 11H.5Z',
  tick: 'M1 6.5l1.4-1.4L4.8 7.5L9.8 2l1.3 1.3L4.9 10.2Z',
  bar: 'M1 4.5h10v3H1Z',
  pause: 'M2.5 1.5h2.5v9H2.5ZM7 1.5h2.5v9H7Z',
  cross: 'M2.2 1L6 4.8L9.8 1L11 2.2L7.2 6L11 9.8L9.8 11L6 7.2L2.2 11L1 9.8L4.8 6L1 2.2Z',
};

export function Mark({ shape, tone }: { shape: Shape; tone: Tone }) {
  return (
    <svg
      className={`mark tone-${tone}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[shape]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

export type StatusWordProps = {
  readonly code: StatusCode;
  /** A longer word of the same state, e.g. 准予延续. */
  readonly word?: Message;
};

/** A state in one word of the common vocabulary, with its shape, colour and what it means for the reader. */
export function StatusWord({ code, word }: StatusWordProps) {
  const t = useT();
  const entry = statusWords[code];
  return (
    <span className={`status tone-${entry.tone}`} title={t(entry.meaning)}>
      <Mark shape={entry.shape} tone={entry.tone} />
      {t(word ?? entry.word)}
    </span>
  );
}
