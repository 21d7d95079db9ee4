import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FlowDraftView } from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { Changes } from './changes.tsx';
import { ChartPicture } from './chart-picture.tsx';
import { download } from './clash-dialog.tsx';
import { FindingLines } from './findings.tsx';
import { FlowRows } from './flow-rows.tsx';
import { LockNote } from './lock-note.tsx';
import { m } from './words.ts';

/** The drawing of a version that is signed or further: read, and changed only once somebody begins to, knowing what that does. */
export function LockedDrawing({ view }: { readonly view: FlowDraftView }): ReactNode {
  const { say } = useLanguage();
  const navigate = useNavigate();
  const { table, svg, findings } = view;
  return (
    <>
      <LockNote owner={view.owner} draftId={view.id} />
      <div className="desk-acts">
        <Button onClick={() => void navigate({ to: '/flows/$draftId/walk', params: { draftId: view.id } })}>
          {say(m.walk)}
        </Button>
        <Button onClick={() => download('flow.bpmn', view.bpmn, 'application/xml')}>{say(m.export)}</Button>
      </div>
      <div className="flow-work">
        <div className="flow-main">
          {svg !== null && <ChartPicture svg={svg} title={say(m.canvas)} alt={table?.name ?? ''} />}
          {table !== null && <FlowRows draft={table} findings={findings} />}
        </div>
        <aside className="flow-aside">
          <FindingLines findings={findings} named />
          {view.changes !== null && <Changes changes={view.changes} />}
        </aside>
      </div>
    </>
  );
}

/** The way back to what a drawing is for. */
export function BackToOwner({ owner: { kind, id } }: Pick<FlowDraftView, 'owner'>): ReactNode {
  const { say } = useLanguage();
  return kind === 'power.version' ? (
    <Link to="/powers/$versionId" params={{ versionId: id }}>
      ← {say(m.back)}
    </Link>
  ) : (
    <Link to="/category-flows/$versionId" params={{ versionId: id }}>
      ← {say(m.backToGeneral)}
    </Link>
  );
}
