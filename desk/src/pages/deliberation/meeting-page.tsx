import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Popconfirm, Select, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { BALLOTS, type MeetingDetail } from '#modules/deliberation/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { AgendaCard } from './agenda-card.tsx';
import { CallActs, CallChanges } from './call-changes.tsx';
import { Attendance } from './attendance.tsx';
import { CHANGES, meetingQuery } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';
import { BALLOT_WORDS, DECIDER_WORDS, MEETING_STATES, MEETING_TAGS, QUORUM_WORDS } from './words.ts';

const m = messages({
  back: { zh: '← 集体审议', en: '← Deliberation' },
  rules: { zh: '{quorum} · {decides}', en: '{quorum} · {decides}' },
  agenda: { zh: '议题', en: 'Agenda' },
  none: {
    zh: '还没有议题。职权版本审核通过后，在它的页面上提请审议；其他事项在这里加。',
    en: 'Nothing is tabled. A power version is tabled on its own page once it has passed; other matters are added here.',
  },
  matter: { zh: '加一项其他议题', en: 'Add another matter' },
  title: { zh: '议题名称', en: 'Title' },
  ballot: { zh: '表决方式', en: 'Ballot' },
  close: { zh: '闭会归档', en: 'Close and archive' },
  sure: {
    zh: '闭会后记录归档，不能再加、再改。',
    en: 'The record is archived; nothing is added or changed after this.',
  },
  closeIt: { zh: '确认闭会', en: 'Close it' },
  closed: {
    zh: '会议已闭会，记录归档，不能更改。',
    en: 'The meeting is closed; its record is archived and not changed.',
  },
  minutes: { zh: '会议纪要', en: 'Minutes' },
  need: { zh: '请填写', en: 'Please fill this in' },
  add: { zh: '列入议题', en: 'Put on the agenda' },
});

/** A meeting from its call to its archive: who came, what was tabled, said and resolved. */
export function MeetingPage(): ReactNode {
  const { meetingId } = useParams({ from: '/shell/deliberation/$meetingId' });
  const query = useQuery(meetingQuery(meetingId));
  return <Await query={query}>{(data) => <Meeting meeting={data} />}</Await>;
}

function Meeting({ meeting }: { readonly meeting: MeetingDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const [adding, setAdding] = useState(false);
  const closing = useAct(CHANGES);
  const { body, state, mayKeep } = meeting;
  const settled = meeting.items.every((item) => item.state !== 'tabled');
  return (
    <div className="meeting">
      <Link to="/deliberation">{say(m.back)}</Link>
      <header className="case-head">
        <Typography.Title level={2}>
          {body.name} {formatDay(LegalDay.parse(meeting.heldOn), lang)}
        </Typography.Title>
        <Tag color={MEETING_TAGS[state]}>{say(MEETING_STATES[state])}</Tag>
      </header>
      <p className="quiet">
        {meeting.place} ·{' '}
        {say(m.rules, { quorum: say(QUORUM_WORDS[body.quorum]), decides: say(DECIDER_WORDS[body.decides]) })}
      </p>
      {state === 'closed' && (
        <Alert
          type="info"
          showIcon
          title={say(m.closed)}
          action={
            meeting.minutes && (
              <Link to="/deliberation/$meetingId/minutes" params={{ meetingId: meeting.id }}>
                {say(m.minutes)}
              </Link>
            )
          }
        />
      )}
      <CallChanges changes={meeting.changes} />
      {state !== 'cancelled' && <Attendance meeting={meeting} />}
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.agenda)}</Typography.Title>
        {meeting.items.length === 0 && <p className="quiet import-lead">{say(m.none)}</p>}
        <ol className="meeting-agenda">
          {meeting.items.map((item) => (
            <li key={item.id}>
              <AgendaCard meeting={meeting} item={item} />
            </li>
          ))}
        </ol>
      </section>
      {closing.error && <Failure error={closing.error} />}
      {mayKeep && (state === 'planned' || state === 'open') && (
        <div className="desk-acts">
          <Button onClick={() => setAdding(true)}>{say(m.matter)}</Button>
          {state === 'planned' && <CallActs meeting={meeting} />}
          {state === 'open' && (
            <Popconfirm
              title={say(m.sure)}
              okText={say(m.closeIt)}
              disabled={!settled}
              onConfirm={() => closing.mutate({ path: `/meetings/${meeting.id}/closing` })}
            >
              <Button type="primary" disabled={!settled} loading={closing.isPending}>
                {say(m.close)}
              </Button>
            </Popconfirm>
          )}
        </div>
      )}
      {adding && <MatterDialog meetingId={meeting.id} close={() => setAdding(false)} />}
    </div>
  );
}

function MatterDialog({ meetingId, close }: { readonly meetingId: string; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly title: string; readonly ballot: string }>();
  const act = useAct(CHANGES, close);
  const need = [{ required: true, message: say(m.need) }];
  return (
    <FormDialog title={say(m.matter)} okText={say(m.add)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ballot: 'hands' }}
        onFinish={(body) => act.mutate({ path: `/meetings/${meetingId}/matters`, body })}
      >
        <Form.Item name="title" label={say(m.title)} rules={need}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="ballot" label={say(m.ballot)} rules={need}>
          <Select
            aria-label={say(m.ballot)}
            options={BALLOTS.map((one) => ({ value: one, label: say(BALLOT_WORDS[one]) }))}
          />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
