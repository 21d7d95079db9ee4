import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { ImportReportView } from '#modules/powers/contract';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { m } from './words.ts';

type Change = ImportReportView['changes'][number];
type Line = Change['cells'][number] & Pick<Change, 'row' | 'name'>;
type Props = { readonly changes: readonly Change[]; readonly dryRun: boolean; readonly ofSheet: boolean };

/** What an import changes of the drafts that are here, place by place: before it is taken in and after. */
export function ChangesTable({ changes, dryRun, ofSheet }: Props): ReactNode {
  const { say } = useLanguage();
  const lines = changes.flatMap(({ row, name, cells }) =>
    cells.map((cell): Line => ({ ...cell, row, name })),
  );
  const shown = (text: string | undefined): ReactNode => (
    <span className="import-cell">{text === '' ? say(m.empty) : text}</span>
  );
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(dryRun ? m.willChange : m.hasChanged)}</Typography.Title>
      <Rows<Line>
        rowKey={({ row, field }) => `${row} ${field}`}
        items={lines}
        pagination={{
          defaultPageSize: 50,
          hideOnSinglePage: true,
          showTotal: (n) => say(m.rowsTotal, { n }),
        }}
        columns={[
          ofSheet
            ? { title: say(m.cell), key: 'cell', render: (_, { cell, row }) => cell ?? row }
            : { title: say(m.row), dataIndex: 'row', align: 'right' },
          { title: say(m.item), key: 'item', render: (_, { name }) => shown(name) },
          { title: say(m.field), dataIndex: 'label' },
          { title: say(m.before), key: 'before', render: (_, { before }) => shown(before) },
          {
            title: say(m.after),
            key: 'after',
            render: (_, { before, after, emptied }) =>
              emptied ? (
                <Tag color="error">{say(m.emptied)}</Tag>
              ) : (
                shown(before === undefined && after === undefined ? say(m.unshown) : after)
              ),
          },
        ]}
      />
    </section>
  );
}
