/** A cell as a workbook shows it; a formula or an error is no value to take over. */
type GridCell = {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date' | 'formula' | 'error';
};

/** One sheet of a workbook, rows and columns from 0; a merged range belongs to its first cell. */
export type Grid = {
  readonly name: string;
  readonly rows: readonly (readonly (GridCell | undefined)[])[];
  readonly merges: readonly {
    readonly top: number;
    readonly left: number;
    readonly bottom: number;
    readonly right: number;
  }[];
};

/** A cell with the place it is found at: that of its merged range where it belongs to one. */
export type PlacedCell = GridCell & {
  readonly row: number;
  readonly column: number;
  /** It stands further up and reaches down to the row asked for. */
  readonly fromAbove: boolean;
};

/**
 * Looks cells up by row and column. A cell merged downwards stands in each of its rows; merged to the right, only in its first
 * column, since an item name that reaches over the sub-item column says that there is no sub-item.
 */
export function cellLookup({ rows, merges }: Grid): (row: number, column: number) => PlacedCell | undefined {
  const above = new Map<string, number>();
  for (const { top, left, bottom } of merges)
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row += 1)
      above.set(`${row},${left}`, top);
  return (row, column) => {
    const top = above.get(`${row},${column}`) ?? row;
    const cell = rows[top]?.[column];
    return cell === undefined || (cell.text.trim() === '' && cell.kind !== 'formula')
      ? undefined
      : { ...cell, row: top, column, fromAbove: top < row };
  };
}
