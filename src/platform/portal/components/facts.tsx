import type { ReactNode } from 'react';

export type Fact = { readonly term: ReactNode; readonly value: ReactNode; readonly key?: string };

/** Terms and their values, in hairlines; `wide` puts the term above its value. */
export function Facts({ items, wide }: { items: readonly Fact[]; wide?: boolean }) {
  return (
    <dl className={wide === true ? 'facts facts-wide' : 'facts'}>
      {items.map((item, at) => (
        <div key={item.key ?? (typeof item.term === 'string' ? item.term : at)}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A plain list; numbered when order or count matters. */
export function Items({ items, numbered }: { items: readonly ReactNode[]; numbered?: boolean }) {
  const rows = items.map((item, at) => <li key={typeof item === 'string' ? item : at}>{item}</li>);
  return numbered === true ? <ol className="items">{rows}</ol> : <ul className="items">{rows}</ul>;
}
