import { App, Button, Form, Input, Radio, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { whyUndecidable, type MeetingDetail } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { ApiRefusal } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { AttendanceChanges } from './attendance-changes.tsx';
import { AttendanceDialog } from './attendance-dialog.tsx';
import { MoveButton } from './call-changes.tsx';
import { OpeningNotice, type There } from './opening-notice.tsx';
import { CHANGES } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';

const m = messages({
  title: { zh: '到会情况', en: 'Attendance' },
  present: { zh: '到会', en: 'present' },
  late: { zh: '到会（迟到）', en: 'present, came late' },
  left: { zh: '已离会（早退）', en: 'left early' },
  leave: { zh: '请假', en: 'on leave' },
  away: { zh: '缺席', en: 'absent' },
  why: { zh: '{name}没有到会的原因', en: 'Why {name} is away' },
  chair: { zh: '主持人', en: 'chair' },
  open: { zh: '登记到会，开会', en: 'Open the meeting' },
  waiting: {
    zh: '会议当天由记录人逐人登记。',
    en: 'Entered on the day of the meeting by who keeps the record.',
  },
  reason: { zh: '原因', en: 'Why' },
  need: { zh: '请写明原因', en: 'Say why' },
  changes: { zh: '到会情况的变动', en: 'How attendance changed' },
  change: { zh: '登记迟到、早退或者更正', en: 'Enter an arrival, a departure or a correction' },
  sure: { zh: '会上什么也不能决定，仍然开会？', en: 'Nothing can be decided. Open it all the same?' },
  follows: {
    zh: '开会后只能通报情况、听取意见，每项议题都只能缓议，另行提请审议；会议不能再改期、取消。有成员迟到后到会、凑够法定人数的，可以再表决。',
    en: 'Its members can only inform themselves and be heard; every item can only be deferred and tabled anew, and the meeting can be neither moved nor called off any more. If late arrivals make up the quorum, items can be decided after all.',
  },
  informOnly: { zh: '知道，仍然开会', en: 'I know; open it' },
  notYet: { zh: '先不开会', en: 'Not yet' },
});

type Came = 'present' | 'leave' | 'away';
type Entry = { readonly came?: Came; readonly reason?: string };
type Values = { readonly attendance?: Readonly<Record<string, Entry>> };

/** Who belongs to the body on that day and, once the meeting is open, who is there and who is not and why. */
export function Attendance({ meeting }: { readonly meeting: MeetingDetail }): ReactNode {
  const { say } = useLanguage();
  const today = useToday();
  const [changing, setChanging] = useState(false);
  const planned = meeting.state === 'planned';
  const { attendance, attendanceChanges } = meeting;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      {planned && meeting.mayKeep && meeting.heldOn <= today ? (
        <OpeningForm meeting={meeting} />
      ) : (
        <>
          {planned && <p className="quiet">{say(m.waiting)}</p>}
          <ul className="meeting-people">
            {attendance.map((one) => (
              <li key={one.personId}>
                <Name {...one} />
                <span className="quiet">{standing(one, say)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {meeting.state === 'open' && (
        <OpeningNotice
          body={meeting.body}
          people={attendance.map((one) => ({ ...one, present: one.present === true }))}
        />
      )}
      {attendanceChanges.length > 0 && (
        <AttendanceChanges title={say(m.changes)} changes={attendanceChanges} />
      )}
      {meeting.state === 'open' && meeting.mayKeep && (
        <Button onClick={() => setChanging(true)}>{say(m.change)}</Button>
      )}
      {changing && <AttendanceDialog meeting={meeting} close={() => setChanging(false)} />}
    </section>
  );
}

type Person = MeetingDetail['attendance'][number];

function standing(
  { present, late, left, leave, reason }: Person,
  say: ReturnType<typeof useLanguage>['say'],
): string {
  if (present === null) return '';
  if (present) return say(late ? m.late : m.present);
  return [say(left ? m.left : leave ? m.leave : m.away), reason].filter((part) => part !== '').join(' · ');
}

function Name({ name, chair }: Pick<Person, 'name' | 'chair'>): ReactNode {
  const { say } = useLanguage();
  return (
    <span className="meeting-name">
      {name}
      {chair && <span className="quiet">（{say(m.chair)}）</span>}
    </span>
  );
}

/** Who came, person by person, with what follows from it; a meeting that can decide nothing is opened only on purpose. */
function OpeningForm({ meeting }: { readonly meeting: MeetingDetail }): ReactNode {
  const { say } = useLanguage();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Values>();
  const act = useAct(CHANGES);
  const { body } = meeting;
  useEffect(() => {
    const first = act.error instanceof ApiRefusal ? act.error.problem.fields?.[0]?.path : undefined;
    if (first?.startsWith('attendance/')) form.focusField(first.split('/'));
  }, [act.error, form]);
  const entries = Form.useWatch((values: Values) => values.attendance, form);
  const peopleOf = (values: Values['attendance']): readonly There[] =>
    meeting.attendance.map(({ personId, name, chair }) => ({
      name,
      chair,
      present: (values?.[personId]?.came ?? 'present') === 'present',
    }));
  const send = (values: Values, evenIfUndecidable: boolean): void =>
    act.mutate({
      path: `/meetings/${meeting.id}/opening`,
      body: {
        evenIfUndecidable,
        attendance: meeting.attendance.map(({ personId }) => {
          const { came = 'present', reason = '' } = values.attendance?.[personId] ?? {};
          return { personId, present: came === 'present', leave: came === 'leave', reason };
        }),
      },
    });
  const submit = (values: Values): void => {
    if (whyUndecidable(body, peopleOf(values.attendance)) === undefined) send(values, false);
    else
      modal.confirm({
        title: say(m.sure),
        content: say(m.follows),
        okText: say(m.informOnly),
        cancelText: say(m.notYet),
        okButtonProps: { type: 'default' },
        cancelButtonProps: { type: 'primary' },
        autoFocusButton: 'cancel',
        onOk: () => send(values, true),
      });
  };
  return (
    <>
      {act.error && <Failure error={act.error} form={form} />}
      <Form<Values> form={form} onFinish={submit} scrollToFirstError={{ focus: true, block: 'center' }}>
        <ul className="meeting-people">
          {meeting.attendance.map(({ personId, name, chair }) => (
            <li key={personId}>
              <Name name={name} chair={chair} />
              <Form.Item name={['attendance', personId, 'came']} initialValue="present" noStyle>
                <Radio.Group
                  aria-label={name}
                  options={[
                    { value: 'present', label: say(m.present) },
                    { value: 'leave', label: say(m.leave) },
                    { value: 'away', label: say(m.away) },
                  ]}
                />
              </Form.Item>
              {['leave', 'away'].includes(entries?.[personId]?.came ?? '') && (
                <Form.Item
                  name={['attendance', personId, 'reason']}
                  className="meeting-why"
                  rules={[{ required: true, whitespace: true, message: say(m.need) }]}
                >
                  <Input maxLength={200} aria-label={say(m.why, { name })} placeholder={say(m.reason)} />
                </Form.Item>
              )}
            </li>
          ))}
        </ul>
        <OpeningNotice body={body} people={peopleOf(entries)} action={<MoveButton meeting={meeting} />} />
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {say(m.open)}
        </Button>
      </Form>
    </>
  );
}
