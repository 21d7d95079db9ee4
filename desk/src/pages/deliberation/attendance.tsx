import { Button, Form, Input, Radio, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { MeetingDetail } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { CHANGES } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';

const m = messages({
  title: { zh: '到会情况', en: 'Attendance' },
  present: { zh: '到会', en: 'present' },
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
});

type Came = 'present' | 'leave' | 'away';
type Values = Readonly<Record<string, { readonly came?: Came; readonly reason?: string }>>;

/** Who belongs to the body on that day and, once the meeting is open, who came and who did not and why. */
export function Attendance({ meeting }: { readonly meeting: MeetingDetail }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const act = useAct(CHANGES);
  const today = useToday();
  const planned = meeting.state === 'planned';
  const entering = planned && meeting.mayKeep && meeting.heldOn <= today;
  const send = (values: Values): void =>
    act.mutate({
      path: `/meetings/${meeting.id}/opening`,
      body: {
        attendance: meeting.attendance.map(({ personId }) => ({
          personId,
          present: (values[personId]?.came ?? 'present') === 'present',
          leave: values[personId]?.came === 'leave',
          reason: values[personId]?.reason ?? '',
        })),
      },
    });
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      {planned && !entering && <p className="quiet">{say(m.waiting)}</p>}
      {act.error && <Failure error={act.error} />}
      <Form<Values> form={form} onFinish={send}>
        <ul className="meeting-people">
          {meeting.attendance.map(({ personId, name, chair, present, leave, reason }) => (
            <li key={personId}>
              <span className="meeting-name">
                {name}
                {chair && <span className="quiet">（{say(m.chair)}）</span>}
              </span>
              {entering ? (
                <>
                  <Form.Item name={[personId, 'came']} initialValue="present" noStyle>
                    <Radio.Group
                      aria-label={name}
                      options={[
                        { value: 'present', label: say(m.present) },
                        { value: 'leave', label: say(m.leave) },
                        { value: 'away', label: say(m.away) },
                      ]}
                    />
                  </Form.Item>
                  <Form.Item
                    noStyle
                    shouldUpdate={(a: Values, b: Values) => a[personId]?.came !== b[personId]?.came}
                  >
                    {({ getFieldValue }) =>
                      ['leave', 'away'].includes(getFieldValue([personId, 'came'])) && (
                        <Form.Item
                          name={[personId, 'reason']}
                          className="meeting-why"
                          rules={[{ required: true, whitespace: true, message: say(m.need) }]}
                        >
                          <Input
                            maxLength={200}
                            aria-label={say(m.why, { name })}
                            placeholder={say(m.reason)}
                          />
                        </Form.Item>
                      )
                    }
                  </Form.Item>
                </>
              ) : (
                <span className="quiet">
                  {present === null
                    ? null
                    : present
                      ? say(m.present)
                      : [say(leave ? m.leave : m.away), reason].filter((part) => part !== '').join(' · ')}
                </span>
              )}
            </li>
          ))}
        </ul>
        {entering && (
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {say(m.open)}
          </Button>
        )}
      </Form>
    </section>
  );
}
