import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { quorumOf, whyUndecidable, type MeetingDetail } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { QUORUM_WORDS } from './words.ts';

const m = messages({
  count: {
    zh: '到会 {there} 人，应到 {all} 人；法定人数 {need} 人（{rule}）。',
    en: '{there} of {all} present; the quorum is {need} ({rule}).',
  },
  'no-quorum': {
    zh: '到会人数不足：还差 {short} 人，会上什么也不能决定，议题只能缓议。',
    en: 'There is no quorum: {short} more are needed. Nothing can be decided; items can only be deferred.',
  },
  'head-away': {
    zh: '{chair}没有到会。这个机构由首长决定，首长不在，会上什么也不能决定，议题只能缓议。',
    en: '{chair} is away. In this body the head decides; without the head nothing can be decided, items can only be deferred.',
  },
  chair: {
    zh: '主持人{chair}没有到会：请到会成员推举一人主持，没有末位表态的人；记录和纪要写明主持人没有到会。',
    en: 'The chair, {chair}, is away: those present choose who presides, and nobody speaks last by rule. Record and minutes say that the chair was away.',
  },
});

export type There = { readonly chair: boolean; readonly present: boolean; readonly name: string };

/** How many are there of how many, what the quorum needs, who presides, and whether anything can be decided. */
export function OpeningNotice({
  body,
  people,
  action,
}: {
  readonly body: MeetingDetail['body'];
  readonly people: readonly There[];
  /** What to do about it instead. */
  readonly action?: ReactNode;
}): ReactNode {
  const { say } = useLanguage();
  const there = people.filter(({ present }) => present).length;
  const need = quorumOf(body.quorum, people.length);
  const why = whyUndecidable(body, people);
  const chair = people.find((one) => one.chair);
  const away = chair?.present === false;
  return (
    <div className="meeting-count" aria-live="polite">
      <p>{say(m.count, { there, all: people.length, need, rule: say(QUORUM_WORDS[body.quorum]) })}</p>
      {why !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={say(m[why], { short: need - there, chair: chair?.name ?? '' })}
          action={action}
        />
      )}
      {away && body.decides !== 'head' && (
        <Alert type="info" showIcon title={say(m.chair, { chair: chair?.name ?? '' })} />
      )}
    </div>
  );
}
