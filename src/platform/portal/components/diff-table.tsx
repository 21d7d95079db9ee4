import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useT } from '../scope.tsx';

const words = messages({
  element: { zh: '要素', en: 'Element' },
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删去', en: 'removed' },
  changed: { zh: '改动', en: 'changed' },
  same: { zh: '未变', en: 'same' },
  none: { zh: '（无）', en: '(none)' },
});

/** A piece of a text compared with the other version: kept, only here in the old, or only here in the new. */
export type DiffPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

export type DiffRow = {
  readonly label: string;
  readonly change: 'added' | 'removed' | 'changed' | 'same';
  /** Either pieces of text, which are marked, or anything already rendered. */
  readonly before?: readonly DiffPart[] | ReactNode;
  readonly after?: readonly DiffPart[] | ReactNode;
};

export type DiffTableProps = {
  readonly caption: string;
  readonly beforeHead: string;
  readonly afterHead: string;
  readonly rows: readonly DiffRow[];
};

/** Two versions side by side, one under the other on a phone; each change said in a word and marked as ins or del. */
export function DiffTable({ caption, beforeHead, afterHead, rows }: DiffTableProps) {
  const t = useT();
  return (
    <table className="diff">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t(words.element)}</th>
          <th scope="col">{beforeHead}</th>
          <th scope="col">{afterHead}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} className={`diff-${row.change}`}>
            <th scope="row">
              {row.label}
              <span className={`tag diff-word-${row.change}`}>{t(words[row.change])}</span>
            </th>
            <td data-head={beforeHead}>
              <Side value={row.before} none={t(words.none)} />
            </td>
            <td data-head={afterHead}>
              <Side value={row.after} none={t(words.none)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isParts(value: DiffRow['before']): value is readonly DiffPart[] {
  return (
    Array.isArray(value) && value.every((part) => typeof part === 'object' && part !== null && 'kind' in part)
  );
}

function Side({ value, none }: { value: DiffRow['before']; none: string }) {
  if (value === undefined || (Array.isArray(value) && value.length === 0))
    return <span className="quiet">{none}</span>;
  if (!isParts(value)) return value;
  return value.map((part, at) =>
    part.kind === 'same' ? (
      part.text
    ) : part.kind === 'added' ? (
      // oxlint-disable-next-line react/no-array-index-key -- pieces are their positions
      <ins key={at}>{part.text}</ins>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- pieces are their positions
      <del key={at}>{part.text}</del>
    ),
  );
}
