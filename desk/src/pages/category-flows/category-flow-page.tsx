import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Steps, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import type { CategoryDetail } from '#modules/category-flows/contract';
import { FLOW_KIND_WORDS } from '#modules/flows/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { ApprovalsCard } from '../powers/approvals-card.tsx';
import { TablingCard } from '../powers/tabling-card.tsx';
import { ACT_WORDS, isAct, STATE_WORDS, type Act } from '../powers/words.ts';
import { CategoryActDialog } from './act-dialog.tsx';
import { EndDialog, ReviseDialog } from './begin-dialogs.tsx';
import { DiscardButton } from './discard-button.tsx';
import { DrawingPart } from './drawing-part.tsx';
import { categoryVersionQuery } from './queries.ts';
import { SettingsForm } from './settings-form.tsx';
import { CallersCard, Checklist, Facts, VersionsCard } from './side-cards.tsx';
import { m } from './words.ts';
import '../powers/powers.css';

const words = messages({
  returned: { zh: '{post}退回，理由：', en: 'Returned by {post}:' },
  unlock: { zh: '修改（已有签字作废）', en: 'Edit (voids the signatures)' },
  readOnly: { zh: '您可以查看，不能修改。', en: 'You may read this, not change it.' },
  public: { zh: '看公开页', en: 'See the public page' },
  settings: { zh: '处室和施行日期', en: 'Office and day in force' },
  endSettings: { zh: '处室、理由和终止日期', en: 'Office, reason and day' },
  ends: {
    zh: '这个版本终止通用流程，没有图。公布以后，公开页写明终止日期和理由，原来公布的各版仍可查看。',
    en: 'This version ends the general flow and has no drawing. Once it is published the public page says from when and why; what was published before stays there to be read.',
  },
});
const STEPS = messages({
  draft: { zh: '处室签字', en: 'office head' },
  signed: { zh: '分管领导审签', en: 'leader in charge' },
  countersigned: { zh: '领导小组办公室审核', en: 'leading group office' },
  passed: { zh: '公布', en: 'publication' },
});
const PROGRESS = { draft: 0, returned: 0, signed: 1, countersigned: 2, passed: 3, published: 4 } as const;

/** One version of a general flow: its drawing, who acts next, what is missing, what changed, who calls it. */
export function CategoryFlowPage(): ReactNode {
  const { versionId } = useParams({ from: '/shell/category-flows/$versionId' });
  const query = useQuery(categoryVersionQuery(versionId));
  return <Await query={query}>{(version) => <Version key={version.versionId} version={version} />}</Await>;
}

function Version({ version }: { readonly version: CategoryDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const [act, setAct] = useState<Act | undefined>();
  const [begins, setBegins] = useState<'revision' | 'end' | undefined>();
  const [unlocked, unlock] = useState(false);
  const { state, acts } = version;
  const mayEdit = acts.includes('edit');
  const open = mayEdit && (unlocked || state === 'draft' || state === 'returned');
  const last = version.approvals.findLast((one) => one.act === 'return');
  return (
    <div className="power">
      <Link to="/category-flows">{say(m.back)}</Link>
      <header className="power-head">
        <Typography.Title level={2}>{version.title}</Typography.Title>
        {version.ends && <Tag color="warning">{say(m.ending)}</Tag>}
        <Tag>{version.n === null ? say(STATE_WORDS[state]) : say(m.n, { n: version.n })}</Tag>
        <span className="quiet">{say(FLOW_KIND_WORDS[version.kind])}</span>
        {version.n !== null && (
          <a href={`${lang === 'en' ? '/en' : ''}/flows/${encodeURIComponent(version.code)}?n=${version.n}`}>
            {say(words.public)}
          </a>
        )}
      </header>
      {version.ended !== null && (
        <Alert
          type="warning"
          showIcon
          className="power-note"
          title={say(m.endedOn, { day: formatDay(LegalDay.parse(version.ended.on), lang) })}
          description={version.ended.reason}
        />
      )}
      {state !== 'published' && (
        <Steps
          size="small"
          responsive
          current={PROGRESS[state]}
          items={Object.values(STEPS).map((step) => ({ title: say(step) }))}
        />
      )}
      {state === 'returned' && last && (
        <Alert
          type="warning"
          showIcon
          className="power-note"
          title={say(words.returned, { post: last.post })}
          description={last.reason}
        />
      )}
      <div className="power-page">
        <div className="power-main">
          {!mayEdit && state !== 'published' && <p className="quiet">{say(words.readOnly)}</p>}
          {mayEdit && !open && <Button onClick={() => unlock(true)}>{say(words.unlock)}</Button>}
          {version.ends ? <p>{say(words.ends)}</p> : <DrawingPart version={version} mayDraw={open} />}
          {open ? (
            <Card
              size="small"
              title={say(version.ends ? words.endSettings : words.settings)}
              className="desk-card desk-section"
            >
              <SettingsForm version={version} />
            </Card>
          ) : (
            <Facts version={version} />
          )}
        </div>
        <aside className="power-side">
          <div className="power-acts">
            {acts
              .filter(isAct)
              .filter((name) => name !== 'edit')
              .map((name) => (
                <Button
                  key={name}
                  type={name === 'return' ? 'default' : 'primary'}
                  disabled={name === 'sign' && !version.ends && version.drawing === null}
                  onClick={() => setAct(name)}
                >
                  {say(ACT_WORDS[name])}
                </Button>
              ))}
            {version.mayRevise && (
              <>
                <Button type="primary" onClick={() => setBegins('revision')}>
                  {say(m.revise)}
                </Button>
                <Button onClick={() => setBegins('end')}>{say(m.end)}</Button>
              </>
            )}
            {mayEdit && <DiscardButton version={version} />}
          </div>
          {state !== 'published' && <Checklist version={version} />}
          <TablingCard
            resolution={version.resolution}
            path={
              state === 'passed' && acts.includes('publish')
                ? `/category-flow-versions/${version.versionId}/tabling`
                : undefined
            }
          />
          <ApprovalsCard approvals={version.approvals} />
          <CallersCard version={version} />
          <VersionsCard version={version} />
        </aside>
      </div>
      {act !== undefined && <CategoryActDialog version={version} act={act} close={() => setAct(undefined)} />}
      {begins === 'revision' && <ReviseDialog of={version} close={() => setBegins(undefined)} />}
      {begins === 'end' && <EndDialog of={version} close={() => setBegins(undefined)} />}
    </div>
  );
}
