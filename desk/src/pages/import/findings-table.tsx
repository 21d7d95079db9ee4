import { Button, Select, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ImportReportView } from '#modules/powers/contract';
import { rowsAsCsv } from '#platform/csv';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { STATE_WORDS } from '../powers/words.ts';
import { m } from './words.ts';

type Finding = ImportReportView['findings'][number];
type Props = { readonly findings: readonly Finding[]; readonly names: readonly string[] };

/** The report by row and field: errors first, what is merely incomplete last; narrowed to one kind of finding when there are many. */
export function FindingsTable({ findings, names }: Props): ReactNode {
  const { say } = useLanguage();
  const [only, setOnly] = useState('');
  const kinds = Map.groupBy(findings, (finding) => finding.code);
  const rank = (finding: Finding): number =>
    finding.severity === 'error' ? 0 : finding.code === 'import/incomplete' ? 2 : 1;
  const shown = findings
    .filter((finding) => only === '' || finding.code === only)
    .toSorted((a, b) => rank(a) - rank(b) || a.row - b.row);
  const save = (): void => {
    const header = [m.row, m.item, m.field, m.what, m.found].map((message) => say(message));
    const rows = shown.map((f) => [String(f.row), nameOf(names, f), f.label, f.text, f.found ?? '']);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([rowsAsCsv([header, ...rows])], { type: 'text/csv' }));
    link.download = 'import-report.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.findings)}</Typography.Title>
      {findings.length === 0 ? (
        <p>{say(m.noFindings)}</p>
      ) : (
        <>
          <div className="desk-acts">
            <Select
              aria-label={say(m.show)}
              className="import-filter"
              value={only}
              onChange={setOnly}
              options={[
                { value: '', label: say(m.all, { n: findings.length }) },
                ...[...kinds].map(([code, found]) => ({
                  value: code,
                  label: `${found[0]?.text ?? code} · ${found.length}`,
                })),
              ]}
            />
            <Button onClick={save}>{say(m.download)}</Button>
          </div>
          <Rows<Finding>
            rowKey={(finding) => `${finding.row} ${finding.field} ${finding.code}`}
            items={shown}
            pagination={{
              defaultPageSize: 50,
              hideOnSinglePage: true,
              showTotal: (n) => say(m.rowsTotal, { n }),
            }}
            columns={[
              { title: say(m.row), dataIndex: 'row', align: 'right' },
              {
                title: say(m.item),
                key: 'item',
                render: (_, finding) => <span className="import-cell">{nameOf(names, finding)}</span>,
              },
              { title: say(m.field), dataIndex: 'label' },
              {
                title: say(m.what),
                key: 'what',
                render: (_, { severity, text }) => (
                  <span className="import-cell">
                    <Tag color={severity === 'error' ? 'error' : 'warning'}>{say(m[severity])}</Tag>
                    {text}
                  </span>
                ),
              },
              {
                title: say(m.found),
                key: 'found',
                render: (_, { code, found }) => (
                  <span className="import-cell">
                    {code === 'import/kept' && found !== undefined && found in STATE_WORDS
                      ? say(STATE_WORDS[found as keyof typeof STATE_WORDS])
                      : found}
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
    </section>
  );
}

function nameOf(names: readonly string[], { row }: Finding): string {
  return names[row - 1] ?? '';
}
