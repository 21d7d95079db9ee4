import { Card } from 'antd';
import type { ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Said } from '../../lib/said.tsx';
import { STANDING_WORDS } from './trial-words.ts';

const m = messages({
  title: { zh: '试运行', en: 'Trial' },
  span: { zh: '{from}至{until}', en: '{from} to {until}' },
  over: { zh: '期满已过 {n} 天，还没有决定', en: '{n} days past its last day and not decided' },
  waits: {
    zh: '由没有经手这一版的领导决定是否转正，在“试运行”一栏办理。',
    en: 'A leader with no hand in this version decides on it, under “On trial”.',
  },
  decided: { zh: '{on}：{outcome}（{post}）', en: '{on}: {outcome} ({post})' },
  early: { zh: '提前决定：{reason}', en: 'Before its last day: {reason}' },
});

/** Until when a version is tried, and what was decided on it, with the reason. */
export function TrialCard({ trial }: { readonly trial: NonNullable<VersionDetail['trial']> }): ReactNode {
  const { say, lang } = useLanguage();
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  const { decision } = trial;
  return (
    <Card size="small" title={say(m.title)}>
      <p>{say(m.span, { from: day(trial.from), until: day(trial.until) })}</p>
      <p className="quiet">
        <Said>{trial.reason}</Said>
      </p>
      {decision === null ? (
        <>
          {trial.daysOver > 0 && <p>{say(m.over, { n: trial.daysOver })}</p>}
          <p className="quiet">{say(m.waits)}</p>
        </>
      ) : (
        <>
          <p>
            {say(m.decided, {
              on: day(decision.on),
              outcome: say(STANDING_WORDS[decision.outcome]),
              post: decision.post,
            })}
          </p>
          <p className="quiet">
            <Said>{decision.reason}</Said>
          </p>
          {decision.earlyReason !== '' && (
            <p className="quiet">
              <Said>{say(m.early, { reason: decision.earlyReason })}</Said>
            </p>
          )}
        </>
      )}
    </Card>
  );
}
