import type { ReactNode } from 'react';
import { CHANGE_WORDS, PART_WORDS, type ChangeRow } from '#modules/filing/contract';
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

/** What differs between two filings, entry by entry. */
export function ChangesTable({ changes }: { readonly changes: readonly ChangeRow[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<ChangeRow>
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
        { title: say(m.name), key: 'name', render: (_, row) => row.name },
        { title: say(m.code), key: 'code', render: (_, row) => <code>{row.code}</code> },
      ]}
    />
  );
}
