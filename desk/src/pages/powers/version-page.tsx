import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Form, Steps, Tag, Typography } from 'antd';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery, versionQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { FindingBehind } from '../clarification/finding-behind.tsx';
import { GoverningCard } from '../rules/governing-card.tsx';
import { ActDialog } from './act-dialog.tsx';
import { ApprovalsCard } from './approvals-card.tsx';
import { BasesCard } from './bases-card.tsx';
import { ClashDialog } from './clash-dialog.tsx';
import { CountsCard } from './counts-card.tsx';
import { DraftStatus } from './draft-status.tsx';
import { ElementForm } from './element-form.tsx';
import { FlowUpload } from './flow-upload.tsx';
import { generatedCode } from './generated-code.ts';
import { TablingCard } from './tabling-card.tsx';
import { STANDING_WORDS } from './trial-words.ts';
import { useDraft } from './use-draft.ts';
import { ACT_WORDS, isAct, STATE_WORDS, statusWord, type Act } from './words.ts';
import './powers.css';

const m = messages({
  back: { zh: '← 权责清单', en: '← Powers' },
  withhold: { zh: '申请不公开', en: 'Ask that something be withheld' },
  checklist: { zh: '公布前还差 {n} 项', en: '{n} missing before publication' },
  ready: { zh: '要素齐全', en: 'Complete' },
  complete: { zh: '要素齐了，可以往前走。', en: 'Nothing is missing.' },
  changes: { zh: '与现行版本相比改了', en: 'Changed against the version in force' },
  returned: { zh: '{post}退回，理由：', en: 'Returned by {post}:' },
  unlock: { zh: '修改（已有签字作废）', en: 'Edit (voids the signatures)' },
  waiting: { zh: '等{who}办理', en: 'waits for: {who}' },
  readOnly: { zh: '您可以查看，不能修改。', en: 'You may read this, not change it.' },
  noCode: { zh: '尚未赋码', en: 'no code yet' },
  published: { zh: '看公开页', en: 'See the public page' },
  preview: { zh: '预览申请页', en: 'Preview the application' },
  walk: { zh: '试走流程', en: 'Walk through its flow' },
  print: { zh: '打印', en: 'Print' },
  keys: { zh: 'Ctrl+S 立即保存', en: 'Ctrl+S stores at once' },
});
const STEPS = messages({
  draft: { zh: '处室签字', en: 'office head' },
  signed: { zh: '分管领导审签', en: 'leader in charge' },
  countersigned: { zh: '领导小组办公室审核', en: 'leading group office' },
  passed: { zh: '公布', en: 'publication' },
});
const PROGRESS = { draft: 0, returned: 0, signed: 1, countersigned: 2, passed: 3, published: 4 } as const;

export function VersionPage(): ReactNode {
  const { versionId } = useParams({ from: '/shell/powers/$versionId' });
  const query = useQuery(versionQuery(versionId));
  return <Await query={query}>{(data) => <Version key={data.versionId} version={data} />}</Await>;
}

function Version({ version }: { readonly version: VersionDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const [form] = Form.useForm();
  const [act, setAct] = useState<{ readonly name: Act; readonly rowVersion: number } | undefined>();
  const [unlocked, unlock] = useState(false);
  const chart = useQuery(chartQuery(me.agency.id)).data;
  const mayEdit = version.acts.includes('edit');
  const open = mayEdit && (unlocked || version.state === 'draft' || version.state === 'returned');
  const officeIdOf = useCallback(
    (key: unknown) => chart?.offices.find((office) => office.key === key)?.id,
    [chart],
  );
  const draft = useDraft({ version, form, open, personId: me.personId, officeIdOf });
  const missing = useMemo(() => new Set(version.blockers.map(({ field }) => field)), [version.blockers]);
  useShortcuts({ 'mod+s': () => void draft.flush() }, open);
  /** Pinned to what the form shows once it is stored: that, and nothing newer, is what is signed. */
  const begin = async (name: Act): Promise<void> => {
    if (open) await draft.flush();
    setAct({ name, rowVersion: draft.rowVersion() });
  };
  /** The limits typed so far are those that run. */
  const walk = async (): Promise<void> => {
    await draft.flush();
    await navigate({ to: '/powers/$versionId/walk', params: { versionId: version.versionId } });
  };
  const { changed } = draft;
  const onChange = useCallback(
    (what: Readonly<Record<string, unknown>>) => {
      const code = generatedCode(what, form.getFieldsValue(true));
      if (code !== undefined) form.setFieldsValue({ implementationCode: code });
      changed();
    },
    [changed, form],
  );
  const last = version.approvals.findLast((one) => one.act === 'return');
  return (
    <div className="power">
      <Link to="/powers">{say(m.back)}</Link>
      <header className="power-head">
        <Typography.Title level={2}>{version.content.name}</Typography.Title>
        <Tag>{say(STATE_WORDS[version.state])}</Tag>
        {version.trial !== null && (
          <Tag color={version.trial.standing === 'late' ? 'error' : 'processing'}>
            {say(STANDING_WORDS[version.trial.standing])}
          </Tag>
        )}
        {version.status !== 'in-force' && <Tag color="warning">{say(statusWord(version.status))}</Tag>}
        <span className="quiet">{version.code ?? version.content.implementationCode ?? say(m.noCode)}</span>
        {(version.state === 'passed' || version.state === 'published') && (
          <Link to="/nonpublic/new" search={{ of: 'power', id: version.powerId }}>
            {say(m.withhold)}
          </Link>
        )}
        {version.state === 'published' && version.code !== null && (
          <a href={`/powers/${encodeURIComponent(version.code)}`}>{say(m.published)}</a>
        )}
      </header>
      <Steps
        size="small"
        responsive
        current={PROGRESS[version.state]}
        items={Object.values(STEPS).map((step) => ({ title: say(step) }))}
      />
      <FindingBehind versionId={version.versionId} />
      {version.state === 'returned' && last && (
        <Alert
          type="warning"
          showIcon
          className="power-note"
          title={say(m.returned, { post: last.post })}
          description={last.reason}
        />
      )}
      <div className="power-page">
        <div className="power-main">
          {draft.restored && open && <DraftStatus.Restored />}
          {!mayEdit && version.state !== 'published' && <p className="quiet">{say(m.readOnly)}</p>}
          {mayEdit && !open && <Button onClick={() => unlock(true)}>{say(m.unlock)}</Button>}
          <ElementForm
            form={form}
            version={version}
            chart={chart}
            readOnly={!open}
            missing={missing}
            onChange={onChange}
          />
        </div>
        <aside className="power-side">
          <div className="power-acts">
            {version.acts
              .filter(isAct)
              .filter((name) => name !== 'edit')
              .map((name) => (
                <Button
                  key={name}
                  type={name === 'return' ? 'default' : 'primary'}
                  onClick={() => void begin(name)}
                >
                  {say(ACT_WORDS[name])}
                </Button>
              ))}
            {version.status === 'in-force' && (
              <Button
                href={`${lang === 'en' ? '/en' : ''}/preview/power-versions/${version.versionId}`}
                target="_blank"
                onClick={() => void draft.flush()}
              >
                {say(m.preview)}
              </Button>
            )}
            {version.flowVersionId !== null && <Button onClick={() => void walk()}>{say(m.walk)}</Button>}
            <Button onClick={() => window.print()}>{say(m.print)}</Button>
          </div>
          {open && <DraftStatus draft={draft} form={form} hint={say(m.keys)} />}
          {version.state !== 'published' && <Checklist version={version} />}
          <BasesCard version={version} />
          <TablingCard
            resolution={version.resolution}
            path={
              version.state === 'passed' && version.acts.includes('publish')
                ? `/power-versions/${version.versionId}/tabling`
                : undefined
            }
          />
          {version.code !== null && <GoverningCard code={version.code} />}
          {open && <FlowUpload version={version} draft={draft} />}
          {version.changes.length > 0 && (
            <Card size="small" title={say(m.changes)}>
              {version.changes.map((change) => change.label).join('、')}
            </Card>
          )}
          <CountsCard counts={version.counts} versionId={version.versionId} />
          <ApprovalsCard approvals={version.approvals} />
        </aside>
      </div>
      {draft.clash && <ClashDialog clash={draft.clash} settle={draft.settle} />}
      {act !== undefined && draft.clash === undefined && (
        <ActDialog
          version={version}
          act={act.name}
          rowVersion={act.rowVersion}
          unsaved={draft.faults.length > 0 || draft.status.kind !== 'stored'}
          close={() => setAct(undefined)}
        />
      )}
    </div>
  );
}

function Checklist({ version }: { readonly version: VersionDetail }): ReactNode {
  const { say } = useLanguage();
  const { blockers } = version;
  return (
    <Card
      size="small"
      title={blockers.length === 0 ? say(m.ready) : say(m.checklist, { n: blockers.length })}
    >
      {blockers.length === 0 ? (
        <span className="power-done">{say(m.complete)}</span>
      ) : (
        <ul className="power-list">
          {blockers.map((blocker) => (
            <li key={blocker.code}>
              <a href={`#el-${blocker.field}`}>{blocker.text}</a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
