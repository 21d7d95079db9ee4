import { Button } from 'antd';
import type { ReactNode } from 'react';
import { CHANGE_WORDS, PART_WORDS, type CarriedRow } from '#modules/filing/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';

const m = messages({
  part: { zh: '部分', en: 'Part' },
  code: { zh: '编码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  change: { zh: '变化', en: 'Change' },
  none: { zh: '与上次报送的相同。', en: 'The same as filed last.' },
});

type Props = {
  readonly changes: readonly CarriedRow[];
  /** Shows an entry in full, where there is a package that carries it. */
  readonly open?: (row: CarriedRow) => void;
};

/** What differs between two filings, entry by entry. */
export function ChangesTable({ changes, open }: Props): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<CarriedRow>
      rowKey={({ part, code }) => `${part} ${code}`}
      items={changes}
      empty={say(m.none)}
      pagination={changes.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
      columns={[
        {
          title: say(m.change),
          key: 'change',
          width: 110,
          render: (_, row) => say(CHANGE_WORDS[row.change]),
        },
        { title: say(m.part), key: 'part', width: 130, render: (_, row) => say(PART_WORDS[row.part]) },
        {
          title: say(m.name),
          key: 'name',
          render: (_, row) =>
            open === undefined ? (
              row.name
            ) : (
              <Button type="link" className="filing-open" onClick={() => open(row)}>
                {row.name}
              </Button>
            ),
        },
        {
          title: say(m.code),
          key: 'code',
          // An entry of the register goes by the number of its record, which says nothing to a reader.
          render: (_, row) => (row.part === 'register' ? '—' : <code>{row.code}</code>),
        },
      ]}
    />
  );
}
