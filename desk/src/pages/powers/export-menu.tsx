import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { apiFile } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { saveFile } from '../../lib/save-file.ts';

const m = messages({
  inForce: { zh: '导出现行清单', en: 'Export what is in force' },
  newest: { zh: '导出全部，含草稿', en: 'Export all, drafts too' },
  xlsx: { zh: '权责清单表格（.xlsx）', en: 'Workbook (.xlsx)' },
  csv: { zh: '文本表格（.csv）', en: 'Text table (.csv)' },
  json: { zh: '全部要素（.json）', en: 'Every element (.json)' },
  file: { zh: '权责清单', en: 'powers' },
  fileAll: { zh: '权责清单（含草稿）', en: 'powers-with-drafts' },
});
const FORMATS = ['xlsx', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** The list as a file: what is in force in one agency, or every item of one’s own agency as it stands. */
type Props = { readonly of: 'newest' } | { readonly of: 'in-force'; readonly agency: string };

export function ExportMenu(props: Props): ReactNode {
  const { say } = useLanguage();
  const { of } = props;
  const agency = 'agency' in props ? { agency: props.agency } : {};
  const save = useMutation({
    mutationFn: async (format: Format) => {
      const query = new URLSearchParams({ of, format, ...agency });
      const name = `${say(of === 'newest' ? m.fileAll : m.file)}.${format}`;
      saveFile(name, await apiFile(`/powers/export?${query}`));
    },
  });
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: FORMATS.map((key) => ({ key, label: say(m[key]), onClick: () => save.mutate(key) })),
        }}
      >
        <Button loading={save.isPending}>{say(of === 'newest' ? m.newest : m.inForce)}</Button>
      </Dropdown>
      {save.error && <Failure error={save.error} />}
    </>
  );
}
