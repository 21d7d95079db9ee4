import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { AgencyChart } from '#modules/organisation/contract';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { ApiRefusal } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery, versionQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { ActDialog } from './act-dialog.tsx';
import { ClashDialog } from './clash-dialog.tsx';
import { DraftStatus } from './draft-status.tsx';
import { ElementForm } from './element-form.tsx';
import { FlowPart } from './flow-part.tsx';
import { FlowUpload } from './flow-upload.tsx';
import { FormSettingContext, settingOf } from './form-setting.ts';
import { generatedCode } from './generated-code.ts';
import { PowerReading } from './power-reading.tsx';
import { useDraft } from './use-draft.ts';
import { VersionFrame } from './version-frame.tsx';
import { isAct, type Act } from './words.ts';
import './powers.css';

const m = messages({
  home: { zh: '← 我的工作', en: '← My work' },
  unlock: { zh: '修改（已有签字作废）', en: 'Edit (voids the signatures)' },
  readOnly: { zh: '您可以查看，不能修改。', en: 'You may read this, not change it.' },
  keys: { zh: 'Ctrl+S 立即保存', en: 'Ctrl+S stores at once' },
});

export function VersionPage(): ReactNode {
  const { versionId } = useParams({ from: '/shell/powers/$versionId' });
  const query = useQuery(versionQuery(versionId));
  const { say } = useLanguage();
  const { error } = query;
  if (query.data === undefined && error instanceof ApiRefusal && [403, 404].includes(error.problem.status))
    return (
      <div className="power">
        <Link to="/">{say(m.home)}</Link>
        <Failure error={error} />
      </div>
    );
  return <Await query={query}>{(data) => <Version key={data.versionId} version={data} />}</Await>;
}

/** A version as a form for whoever may edit it now, and to be read by everybody else. */
function Version({ version }: { readonly version: VersionDetail }): ReactNode {
  const me = useMe();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<{ readonly act: Act; readonly seen: VersionDetail } | undefined>();
  const [unlocked, unlock] = useState(false);
  const chart = useQuery(chartQuery(me.agency.id)).data;
  const setting = useMemo(() => settingOf(chart, version), [chart, version]);
  const mayEdit = version.acts.includes('edit');
  const open = mayEdit && (unlocked || version.state === 'draft' || version.state === 'returned');
  /** An act is on what is stored at this moment, which the page shows behind the dialog. */
  const begin = async (act: string): Promise<void> => {
    const seen = await queries.fetchQuery({ ...versionQuery(version.versionId), staleTime: 0 });
    if (isAct(act)) setDialog({ act, seen });
  };
  return (
    <FormSettingContext value={setting}>
      {open ? (
        <Editing version={version} chart={chart} begin={begin} />
      ) : (
        <Reading
          version={version}
          chart={chart}
          begin={begin}
          unlock={mayEdit ? () => unlock(true) : undefined}
        />
      )}
      {dialog && <ActDialog version={version} {...dialog} close={() => setDialog(undefined)} />}
    </FormSettingContext>
  );
}

type Props = {
  readonly version: VersionDetail;
  readonly chart: AgencyChart | undefined;
  begin(act: string): Promise<void>;
};

function Reading({
  version,
  chart,
  begin,
  unlock,
}: Props & { readonly unlock: (() => void) | undefined }): ReactNode {
  const { say } = useLanguage();
  return (
    <VersionFrame version={version} chart={chart} begin={begin} flush={nothingToStore}>
      {unlock === undefined ? (
        version.state !== 'published' && <p className="quiet">{say(m.readOnly)}</p>
      ) : (
        <Button onClick={unlock}>{say(m.unlock)}</Button>
      )}
      <PowerReading version={version} missing={version.blockers.map(({ field }) => field)} />
      <FlowPart version={version} flush={nothingToStore} />
    </VersionFrame>
  );
}

const nothingToStore = (): Promise<void> => Promise.resolve();

function Editing({ version, chart, begin }: Props): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const [form] = Form.useForm();
  const officeIdOf = useCallback(
    (key: unknown) => chart?.offices.find((office) => office.key === key)?.id,
    [chart],
  );
  const draft = useDraft({ version, form, personId: me.personId, officeIdOf });
  const missing = useMemo(() => version.blockers.map(({ field }) => field), [version.blockers]);
  useShortcuts({ 'mod+s': () => void draft.flush() }, true);
  const { changed } = draft;
  const onChange = useCallback(
    (what: Readonly<Record<string, unknown>>) => {
      const code = generatedCode(what, form.getFieldsValue(true));
      if (code !== undefined) form.setFieldsValue({ implementationCode: code });
      changed();
    },
    [changed, form],
  );
  return (
    <VersionFrame
      version={version}
      chart={chart}
      begin={async (act) => {
        if (act === 'return' || (await draft.flush()).length === 0) await begin(act);
      }}
      flush={draft.flush}
      unsaved={draft.status.kind !== 'stored' || draft.faults.length > 0}
      status={<DraftStatus draft={draft} form={form} hint={say(m.keys)} />}
    >
      {draft.restored && <DraftStatus.Restored />}
      <ElementForm form={form} version={version} missing={missing} onChange={onChange} />
      <FlowPart version={version} flush={draft.flush}>
        <FlowUpload version={version} draft={draft} />
      </FlowPart>
      {draft.clash && <ClashDialog clash={draft.clash} settle={draft.settle} />}
    </VersionFrame>
  );
}
