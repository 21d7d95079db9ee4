import { Alert, Button, Card, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ItemView, MeetingDetail } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { DecideDialog, OpinionDialog } from './item-dialogs.tsx';
import { presiding } from './presiding.ts';
import { RecusalDialog, TakeBackDialog } from './recusal-dialogs.tsx';
import { CHANGES } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';
import { SubjectLink } from './subject-link.tsx';
import { BALLOT_WORDS, ITEM_STATES, PRESIDING_WORDS, STANCE_WORDS, TAINT_WORDS } from './words.ts';

const m = messages({
  counts: {
    zh: '赞成 {for}，反对 {against}，弃权 {abstain}',
    en: '{for} for, {against} against, {abstain} abstained',
  },
  headReason: { zh: '首长与多数意见不一致的理由：', en: 'Why the head decided against the majority: ' },
  recused: { zh: '回避：{name}（{reason}）', en: '{name} withdrew ({reason})' },
  hidden: {
    zh: '发言记录只有成员、记录人和有权监督的人能看。',
    en: 'What was said is for members, the keeper of the record and supervisors.',
  },
  withdrew: {
    zh: '您已回避本议题，讨论情况不显示。',
    en: 'You withdrew from this item; its discussion is not shown.',
  },
  later: {
    zh: '无记名投票：您没有到会，议题有结果后才能看到意见，不具姓名。',
    en: 'A secret ballot: as you are away, opinions are shown without names once the item is settled.',
  },
  unnamed: {
    zh: '无记名投票：没有在场听取的人看到的意见不具姓名，次序与发言次序无关。',
    en: 'A secret ballot: who was not in the room reads opinions without names, in an order that is not that of speaking.',
  },
  inTheRoom: {
    zh: '无记名投票：姓名只有在场听取的成员和记录人能看，纪要中不具姓名。',
    en: 'A secret ballot: names are for those who were in the room; minutes have none.',
  },
  next: { zh: '等待发言：', en: 'Still to speak: ' },
  noQuorum: { zh: '到会人数不足法定人数，不能表决。', en: 'There is no quorum; nothing can be decided.' },
  speak: { zh: '记录发言', en: 'Record an opinion' },
  mine: { zh: '我的意见', en: 'My opinion' },
  recusedOnly: { zh: '回避：{name}', en: '{name} withdrew' },
  withdraw: { zh: '申请回避', en: 'Withdraw from this item' },
  takenBack: {
    zh: '{at} 撤回{name}的回避登记（{reason}）',
    en: '{at} the withdrawal of {name} was taken back ({reason})',
  },
  takenBackOnly: { zh: '{at} 撤回{name}的回避登记', en: '{at} the withdrawal of {name} was taken back' },
  takeBack: { zh: '撤回登记', en: 'Take it back' },
  chair: { zh: '{name}（主持人）', en: '{name} (chair)' },
  recuse: { zh: '登记回避', en: 'Record a withdrawal' },
  decide: { zh: '表决', en: 'Decide' },
  defer: { zh: '缓议', en: 'Defer' },
});

/** One item: what is tabled, who withdrew, what was said in order, and what came of it. */
export function AgendaCard({
  meeting,
  item,
}: {
  readonly meeting: MeetingDetail;
  readonly item: ItemView;
}): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const [dialog, setDialog] = useState<'opinion' | 'recusal' | 'decide' | undefined>();
  const [mistaken, setMistaken] = useState<ItemView['recused'][number] | undefined>();
  const defer = useAct(CHANGES);
  const close = (): void => setDialog(undefined);
  const tabled = item.state === 'tabled';
  const held = meeting.state === 'open' || meeting.state === 'closed';
  const live = meeting.state === 'open' && item.state === 'tabled';
  const member = meeting.attendance.find(({ personId }) => personId === me.personId);
  const here = member !== undefined && (meeting.state === 'planned' || member.present === true);
  const presides = presiding(meeting, item);
  const { chairId } = meeting.body;
  const headless = presides === 'head-withdrew' || presides === 'head-away';
  const called = ({ personId, name }: { readonly personId: string; readonly name: string }): string =>
    personId === chairId ? say(m.chair, { name }) : name;
  const withdrawn = item.recused.some(({ personId }) => personId === me.personId);
  const mine = item.next.some(({ personId }) => personId === me.personId);
  return (
    <Card
      size="small"
      className="desk-card"
      title={item.title}
      extra={<Tag>{say(ITEM_STATES[item.state])}</Tag>}
    >
      <p className="quiet">
        {say(BALLOT_WORDS[item.ballot])}
        <SubjectLink {...item} />
      </p>
      {item.number !== null && (
        <div className="case-decision">
          <b>{item.number}</b>
          <p>{item.text}</p>
          {item.counts && <p className="quiet">{say(m.counts, item.counts)}</p>}
          {item.headReason !== null && (
            <p>
              {say(m.headReason)}
              {item.headReason}
            </p>
          )}
        </div>
      )}
      {item.takenBack.map(({ name, reason, at }) => (
        <p key={`${name}${at}`} className="quiet">
          {say(reason === '' ? m.takenBackOnly : m.takenBack, { name, reason, at: formatAt(at) })}
        </p>
      ))}
      {item.recused.map((one) => (
        <p key={one.personId}>
          {say(one.reason === '' ? m.recusedOnly : m.recused, { name: called(one), reason: one.reason })}{' '}
          {tabled && meeting.mayKeep && (
            <Button size="small" onClick={() => setMistaken(one)}>
              {say(m.takeBack)}
            </Button>
          )}
        </p>
      ))}
      {tabled && presides !== undefined && presides !== 'chair-away' && (
        <Alert
          type={presides === 'chair-withdrew' ? 'info' : 'warning'}
          showIcon
          title={say(PRESIDING_WORDS[presides])}
        />
      )}
      {item.opinions === null ? (
        held && (
          <p className="quiet">
            {say(
              withdrawn ? m.withdrew : member !== undefined && item.ballot === 'secret' ? m.later : m.hidden,
            )}
          </p>
        )
      ) : (
        <Said item={item} opinions={item.opinions} />
      )}
      {tabled && item.taint !== null && (
        <Alert type="warning" showIcon title={say(TAINT_WORDS[item.taint])} />
      )}
      {live && !item.quorum && <Alert type="warning" showIcon title={say(m.noQuorum)} />}
      {live && item.next.length > 0 && (
        <p className="quiet">
          {say(m.next)}
          {item.next.map(({ name }) => name).join('、')}
        </p>
      )}
      {defer.error && <Failure error={defer.error} />}
      {tabled && (meeting.mayKeep || here) && (
        <div className="desk-acts">
          {live && (meeting.mayKeep || mine) && item.next.length > 0 && (
            <Button onClick={() => setDialog('opinion')}>{say(meeting.mayKeep ? m.speak : m.mine)}</Button>
          )}
          {(meeting.mayKeep || !withdrawn) && (
            <Button onClick={() => setDialog('recusal')}>
              {say(meeting.mayKeep ? m.recuse : m.withdraw)}
            </Button>
          )}
          {live && meeting.mayKeep && (
            <>
              <Button
                type="primary"
                disabled={!item.quorum || item.tainted || item.next.length > 0 || headless}
                onClick={() => setDialog('decide')}
              >
                {say(m.decide)}
              </Button>
              <Button
                loading={defer.isPending}
                onClick={() => defer.mutate({ path: `/agenda-items/${item.id}/deferral` })}
              >
                {say(m.defer)}
              </Button>
            </>
          )}
        </div>
      )}
      {dialog === 'opinion' && <OpinionDialog meeting={meeting} item={item} me={me.personId} close={close} />}
      {dialog === 'recusal' && <RecusalDialog meeting={meeting} item={item} me={me.personId} close={close} />}
      {mistaken !== undefined && (
        <TakeBackDialog item={item} person={mistaken} close={() => setMistaken(undefined)} />
      )}
      {dialog === 'decide' && <DecideDialog meeting={meeting} item={item} close={close} />}
    </Card>
  );
}

/** What was said: by name for who was in the room, after a secret ballot without names for everybody else. */
function Said({
  item,
  opinions,
}: {
  readonly item: ItemView;
  readonly opinions: NonNullable<ItemView['opinions']>;
}): ReactNode {
  const { say } = useLanguage();
  if (opinions.length === 0) return null;
  const unnamed = opinions.every(({ by }) => by === null);
  return (
    <>
      {item.ballot === 'secret' && <p className="quiet">{say(unnamed ? m.unnamed : m.inTheRoom)}</p>}
      <ul className="meeting-said">
        {opinions.map(({ by, stance, text }, at) => (
          <li key={by?.personId ?? at}>
            {by !== null && <b>{by.name}</b>} {stance !== null && <Tag>{say(STANCE_WORDS[stance])}</Tag>}{' '}
            {by !== null && <span className="quiet">{formatAt(by.at)}</span>}
            <div className="case-said">{text}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
