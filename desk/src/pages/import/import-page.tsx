import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Descriptions, Skeleton, Typography, Upload } from 'antd';
import { useState, type ReactNode } from 'react';
import { ImportReportView } from '#modules/powers/contract';
import { api, ApiRefusal } from '../../lib/api.ts';
import { agencyRolesOf } from '../../shell/sections.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { ExportMenu } from '../powers/export-menu.tsx';
import { ChangesTable } from './changes-table.tsx';
import { FindingsTable } from './findings-table.tsx';
import { readImportFile, Unreadable, type ReadFile } from './read-file.ts';
import { m } from './words.ts';

type Tried = { readonly file: ReadFile; readonly report: ImportReportView; readonly dryRun: boolean };

/** Who takes a whole list in; the server decides again. */
const IMPORTERS = ['registrar', 'review-office'];

/** A list of items as drafts: the file is tried first, its report read row by row, then it is taken in (B9). */
export function ImportPage(): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const may = agencyRolesOf(me).some((role) => IMPORTERS.includes(role));
  const queries = useQueryClient();
  const [tried, setTried] = useState<Tried>();
  const send = async (file: ReadFile, dryRun: boolean): Promise<void> => {
    try {
      const report = await sendFile(file, dryRun);
      setTried({ file, report, dryRun });
    } catch (error) {
      // What is wrong with the rows is the answer asked for, not a failure.
      if (!(error instanceof ApiRefusal) || error.problem.code !== 'import/errors') throw error;
      setTried({ file, report: ImportReportView.parse(error.problem.detail), dryRun: true });
    }
    if (!dryRun) await queries.invalidateQueries({ queryKey: ['powers'] });
  };
  const dryRun = useMutation({
    mutationFn: async (file: File) => {
      setTried(undefined);
      await send(await readImportFile(file), true);
    },
  });
  const take = useMutation({ mutationFn: async (file: ReadFile) => send(file, false) });
  const error = take.error ?? dryRun.error;
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Typography.Paragraph className="import-lead">{say(m.lead)}</Typography.Paragraph>
      <Card size="small" title={say(m.shape)} className="desk-card import-lead">
        <p>{say(m.shapeSheet)}</p>
        <p>{say(m.shapePublished)}</p>
        <p className="quiet">{say(m.shapeJson)}</p>
      </Card>
      {!may && <Alert type="info" showIcon title={say(m.notYours)} className="import-lead" />}
      <div className="desk-acts">
        <Upload
          accept=".xlsx,.csv,.txt,.json"
          showUploadList={false}
          disabled={!may || dryRun.isPending || take.isPending}
          beforeUpload={(file) => {
            take.reset();
            dryRun.mutate(file);
            return false;
          }}
        >
          <Button
            {...(tried ? {} : { type: 'primary' })}
            disabled={!may || dryRun.isPending || take.isPending}
          >
            {say(tried ? m.another : m.choose)}
          </Button>
        </Upload>
        <ExportMenu of="newest" />
      </div>
      <div aria-live="polite" className="desk-section">
        {dryRun.isPending && (
          <>
            <p>{say(m.trying, { name: dryRun.variables.name })}</p>
            <Skeleton active />
          </>
        )}
        {error &&
          (error instanceof Unreadable ? (
            <Alert type="error" showIcon role="alert" title={say(error.text, error.params)} />
          ) : (
            <Failure error={error} />
          ))}
        {tried && <Outcome tried={tried} pending={take.isPending} onImport={() => take.mutate(tried.file)} />}
      </div>
      {tried && tried.report.changes.length > 0 && (
        <ChangesTable
          changes={tried.report.changes}
          dryRun={tried.dryRun}
          ofSheet={tried.file.kind === 'sheet'}
        />
      )}
      {tried && <FindingsTable key={tried.file.name} findings={tried.report.findings} file={tried.file} />}
    </>
  );
}

function sendFile(file: ReadFile, dryRun: boolean): Promise<ImportReportView> {
  const schema = ImportReportView;
  return file.kind === 'json'
    ? api('/powers/import', { method: 'POST', body: { file: file.json, dryRun }, schema })
    : api(`/powers/import/sheet?dryRun=${dryRun}`, { method: 'POST', body: file.file, schema });
}

type OutcomeProps = { readonly tried: Tried; readonly pending: boolean; readonly onImport: () => void };

/** What the trial says, or what the import did, with the one thing to do next. */
function Outcome({ tried: { file, report, dryRun }, pending, onImport }: OutcomeProps): ReactNode {
  const { say } = useLanguage();
  const { read, created, updated, unchanged, kept, findings } = report;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const counts = { created, updated, unchanged, kept };
  const n = created + updated;
  return (
    <>
      <Descriptions
        size="small"
        bordered
        column={{ xs: 2, sm: 3, lg: 7 }}
        layout="vertical"
        className="desk-card"
        items={[
          { key: 'read', label: say(m.read), children: read },
          ...(['created', 'updated', 'unchanged', 'kept'] as const).map((key) => ({
            key,
            label: say(m[key]),
            children: counts[key],
          })),
          { key: 'errors', label: say(m.errors), children: errors },
          { key: 'warnings', label: say(m.warnings), children: findings.length - errors },
        ]}
      />
      {!dryRun && (
        <Alert
          type="success"
          showIcon
          title={say(m.done)}
          description={say(m.doneWhat, counts)}
          action={
            <Link to="/powers">
              <Button type="primary">{say(m.drafts)}</Button>
            </Link>
          }
        />
      )}
      {dryRun && errors > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={say(m.stopped, { n: errors })}
          description={say(m.stoppedWhat)}
        />
      )}
      {dryRun && errors === 0 && (
        <Alert
          type="info"
          showIcon
          title={say(n === 0 ? m.nothing : m.ready)}
          description={
            <>
              {n > 0 && <div>{say(m.readyWhat, counts)}</div>}
              <div className="quiet">{say(m.tried, { name: file.name })}</div>
            </>
          }
          action={
            n > 0 && (
              <Button type="primary" loading={pending} onClick={onImport}>
                {say(m.go, { n })}
              </Button>
            )
          }
        />
      )}
    </>
  );
}
