import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { PART_WORDS, REMARK_WORDS, type RemarkRow } from '#modules/filing/contract';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';

const m = messages({
  about: { zh: '针对', en: 'About' },
  text: { zh: '意见', en: 'Comment' },
  by: { zh: '提出', en: 'By' },
  answered: { zh: '第 {n} 包已重新报送', en: 'filed again in package {n}' },
});

type Remark = Omit<RemarkRow, 'answeredBy'> & { readonly answeredBy?: number | null };

/** Comments on a package, entry by entry; the sender also sees which were answered. */
export function RemarksList({
  remarks,
  empty,
}: {
  readonly remarks: readonly Remark[];
  readonly empty: string;
}): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<Remark>
      rowKey="id"
      items={remarks}
      empty={empty}
      columns={[
        {
          title: say(m.about),
          key: 'about',
          render: (_, row) =>
            row.part === 'package' ? (
              say(PART_WORDS.package)
            ) : (
              <>
                {row.name}
                <div className="quiet">
                  {say(PART_WORDS[row.part])} · <code>{row.code}</code>
                </div>
              </>
            ),
        },
        {
          title: say(m.text),
          key: 'text',
          render: (_, row) => (
            <>
              <Tag color={row.kind === 'object' ? 'warning' : 'default'}>{say(REMARK_WORDS[row.kind])}</Tag>{' '}
              {row.text}
              {row.answeredBy != null && row.kind !== 'no-objection' && (
                <div className="quiet">{say(m.answered, { n: row.answeredBy })}</div>
              )}
            </>
          ),
        },
        {
          title: say(m.by),
          key: 'by',
          width: 180,
          render: (_, row) => (
            <>
              {row.post}
              <div className="quiet">{formatAt(row.at)}</div>
            </>
          ),
        },
      ]}
    />
  );
}
