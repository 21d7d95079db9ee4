import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, App, Button, Card, Dropdown, Segmented, Skeleton, Typography } from 'antd';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import {
  FlowDraftView,
  isDrawable,
  RefusedFile,
  SubmitFlowResponse,
  type FlowDraft,
  type Removal,
} from '#modules/flows/contract';
import { Edited } from '#modules/powers/contract';
import { api } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { versionQuery } from '../../lib/queries.ts';
import { categoryVersionQuery } from '../category-flows/queries.ts';
import { Changes } from './changes.tsx';
import { CompareCharts } from './compare-charts.tsx';
import { ClashDialog, download } from './clash-dialog.tsx';
import { FindingLines, Findings } from './findings.tsx';
import { FlowSettings } from './flow-settings.tsx';
import { rowOf } from './flow-rows.tsx';
import { BackToOwner, LockedDrawing } from './locked-drawing.tsx';
import { RemovedNote } from './removed-note.tsx';
import { TableEditor } from './table-editor.tsx';
import { useDrawing, type Drawing } from './use-drawing.ts';
import { m } from './words.ts';

const CanvasEditor = lazy(async () => ({
  default: (await import('./canvas/canvas-editor.tsx')).CanvasEditor,
}));

type Mode = 'table' | 'canvas' | 'compare';

const drawingQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', 'draft', id],
    // The page itself keeps it in step; read anew behind its back it would lose what is being edited.
    staleTime: Infinity,
    gcTime: 0,
    queryFn: ({ signal }) => api(`/flows/drafts/${id}`, { schema: FlowDraftView, signal }),
  });

/** The flow of a power or of a category: drawn while its version is a draft, read once somebody signed. */
export function FlowPage(): ReactNode {
  const { draftId } = useParams({ from: '/shell/flows/$draftId' });
  const query = useQuery(drawingQuery(draftId));
  return (
    <Await query={query}>
      {(view) => (
        <div className="flow-page">
          <BackToOwner owner={view.owner} />
          {isDrawable(view.owner.state) ? (
            <Editor key={view.id} first={view} />
          ) : (
            <>
              <FlowTitle locked name={view.table?.name} />
              <LockedDrawing view={view} />
            </>
          )}
        </div>
      )}
    </Await>
  );
}

function FlowTitle({
  name = '',
  locked = false,
}: {
  readonly name?: string | undefined;
  readonly locked?: boolean;
}): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <Typography.Title level={1} className="desk-title flow-title">
      {say(locked ? m.titleLocked : m.title)}
      {lang === 'zh' ? '：' : ': '}
      {name}
    </Typography.Title>
  );
}

function Editor({ first }: { readonly first: FlowDraftView }): ReactNode {
  const { say } = useLanguage();
  const drawing = useDrawing(first);
  const { view, table } = drawing;
  const [open, setOpen] = useState<string | undefined>();
  const [settings, setSettings] = useState(false);
  const [mode, setMode] = useState<Mode>('table');
  const [target, setTarget] = useState<{ readonly id: string; readonly at: number } | undefined>();
  const [removal, setRemoval] = useState<Removal | undefined>();
  /** What was taken out can be put back until something else is changed. */
  const edit = (next: FlowDraft): void => {
    setRemoval(undefined);
    drawing.change(next);
  };
  const undo = (): void => {
    setRemoval(undefined);
    drawing.undo();
  };
  const go = (element: string): void => {
    if (mode === 'canvas') return setTarget((last) => ({ id: element, at: (last?.at ?? 0) + 1 }));
    if (mode === 'compare') setMode('table');
    const row = table === null ? undefined : rowOf(table, element);
    if (row !== undefined) setOpen(row);
    else setSettings(true);
  };
  /** What was edited one way is stored before it is shown the other way. */
  const change = async (next: Mode): Promise<void> => {
    await drawing.flush();
    setRemoval(undefined);
    setMode(next);
  };
  return (
    <>
      <FlowTitle name={table?.name} />
      <Status drawing={drawing} />
      <Segmented<Mode>
        aria-label={say(m.view)}
        value={mode}
        options={[
          { value: 'table', label: say(m.table) },
          { value: 'canvas', label: say(m.canvas) },
          ...(view.changes === null ? [] : [{ value: 'compare' as const, label: say(m.compare) }]),
        ]}
        onChange={(next) => void change(next)}
      />
      <Acts drawing={{ ...drawing, undo }} settings={() => setSettings(true)} />
      <div className={mode === 'table' ? 'flow-work' : 'flow-work flow-work-wide'}>
        <div className="flow-main">
          <div aria-live="polite">{removal && <RemovedNote removal={removal} undo={undo} />}</div>
          {mode === 'compare' ? (
            <CompareCharts path={`/flows/drafts/${view.id}/comparison`} rowVersion={view.rowVersion} />
          ) : mode === 'canvas' ? (
            <Suspense fallback={<Skeleton active />}>
              <CanvasEditor drawing={drawing} target={target} />
            </Suspense>
          ) : table === null ? (
            <Alert type="warning" showIcon title={say(m.noTable)} />
          ) : (
            <TableEditor
              draft={table}
              findings={view.findings}
              warnings={view.warnings}
              open={open}
              setOpen={setOpen}
              change={edit}
              removed={(gone) => {
                drawing.change(gone.draft);
                setRemoval(gone);
              }}
            />
          )}
          {mode === 'table' && view.svg !== null && (
            <Card size="small" title={say(m.preview)} className="desk-card desk-section">
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard */}
              <section className="desk-chart" tabIndex={0} aria-label={say(m.preview)}>
                <img
                  alt={table?.name ?? ''}
                  src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(view.svg)}`}
                />
              </section>
            </Card>
          )}
        </div>
        <aside className="flow-aside">
          <Findings findings={view.findings} warnings={view.warnings} go={go} />
          {view.changes !== null && <Changes changes={view.changes} />}
        </aside>
      </div>
      {table !== null && (
        <FlowSettings draft={table} open={settings} close={() => setSettings(false)} change={edit} />
      )}
      {drawing.clash && <ClashDialog clash={drawing.clash} settle={(keep) => void drawing.settle(keep)} />}
    </>
  );
}

function Status({ drawing }: { readonly drawing: Drawing }): ReactNode {
  const { say, lang } = useLanguage();
  const { saving, view, taken } = drawing;
  const refused = saving.kind === 'refused' ? RefusedFile.safeParse(saving.error.problem.detail) : undefined;
  return (
    <div className="flow-status" aria-live="polite">
      {saving.kind === 'refused' ? (
        refused?.success ? (
          <Alert
            type="error"
            showIcon
            title={saving.error.problem.title}
            description={<FindingLines findings={refused.data.issues} named />}
          />
        ) : (
          <Failure error={saving.error} />
        )
      ) : (
        <span className={saving.kind === 'offline' ? 'power-late' : 'quiet'}>
          {say(m[saving.kind])} · {say(m.lastEdit, { by: view.lastEdit.by, at: formatAt(view.lastEdit.at) })}
        </span>
      )}
      {taken !== undefined && <p lang={lang}>{say(m.taken, { by: taken })}</p>}
    </div>
  );
}

function Acts({ drawing, settings }: { readonly drawing: Drawing; settings(): void }): ReactNode {
  const { say } = useLanguage();
  const { modal } = App.useApp();
  const file = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  /** What is walked is what is stored. */
  const walk = async (): Promise<void> => {
    const { id } = await drawing.flush();
    await navigate({ to: '/flows/$draftId/walk', params: { draftId: id } });
  };
  const ask = (title: string, content: string, run: () => Promise<void>): void => {
    modal.confirm({ title, content, okText: say(m.yes), cancelText: say(m.no), onOk: run });
  };
  const more: Readonly<Record<string, () => void>> = {
    layout: () => ask(say(m.layout), say(m.layoutAsk), () => drawing.put({ layout: true })),
    template: () => ask(say(m.template), say(m.templateAsk), () => drawing.put({ template: true })),
    import: () => file.current?.click(),
    export: () => download('flow.bpmn', drawing.view.bpmn, 'application/xml'),
  };
  return (
    <div className="desk-acts">
      <SubmitButton drawing={drawing} />
      <Button disabled={drawing.table === null} onClick={settings}>
        {say(m.flow)}
      </Button>
      <Button onClick={() => void walk()}>{say(m.walk)}</Button>
      <Button disabled={!drawing.canUndo} onClick={drawing.undo}>
        {say(m.undo)}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'layout', label: say(m.layout) },
            { key: 'template', label: say(m.template) },
            { key: 'import', label: say(m.import) },
            { key: 'export', label: say(m.export) },
          ],
          onClick: ({ key }) => more[key]?.(),
        }}
      >
        <Button>{say(m.more)}</Button>
      </Dropdown>
      <input
        ref={file}
        type="file"
        accept=".bpmn,.xml"
        hidden
        aria-label={say(m.import)}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) void chosen.text().then((text) => drawing.put({ file: text }));
          target.value = '';
        }}
      />
    </div>
  );
}

/** Makes a submitted drawing that of its owner, which is then signed and published with it. */
async function bind(
  queries: QueryClient,
  { kind, id }: FlowDraftView['owner'],
  flowVersionId: string,
): Promise<void> {
  const power = kind === 'power.version';
  const { rowVersion } = power
    ? await queries.fetchQuery({ ...versionQuery(id), staleTime: 0 })
    : await queries.fetchQuery({ ...categoryVersionQuery(id), staleTime: 0 });
  await api(power ? `/power-versions/${id}` : `/category-flow-versions/${id}`, {
    method: 'PUT',
    body: { flowVersionId },
    ifMatch: rowVersion,
    schema: Edited,
  });
  await queries.invalidateQueries({ queryKey: [power ? 'powers' : 'category-flows'] });
}

/** Submits the drawing and binds it to what it is drawn for. */
function SubmitButton({ drawing }: { readonly drawing: Drawing }): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const submitted = drawing.view.owner.kind === 'power.version' ? m.submitted : m.submittedGeneral;
  const submit = useMutation({
    mutationFn: async () => {
      const { id, rowVersion, owner } = await drawing.flush();
      const { flowVersionId } = await api(`/flows/drafts/${id}/submission`, {
        method: 'POST',
        body: {},
        ifMatch: rowVersion,
        schema: SubmitFlowResponse,
      });
      await bind(queries, owner, flowVersionId);
    },
    onSuccess: () => void message.success(say(submitted)),
  });
  return (
    <>
      <Button
        type="primary"
        loading={submit.isPending}
        disabled={
          drawing.table === null || drawing.view.findings.some(({ code }) => code !== 'flows/post-vacant')
        }
        onClick={() => submit.mutate()}
      >
        {say(m.submit)}
      </Button>
      {submit.error && <Failure error={submit.error} />}
      {submit.isSuccess && <span className="power-done">{say(submitted)}</span>}
    </>
  );
}
