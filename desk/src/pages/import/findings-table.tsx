import { useMutation } from '@tanstack/react-query';
import { Button, Select, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ImportReportView } from '#modules/powers/contract';
import { rowsAsCsv } from '#platform/csv';
import { apiFile } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { saveFile } from '../../lib/save-file.ts';
import type { ReadFile } from './read-file.ts';
import { m } from './words.ts';

type Finding = ImportReportView['findings'][number];
type Props = { readonly findings: readonly Finding[]; readonly file: ReadFile };

/**
 * The report by row and field, or by cell: errors first, what is merely incomplete last; narrowed to one kind of finding when
 * there are many. Of a spreadsheet, the same workbook with its cells marked.
 */
export function FindingsTable({ findings, file }: Props): ReactNode {
  const { say } = useLanguage();
  const [only, setOnly] = useState('');
  const kinds = Map.groupBy(findings, (finding) => finding.code);
  const rank = (finding: Finding): number =>
    finding.severity === 'error' ? 0 : finding.code === 'import/incomplete' ? 2 : 1;
  const shown = findings
    .filter((finding) => only === '' || finding.code === only)
    .toSorted((a, b) => rank(a) - rank(b) || a.row - b.row);
  const ofSheet = file.kind === 'sheet';
  const marked = useMutation({
    mutationFn: async (source: File) => {
      const body = await apiFile('/powers/import/sheet/report', { method: 'POST', body: source });
      saveFile(say(m.markedName, { name: source.name.replace(/\.[^.]*$/, '') }), body);
    },
  });
  /** The cell; of one merged over several rows, which of them is meant. */
  const placeOf = ({ cell, row }: Finding): string =>
    cell === undefined || Number(/\d+$/.exec(cell)?.[0]) === row
      ? (cell ?? String(row))
      : say(m.cellOfRow, { cell, row });
  const save = (): void => {
    const header = [ofSheet ? m.cell : m.row, m.item, m.field, m.severity, m.what, m.found, m.stands].map(
      (message) => say(message),
    );
    const rows = shown.map((f) => [
      ofSheet ? placeOf(f) : String(f.row),
      nameOf(file, f),
      f.label,
      say(m[f.severity]),
      f.text,
      f.found ?? '',
      f.here ?? '',
    ]);
    saveFile('import-report.csv', new Blob([rowsAsCsv([header, ...rows])], { type: 'text/csv' }));
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
            {file.kind === 'sheet' && (
              <Button
                {...(findings.some(({ severity }) => severity === 'error') ? { type: 'primary' } : {})}
                loading={marked.isPending}
                onClick={() => marked.mutate(file.file)}
              >
                {say(m.marked)}
              </Button>
            )}
            <Button onClick={save}>{say(m.download)}</Button>
          </div>
          {marked.error && <Failure error={marked.error} />}
          <Rows<Finding>
            rowKey={(finding) => `${finding.row} ${finding.field} ${finding.code} ${finding.cell ?? ''}`}
            items={shown}
            pagination={{
              defaultPageSize: 50,
              hideOnSinglePage: true,
              showTotal: (n) => say(m.rowsTotal, { n }),
            }}
            columns={[
              ofSheet
                ? { title: say(m.cell), key: 'cell', render: (_, finding) => placeOf(finding) }
                : { title: say(m.row), dataIndex: 'row', align: 'right' },
              {
                title: say(m.item),
                key: 'item',
                render: (_, finding) => <span className="import-cell">{nameOf(file, finding)}</span>,
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
                render: (_, { found, here }) => (
                  <span className="import-cell">{here !== undefined && !found ? say(m.empty) : found}</span>
                ),
              },
              ...(shown.some(({ here }) => here !== undefined)
                ? [
                    {
                      title: say(m.stands),
                      key: 'here',
                      render: (_: unknown, { here }: Finding) => (
                        <span className="import-cell">{here === '' ? say(m.empty) : here}</span>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </>
      )}
    </section>
  );
}

function nameOf(file: ReadFile, { row, name }: Finding): string {
  return name ?? (file.kind === 'json' ? file.names[row - 1] : undefined) ?? '';
}
