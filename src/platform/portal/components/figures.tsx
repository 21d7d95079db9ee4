import type { ReactNode } from 'react';
import { formatNumber } from '#platform/i18n';
import { Link } from '../scope.tsx';
import type { Shape, Tone } from '../status-words.ts';
import { Mark } from './status-word.tsx';

export type FigureItem = {
  readonly label: string;
  readonly value: number;
  readonly href: string;
  /** What exactly is counted. */
  readonly note?: string;
  readonly tone?: Tone;
  readonly shape?: Shape;
};

/** A few honest figures, each opening the list it was counted from. */
export function Figure3({ items }: { items: readonly FigureItem[] }) {
  return (
    <ul className="figures">
      {items.map((item) => (
        <li key={item.href}>
          <Link
            href={item.href}
            className={`figure tone-${item.value === 0 ? 'plain' : (item.tone ?? 'plain')}`}
          >
            <span className="figure-label">
              {item.shape !== undefined && (
                <Mark shape={item.shape} tone={item.value === 0 ? 'plain' : (item.tone ?? 'plain')} />
              )}
              {item.label}
            </span>
            <span className="figure-value">{formatNumber(item.value)}</span>
            {item.note !== undefined && <span className="figure-note">{item.note}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** A catalogue: names with their counts, joined by a dotted leader. */
export function Leaders({
  items,
}: {
  items: readonly {
    readonly href: string;
    readonly label: ReactNode;
    readonly count: number;
    readonly note?: string;
  }[];
}) {
  return (
    <ul className="leaders">
      {items.map((item) => (
        <li key={item.href}>
          <Link href={item.href}>{item.label}</Link>
          <span className="leader-dots" aria-hidden="true" />
          <span className="leader-count">{formatNumber(item.count)}</span>
          {item.note !== undefined && <span className="quiet small leader-note">{item.note}</span>}
        </li>
      ))}
    </ul>
  );
}
