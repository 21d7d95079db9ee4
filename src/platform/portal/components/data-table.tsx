import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** Never broken over lines: dates, states, short words. */
  readonly short?: boolean;
  /** The cell that names the row: becomes its header, and its title on a phone. */
  readonly title?: boolean;
};

export type DataTableProps<Row> = {
  /** What the table lists; read aloud, shown only when `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
};

/** A table that becomes a stack of labelled cards on a phone. */
export function DataTable<Row>({ caption, showCaption, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <table className="data">
      <caption className={showCaption === true ? undefined : 'unseen'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={column.numeric === true ? 'num' : column.short === true ? 'short' : undefined}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) =>
              column.title === true ? (
                <th key={column.key} scope="row" className="row-title">
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.key}
                  data-head={column.head}
                  className={column.numeric === true ? 'num' : column.short === true ? 'short' : undefined}
                >
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
