import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Steps, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { RULE_KIND_WORDS, type RuleDetail } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { ApprovalsCard } from '../powers/approvals-card.tsx';
import { TablingCard } from '../powers/tabling-card.tsx';
import { ACT_WORDS, isAct, type Act } from '../powers/words.ts';
import { DiscardDraft } from './discard-draft.tsx';
import { ruleQuery } from './queries.ts';
import { NextVersionDialog, RuleActDialog } from './rule-dialogs.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RuleDifference, RuleText, RuleVersions } from './rule-text.tsx';
import { RuleState } from './rules-page.tsx';
import { m } from './words.ts';
import '../powers/powers.css';
import './rules.css';

const words = messages({
  checklist: { zh: '公布前还差 {n} 项', en: '{n} missing before publication' },
  ready: { zh: '内容齐全', en: 'Complete' },
  complete: { zh: '没有差项，可以往前走。', en: 'Nothing is missing.' },
  returned: { zh: '{post}退回，理由：', en: 'Returned by {post}:' },
  unlock: { zh: '修改（已有签字作废）', en: 'Edit (voids the signatures)' },
  readOnly: { zh: '您可以查看，不能修改。', en: 'You may read this, not change it.' },
  public: { zh: '看公开页', en: 'See the public page' },
  revise: { zh: '修订', en: 'Revise' },
  repeal: { zh: '废止', en: 'Repeal' },
  changes: { zh: '与上一版相比', en: 'Against the version before' },
  fromPublication: { zh: '自公布之日起生效。', en: 'It takes effect on the day of publication.' },
  beginsOn: { zh: '自 {on} 起施行。', en: 'In force from {on}.' },
  endsOn: { zh: '自 {on} 起废止。', en: 'Repealed from {on}.' },
  withhold: { zh: '申请不公开', en: 'Ask to withhold' },
  withheld: {
    zh: '已登记不公开：{ground}。终止以前不公布。',
    en: 'Withheld: {ground}. Not published until that ends.',
  },
  toException: { zh: '看登记', en: 'See the entry' },
  noNumber: { zh: '文号待编（办公室编给）', en: 'no number yet (the agency’s office gives it)' },
  versions: { zh: '全部版本', en: 'All versions' },
  saveFirst: {
    zh: '有修改还没有保存。请先保存或者放弃，再签字：签字只覆盖已保存的内容。',
    en: 'There are changes that are not stored. Store or discard them before you sign: a name covers what is stored only.',
  },
  why: { zh: '理由：{reason}', en: 'Reason: {reason}' },
});
const STEPS = messages({
  draft: { zh: '处室签字', en: 'office head' },
  signed: { zh: '分管领导审签', en: 'leader in charge' },
  countersigned: { zh: '领导小组办公室审核', en: 'leading group office' },
  passed: { zh: '公布', en: 'publication' },
});
const PROGRESS = { draft: 0, returned: 0, signed: 1, countersigned: 2, passed: 3, published: 4 } as const;

/** An act with the row version that was on the page when its dialog was opened: that, and nothing newer, is what is signed. */
type Pinned = { readonly name: Act; readonly rowVersion: number };

/** One version of a rule: its text or its form, who acts next, what is missing, what changed. */
export function RulePage(): ReactNode {
  const { versionId } = useParams({ from: '/shell/rules/$versionId' });
  const query = useQuery(ruleQuery(versionId));
  return <Await query={query}>{(rule) => <Version key={rule.versionId} rule={rule} />}</Await>;
}

function Version({ rule }: { readonly rule: RuleDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const [act, setAct] = useState<Pinned | undefined>();
  const [unsaved, setUnsaved] = useState(false);
  const [next, setNext] = useState<RuleDetail['status'] | undefined>();
  const [unlocked, unlock] = useState(false);
  const mayEdit = rule.acts.includes('edit');
  const open = mayEdit && (unlocked || rule.state === 'draft' || rule.state === 'returned');
  const last = rule.approvals.findLast((one) => one.act === 'return');
  const first = !rule.versions.some(({ n, versionId }) => n !== null && versionId !== rule.versionId);
  return (
    <div className="power">
      <Link to="/rules">{say(m.back)}</Link>
      <header className="power-head">
        <Typography.Title level={2}>{rule.content.title}</Typography.Title>
        <RuleState rule={rule} />
        <span className="quiet">
          {[
            rule.content.documentNumber ?? say(words.noNumber),
            say(RULE_KIND_WORDS[rule.content.kind]),
            rule.officeName,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {rule.mayWithhold && (
          <Link to="/nonpublic/new" search={{ of: 'rule', id: rule.ruleId }}>
            {say(words.withhold)}
          </Link>
        )}
        {rule.state === 'published' && <a href={`/rules/${rule.ruleId}`}>{say(words.public)}</a>}
      </header>
      {rule.state !== 'published' && (
        <Steps
          size="small"
          responsive
          current={PROGRESS[rule.state]}
          items={Object.values(STEPS).map((step) => ({ title: say(step) }))}
        />
      )}
      {rule.withheld !== null && (
        <Alert
          type="warning"
          showIcon
          className="power-note"
          title={say(words.withheld, { ground: rule.withheld.ground })}
          action={
            <Link to="/nonpublic/$exceptionId" params={{ exceptionId: rule.withheld.exceptionId }}>
              {say(words.toException)}
            </Link>
          }
        />
      )}
      {rule.state === 'returned' && last && (
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
          {!mayEdit && rule.state !== 'published' && <p className="quiet">{say(words.readOnly)}</p>}
          {mayEdit && !open && (
            <Button className="rule-unlock" onClick={() => unlock(true)}>
              {say(words.unlock)}
            </Button>
          )}
          {!open && rule.state !== 'published' && (
            <p>
              {rule.plannedFrom === null
                ? say(words.fromPublication)
                : say(rule.status === 'repealed' ? words.endsOn : words.beginsOn, {
                    on: formatDay(LegalDay.parse(rule.plannedFrom), lang),
                  })}
            </p>
          )}
          {!open && rule.reason !== '' && <p>{say(words.why, { reason: rule.reason })}</p>}
          {open && <RuleEditor rule={rule} first={first} onUnsaved={setUnsaved} />}
          {(!open || rule.status === 'repealed') && <RuleText rule={rule} />}
          {rule.differences !== null && (
            <Card size="small" title={say(words.changes)} className="desk-card">
              <RuleDifference differences={rule.differences} />
            </Card>
          )}
        </div>
        <aside className="power-side">
          <div className="power-acts">
            {rule.acts
              .filter(isAct)
              .filter((name) => name !== 'edit')
              .map((name) => (
                <Button
                  key={name}
                  type={name === 'return' ? 'default' : 'primary'}
                  disabled={unsaved && name !== 'return'}
                  onClick={() => setAct({ name, rowVersion: rule.rowVersion })}
                >
                  {say(ACT_WORDS[name])}
                </Button>
              ))}
            {rule.mayRevise && (
              <>
                <Button type="primary" onClick={() => setNext('in-force')}>
                  {say(words.revise)}
                </Button>
                <Button onClick={() => setNext('repealed')}>{say(words.repeal)}</Button>
              </>
            )}
            {rule.mayDiscard && <DiscardDraft rule={rule} first={first} />}
          </div>
          {unsaved && <p className="quiet">{say(words.saveFirst)}</p>}
          {rule.state !== 'published' && <Checklist rule={rule} />}
          <TablingCard
            resolution={rule.resolution}
            path={
              rule.state === 'passed' && rule.acts.includes('publish')
                ? `/rule-versions/${rule.versionId}/tabling`
                : undefined
            }
          />
          <ApprovalsCard approvals={rule.approvals} />
          {rule.versions.length > 1 && (
            <Card size="small" title={say(words.versions)}>
              <RuleVersions rule={rule} />
            </Card>
          )}
        </aside>
      </div>
      {act !== undefined && (
        <RuleActDialog
          rule={rule}
          act={act.name}
          rowVersion={act.rowVersion}
          close={() => setAct(undefined)}
        />
      )}
      {next !== undefined && <NextVersionDialog rule={rule} status={next} close={() => setNext(undefined)} />}
    </div>
  );
}

function Checklist({ rule }: { readonly rule: RuleDetail }): ReactNode {
  const { say } = useLanguage();
  const { blockers } = rule;
  return (
    <Card
      size="small"
      title={blockers.length === 0 ? say(words.ready) : say(words.checklist, { n: blockers.length })}
    >
      {blockers.length === 0 ? (
        <span className="power-done">{say(words.complete)}</span>
      ) : (
        <ul className="power-list">
          {blockers.map((blocker) => (
            <li key={blocker.code}>{blocker.text}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
