import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { MinutesView } from '#modules/deliberation/contract';
import { formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { Addenda } from './addenda.tsx';
import { AttendanceChanges } from './attendance-changes.tsx';
import { MinutesForm } from './minutes-form.tsx';
import { MinutesItem } from './minutes-item.tsx';
import { minutesQuery } from './queries.ts';
import { SignButton } from './sign-button.tsx';
import { SignatureLine } from './signature-line.tsx';
import { StandIn } from './stand-in.tsx';
import { DECIDER_WORDS, QUORUM_WORDS } from './words.ts';

const m = messages({
  back: { zh: '← 回到会议', en: '← The meeting' },
  title: { zh: '{body}纪要', en: 'Minutes of {body}' },
  draft: { zh: '未签发', en: 'unsigned' },
  facts: { zh: '{day} · {place} · {from} 开会，{to} 闭会', en: '{day} · {place} · {from} to {to}' },
  due: {
    zh: '由{signer}签发，{day}前（含当日）为按时。',
    en: '{signer} signs; in time until {day} inclusive.',
  },
  unnamed: {
    zh: '主持人有回避，等待指定签发人；{day}前（含当日）签发为按时。',
    en: 'The chair withdrew from an item; who signs is not named yet. In time until {day} inclusive.',
  },
  late: {
    zh: '应当在{day}前由{signer}签发，现在已经超期。',
    en: '{signer} was to sign by {day}; it is late.',
  },
  final: {
    zh: '纪要已经签发，不能更改；错漏用补正更正。',
    en: 'The minutes are signed and not changed; addenda correct them.',
  },
  attendance: { zh: '出席情况', en: 'Attendance' },
  present: { zh: '出席：', en: 'Present: ' },
  leave: { zh: '请假：', en: 'On leave: ' },
  absent: { zh: '缺席：', en: 'Absent: ' },
  chair: { zh: '主持人', en: 'chair' },
  changes: { zh: '到会情况的变动', en: 'How attendance changed' },
  items: { zh: '议题', en: 'Items' },
  none: { zh: '会议没有议题。', en: 'Nothing was on the agenda.' },
  closing: { zh: '结尾', en: 'The end' },
  sign: { zh: '签发纪要', en: 'Sign the minutes' },
  saveFirst: {
    zh: '页面上有还没有保存的文字，请先保存再签发。',
    en: 'Words on this page are not saved yet; save them, then sign.',
  },
  pdf: { zh: '下载 PDF', en: 'Download PDF' },
});

/** Minutes of a meeting: worded by who keeps the record, signed by the chair, corrected by addenda. */
export function MinutesPage(): ReactNode {
  const { meetingId } = useParams({ from: '/shell/deliberation/$meetingId/minutes' });
  const query = useQuery(minutesQuery(meetingId));
  return <Await query={query}>{(data) => <MinutesFile view={data} />}</Await>;
}

function MinutesFile({ view }: { readonly view: MinutesView }): ReactNode {
  const { say, lang } = useLanguage();
  const { minutes, number, signature } = view;
  const { meetingId, body, heldOn, place, openedAt, closedAt, quorum, decides } = minutes;
  return (
    <div className="meeting minutes">
      <Link to="/deliberation/$meetingId" params={{ meetingId }}>
        {say(m.back)}
      </Link>
      <header className="case-head">
        <Typography.Title level={2}>
          {say(m.title, { body })} {number}
        </Typography.Title>
        {signature === null && <Tag>{say(m.draft)}</Tag>}
      </header>
      <p className="quiet">
        {say(m.facts, {
          day: formatDay(heldOn, lang),
          place,
          from: formatAt(openedAt),
          to: formatAt(closedAt),
        })}
        <br />
        {say(QUORUM_WORDS[quorum])} · {say(DECIDER_WORDS[decides])}
      </p>
      {signature === null ? <Due view={view} /> : <Signed view={view} signature={signature} />}
      <Who minutes={minutes} />
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.items)}</Typography.Title>
        {minutes.items.length === 0 && <p className="quiet">{say(m.none)}</p>}
        {signature === null && view.mayWrite ? (
          <MinutesForm view={view}>{(unsaved) => <Sign view={view} unsaved={unsaved} />}</MinutesForm>
        ) : (
          <Items view={view} />
        )}
      </section>
      {signature === null && !view.mayWrite && <Sign view={view} unsaved={false} />}
      {signature !== null && <Addenda view={view} />}
    </div>
  );
}

function Due({ view }: { readonly view: MinutesView }): ReactNode {
  const { say, lang } = useLanguage();
  const late = useToday() > view.dueOn;
  const day = formatDay(view.dueOn, lang);
  return (
    <>
      <Alert
        type={late || view.signer === null ? 'warning' : 'info'}
        showIcon
        title={
          view.signer === null
            ? say(m.unnamed, { day })
            : say(late ? m.late : m.due, { signer: view.signer, day })
        }
      />
      {view.mayWrite && (view.signer === null || view.standIns.length > 0) && <StandIn view={view} />}
    </>
  );
}

function Signed({
  view,
  signature,
}: {
  readonly view: MinutesView;
  readonly signature: NonNullable<MinutesView['signature']>;
}): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <Alert type="info" showIcon title={say(m.final)} />
      <div className="desk-section">
        <SignatureLine {...signature} />
      </div>
      <div className="desk-acts">
        <Button href={`/api/v1/meetings/${view.minutes.meetingId}/minutes.pdf`}>{say(m.pdf)}</Button>
      </div>
    </>
  );
}

function Who({ minutes }: Pick<MinutesView, 'minutes'>): ReactNode {
  const { say } = useLanguage();
  const named = (one: { readonly name: string; readonly chair: boolean }): string =>
    one.chair ? `${one.name}（${say(m.chair)}）` : one.name;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.attendance)}</Typography.Title>
      <p>
        {say(m.present)}
        {minutes.present.map(named).join('、')}
      </p>
      {[
        { word: m.leave, people: minutes.absent.filter(({ leave }) => leave) },
        { word: m.absent, people: minutes.absent.filter(({ leave }) => !leave) },
      ].map(
        ({ word, people }) =>
          people.length > 0 && (
            <p key={word.zh}>
              {say(word)}
              {people.map((one) => `${named(one)}（${one.reason}）`).join('、')}
            </p>
          ),
      )}
      {minutes.attendanceChanges.length > 0 && (
        <AttendanceChanges title={say(m.changes)} changes={minutes.attendanceChanges} />
      )}
    </section>
  );
}

function Items({ view }: { readonly view: MinutesView }): ReactNode {
  const { say } = useLanguage();
  const { items, closing } = view.minutes;
  return (
    <>
      <ol className="meeting-agenda">
        {items.map((item) => (
          <li key={item.id}>
            <MinutesItem
              item={item}
              signed={view.signature !== null}
              saysVoters={view.minutes.attendanceChanges.length > 0}
              words={item.text !== '' && <p className="case-said">{item.text}</p>}
            />
          </li>
        ))}
      </ol>
      {closing !== '' && (
        <>
          <Typography.Title level={4}>{say(m.closing)}</Typography.Title>
          <p className="case-said">{closing}</p>
        </>
      )}
    </>
  );
}

function Sign({ view, unsaved }: { readonly view: MinutesView; readonly unsaved: boolean }): ReactNode {
  if (!view.maySign) return null;
  return (
    <section className="desk-section">
      <SignButton
        label={m.sign}
        path={`/meetings/${view.minutes.meetingId}/minutes/signature`}
        digest={view.digest}
        held={unsaved ? m.saveFirst : undefined}
      />
    </section>
  );
}
