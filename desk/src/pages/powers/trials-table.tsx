import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import type { TrialView } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { StandingTag } from './standing-tag.tsx';
import { TrialDialog } from './trial-dialog.tsx';
import { RUN_WORDS } from './trial-words.ts';

const m = messages({
  name: { zh: '事项', en: 'Power' },
  version: { zh: '第 {n} 版', en: 'version {n}' },
  days: { zh: '期限', en: 'Days' },
  span: { zh: '{from}至{until}', en: '{from} to {until}' },
  left: { zh: '还有 {n} 个工作日', en: '{n} working days left' },
  over: { zh: '已过 {n} 天，还没有决定', en: '{n} days past, undecided' },
  state: { zh: '状态', en: 'State' },
  why: { zh: '为什么试运行', en: 'Why it is tried' },
  run: { zh: '办件情况', en: 'How its cases went' },
  decision: { zh: '决定', en: 'Decision' },
  early: { zh: '提前决定：{why}', en: 'Before its last day: {why}' },
  decide: { zh: '决定是否转正', en: 'Decide' },
  decideOne: { zh: '决定是否转正：{name}', en: 'Decide: {name}' },
  decided: { zh: '{on}，{post}', en: '{on}, {post}' },
  replaced: { zh: '{on}，{post}公布了新版本', en: '{on}, a new version published by {post}' },
  waits: { zh: '等没有经手这一版的领导决定', en: 'waits for a leader who had no hand in it' },
});

/** Versions on trial with what a decision needs: the days, why, and how the cases went so far. */
export function TrialsTable({
  items,
  empty,
}: {
  readonly items: readonly TrialView[];
  readonly empty?: string;
}): ReactNode {
  const { say, lang } = useLanguage();
  const [deciding, decide] = useState<TrialView | undefined>();
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  return (
    <>
      <Rows<TrialView>
        rowKey="versionId"
        items={items}
        {...(empty === undefined ? {} : { empty })}
        columns={[
          {
            title: say(m.name),
            key: 'name',
            className: 'power-name',
            render: (_, row) => (
              <>
                <Link to="/powers/$versionId" params={{ versionId: row.versionId }}>
                  {row.name}
                </Link>
                <div className="quiet">
                  {[say(m.version, { n: row.n }), row.officeName].filter(Boolean).join(' · ')}
                </div>
              </>
            ),
          },
          {
            title: say(m.state),
            key: 'state',
            render: (_, row) => <StandingTag standing={row.standing} />,
          },
          {
            title: say(m.days),
            key: 'days',
            render: (_, row) => (
              <>
                {say(m.span, { from: day(row.from), until: day(row.until) })}
                {row.workingDaysLeft !== null && (
                  <div className="quiet">{say(m.left, { n: row.workingDaysLeft })}</div>
                )}
                {row.daysOver > 0 && <div className="power-late">{say(m.over, { n: row.daysOver })}</div>}
              </>
            ),
          },
          { title: say(m.why), dataIndex: 'reason' },
          { title: say(m.run), key: 'run', render: (_, row) => say(RUN_WORDS, row.run) },
          {
            title: say(m.decision),
            key: 'decision',
            render: (_, row) =>
              row.decision !== null ? (
                <>
                  {say(row.standing === 'replaced' ? m.replaced : m.decided, {
                    on: day(row.decision.on),
                    post: row.decision.post,
                  })}
                  <div className="quiet">{row.decision.reason}</div>
                  {row.decision.earlyReason !== '' && (
                    <div className="quiet">{say(m.early, { why: row.decision.earlyReason })}</div>
                  )}
                </>
              ) : row.mayDecide ? (
                <Button
                  type="primary"
                  aria-label={say(m.decideOne, { name: row.name })}
                  onClick={() => decide(row)}
                >
                  {say(m.decide)}
                </Button>
              ) : (
                <span className="quiet">{say(m.waits)}</span>
              ),
          },
        ]}
      />
      {deciding && <TrialDialog trial={deciding} close={() => decide(undefined)} />}
    </>
  );
}
