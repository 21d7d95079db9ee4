import { Button, Form, Input, Radio, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { MeetingDetail } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { CHANGES } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';

const m = messages({
  title: { zh: '到会情况', en: 'Attendance' },
  present: { zh: '到会', en: 'present' },
  away: { zh: '缺席', en: 'away' },
  why: { zh: '{name}缺席原因', en: 'Why {name} is away' },
  chair: { zh: '主持人', en: 'chair' },
  open: { zh: '登记到会，开会', en: 'Open the meeting' },
  waiting: { zh: '开会时逐人登记。', en: 'Entered when the meeting opens.' },
});

type Values = Readonly<Record<string, { readonly present?: boolean; readonly reason?: string }>>;

/** Who belongs to the body on that day and, once the meeting is open, who came and who did not and why. */
export function Attendance({ meeting }: { readonly meeting: MeetingDetail }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const act = useAct(CHANGES);
  const entering = meeting.state === 'planned' && meeting.mayKeep;
  const send = (values: Values): void =>
    act.mutate({
      path: `/meetings/${meeting.id}/opening`,
      body: {
        attendance: meeting.attendance.map(({ personId }) => ({
          personId,
          present: values[personId]?.present ?? true,
          reason: values[personId]?.reason ?? '',
        })),
      },
    });
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      {act.error && <Failure error={act.error} />}
      <Form<Values> form={form} onFinish={send}>
        <ul className="meeting-people">
          {meeting.attendance.map(({ personId, name, chair, present, reason }) => (
            <li key={personId}>
              <span className="meeting-name">
                {name}
                {chair && <span className="quiet">（{say(m.chair)}）</span>}
              </span>
              {entering ? (
                <>
                  <Form.Item name={[personId, 'present']} initialValue={true} noStyle>
                    <Radio.Group
                      aria-label={name}
                      options={[
                        { value: true, label: say(m.present) },
                        { value: false, label: say(m.away) },
                      ]}
                    />
                  </Form.Item>
                  <Form.Item
                    noStyle
                    shouldUpdate={(a: Values, b: Values) => a[personId]?.present !== b[personId]?.present}
                  >
                    {({ getFieldValue }) =>
                      getFieldValue([personId, 'present']) === false && (
                        <Form.Item name={[personId, 'reason']} noStyle>
                          <Input
                            className="meeting-why"
                            maxLength={200}
                            aria-label={say(m.why, { name })}
                            placeholder={say(m.why, { name })}
                          />
                        </Form.Item>
                      )
                    }
                  </Form.Item>
                </>
              ) : (
                <span className="quiet">
                  {present === null
                    ? say(m.waiting)
                    : present
                      ? say(m.present)
                      : [say(m.away), reason].filter((part) => part !== '').join(' · ')}
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
