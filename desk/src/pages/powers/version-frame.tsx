import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Steps, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { AgencyChart } from '#modules/organisation/contract';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { FindingBehind } from '../clarification/finding-behind.tsx';
import { GoverningCard } from '../rules/governing-card.tsx';
import { ApprovalsCard } from './approvals-card.tsx';
import { BasesCard } from './bases-card.tsx';
import { CountsCard } from './counts-card.tsx';
import { NextTurn } from './next-turn.tsx';
import { FlowChangeLines } from './flow-change.tsx';
import { TablingCard } from './tabling-card.tsx';
import { TrialCard } from './trial-card.tsx';
import { m as sectionWords } from './section-words.ts';
import { STANDING_WORDS } from './trial-words.ts';
import { ACT_WORDS, isAct, STATE_WORDS, statusWord } from './words.ts';

const m = messages({
  back: { zh: '← 权责清单', en: '← Powers' },
  withhold: { zh: '申请不公开', en: 'Ask that something be withheld' },
  changes: { zh: '与现行版本相比改了', en: 'Changed against the version in force' },
  returned: { zh: '{post}退回，理由：', en: 'Returned by {post}:' },
  noCode: { zh: '尚未赋码', en: 'no code yet' },
  published: { zh: '看公开页', en: 'See the public page' },
  preview: { zh: '预览申请页', en: 'Preview the application' },
  print: { zh: '打印', en: 'Print' },
  unsaved: { zh: '有修改没有保存，保存后才能{acts}。', en: 'Store your changes first: {acts}.' },
});
const STEPS = messages({
  draft: { zh: '处室签字', en: 'office head' },
  signed: { zh: '分管领导审签', en: 'leader in charge' },
  countersigned: { zh: '领导小组办公室审核', en: 'leading group office' },
  passed: { zh: '公布', en: 'publication' },
});
const PROGRESS = { draft: 0, returned: 0, signed: 1, countersigned: 2, passed: 3, published: 4 } as const;

type Props = {
  readonly version: VersionDetail;
  readonly chart: AgencyChart | undefined;
  begin(act: string): Promise<void>;
  flush(): Promise<unknown>;
  /** Something typed is not stored: nobody puts a name under what only this browser has. */
  readonly unsaved?: boolean;
  /** Whether what is typed is stored. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
};

/** What stands around the elements of a version: where it is on its way, what can be done, what is still missing, who signed. */
export function VersionFrame({
  version,
  chart,
  begin,
  flush,
  unsaved = false,
  status,
  children,
}: Props): ReactNode {
  const { say, lang } = useLanguage();
  const last = version.approvals.findLast((one) => one.act === 'return');
  const acts = version.acts.filter(isAct).filter((name) => name !== 'edit');
  const held = acts.filter((name) => name !== 'return');
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
        <div className="power-main">{children}</div>
        <aside className="power-side">
          <div className="power-acts">
            {acts.map((name) => (
              <Button
                key={name}
                type={name === 'return' ? 'default' : 'primary'}
                disabled={unsaved && name !== 'return'}
                onClick={() => void begin(name)}
              >
                {say(ACT_WORDS[name])}
              </Button>
            ))}
            {version.status === 'in-force' && (
              <Button
                href={`${lang === 'en' ? '/en' : ''}/preview/power-versions/${version.versionId}`}
                target="_blank"
                onClick={() => void flush()}
              >
                {say(m.preview)}
              </Button>
            )}
            <Button onClick={() => window.print()}>{say(m.print)}</Button>
            {unsaved && held.length > 0 && (
              <p className="quiet power-unsaved">
                {say(m.unsaved, { acts: held.map((name) => say(ACT_WORDS[name])).join('、') })}
              </p>
            )}
          </div>
          {status}
          <NextTurn version={version} chart={chart} />
          {version.trial !== null && <TrialCard trial={version.trial} />}
          <BasesCard version={version} />
          {version.resolution !== null && (
            <div id="el-resolution">
              <TablingCard
                resolution={version.resolution}
                path={
                  version.state === 'passed' && version.acts.includes('publish')
                    ? `/power-versions/${version.versionId}/tabling`
                    : undefined
                }
              />
            </div>
          )}
          {version.code !== null && <GoverningCard code={version.code} />}
          {(version.changes.length > 0 || version.flowChange !== null) && (
            <Card size="small" title={say(m.changes)}>
              <ul className="power-list">
                {version.changes.map(({ field, label }) => (
                  <li key={field}>
                    <a href={`#el-${field}`}>{label}</a>
                  </li>
                ))}
                {version.flowChange !== null && (
                  <li>
                    <a href="#el-flow">{say(sectionWords.flow)}</a>
                    <FlowChangeLines change={version.flowChange} />
                  </li>
                )}
              </ul>
            </Card>
          )}
          <CountsCard
            counts={version.counts}
            versionId={version.versionId}
            unverified={version.content.statutoryLimit?.verified === false}
          />
          <ApprovalsCard approvals={version.approvals} />
        </aside>
      </div>
    </div>
  );
}
