import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';

type Props<T extends object> = Omit<TableProps<T>, 'scroll' | 'locale' | 'dataSource' | 'size'> & {
  readonly items: readonly T[];
  /** What stands there when there is nothing. */
  readonly empty?: string;
};

/**
 * The table of the desk. Cells wrap, so that no column hides beyond the edge; on a phone each row stands by itself with
 * the heading before each value.
 */
export function Rows<T extends object>({
  items,
  empty = '—',
  columns = [],
  className,
  pagination = false,
  ...rest
}: Props<T>): ReactNode {
  return (
    <Table<T>
      {...rest}
      size="middle"
      pagination={pagination}
      showHeader={items.length > 0}
      className={`rows ${className ?? ''}`}
      dataSource={[...items]}
      locale={{ emptyText: <p className="rows-none">{empty}</p> }}
      columns={columns.map((column) => ({
        ...column,
        onCell: (row, index) => ({
          ...column.onCell?.(row, index),
          'data-label': typeof column.title === 'string' ? column.title : undefined,
        }),
      }))}
    />
  );
}
