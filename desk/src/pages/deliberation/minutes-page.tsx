import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { MinutesView } from '#modules/deliberation/contract';
import { formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { useAct } from '../../lib/use-act.ts';
import { Addenda } from './addenda.tsx';
import { MinutesForm } from './minutes-form.tsx';
import { MinutesItem } from './minutes-item.tsx';
import { CHANGES, minutesQuery } from './queries.ts';
import { SignatureLine } from './signature-line.tsx';
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
  absent: { zh: '缺席：', en: 'Away: ' },
  chair: { zh: '主持人', en: 'chair' },
  items: { zh: '议题', en: 'Items' },
  none: { zh: '会议没有议题。', en: 'Nothing was on the agenda.' },
  closing: { zh: '结尾', en: 'The end' },
  sign: { zh: '签发纪要', en: 'Sign the minutes' },
  signHint: {
    zh: '签发的就是上面这份内容，签发后取得纪要编号，不能再改。',
    en: 'You sign what stands above; it gets its number and is not changed again.',
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
        {signature === null && view.mayWrite ? <MinutesForm view={view} /> : <Items view={view} />}
      </section>
      {signature === null ? view.maySign && <Sign view={view} /> : <Addenda view={view} />}
    </div>
  );
}

function Due({ view }: { readonly view: MinutesView }): ReactNode {
  const { say, lang } = useLanguage();
  const late = useToday() > view.dueOn;
  return (
    <Alert
      type={late ? 'warning' : 'info'}
      showIcon
      title={say(late ? m.late : m.due, { signer: view.signer, day: formatDay(view.dueOn, lang) })}
    />
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
      {minutes.absent.length > 0 && (
        <p>
          {say(m.absent)}
          {minutes.absent.map((one) => `${named(one)}（${one.reason}）`).join('、')}
        </p>
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

function Sign({ view }: { readonly view: MinutesView }): ReactNode {
  const { say } = useLanguage();
  const act = useAct(CHANGES);
  return (
    <section className="desk-section">
      <p className="quiet">{say(m.signHint)}</p>
      {act.error && <Failure error={act.error} />}
      <Button
        type="primary"
        loading={act.isPending}
        onClick={() =>
          act.mutate({
            path: `/meetings/${view.minutes.meetingId}/minutes/signature`,
            body: { digest: view.digest },
          })
        }
      >
        {say(m.sign)}
      </Button>
    </section>
  );
}
