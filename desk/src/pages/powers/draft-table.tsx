import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { DraftRow } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { ACT_WORDS, STATE_WORDS } from './words.ts';

const m = messages({
  name: { zh: '事项', en: 'Power' },
  office: { zh: '承办处室', en: 'Office' },
  state: { zh: '状态', en: 'State' },
  mine: { zh: '我可以', en: 'I may' },
  warnings: { zh: '导入提示', en: 'Import notes' },
  changed: { zh: '更新', en: 'Changed' },
});

type Props = { readonly title?: string; readonly items: readonly DraftRow[]; readonly empty?: string };

export function DraftTable({ title, items, empty }: Props): ReactNode {
  const { say } = useLanguage();
  return (
    <section className="desk-section">
      {title !== undefined && <Typography.Title level={3}>{title}</Typography.Title>}
      <Rows<DraftRow>
        rowKey="versionId"
        items={items}
        {...(empty === undefined ? {} : { empty })}
        columns={[
          {
            title: say(m.name),
            key: 'name',
            render: (_, row) => (
              <Link to="/powers/$versionId" params={{ versionId: row.versionId }}>
                {row.name}
              </Link>
            ),
          },
          { title: say(m.office), dataIndex: 'officeName' },
          { title: say(m.state), key: 'state', render: (_, row) => <Tag>{say(STATE_WORDS[row.state])}</Tag> },
          {
            title: say(m.mine),
            key: 'acts',
            render: (_, row) =>
              row.acts
                .flatMap((act) => (act in ACT_WORDS ? [say(ACT_WORDS[act as keyof typeof ACT_WORDS])] : []))
                .join('、'),
          },
          ...(items.some((row) => row.warnings > 0)
            ? [
                {
                  title: say(m.warnings),
                  key: 'warnings',
                  render: (_: unknown, row: DraftRow) => (row.warnings === 0 ? '' : row.warnings),
                },
              ]
            : []),
          { title: say(m.changed), key: 'changed', render: (_, row) => formatAt(row.updatedAt) },
        ]}
      />
    </section>
  );
}
