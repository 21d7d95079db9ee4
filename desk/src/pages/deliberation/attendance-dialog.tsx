import { Alert, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { MeetingDetail } from '#modules/deliberation/contract';
import { legalDayOf, toOffsetString } from '#kernel';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  title: { zh: '登记迟到、早退或者更正', en: 'Enter an arrival, a departure or a correction' },
  who: { zh: '谁', en: 'Who' },
  what: { zh: '情况', en: 'What' },
  arrived: { zh: '迟到，现在到会', en: 'arrived late' },
  left: { zh: '早退', en: 'left early' },
  corrected: { zh: '原来登记有误，更正', en: 'the entry was wrong' },
  really: { zh: '开会起实际的情况', en: 'How it really was from the opening on' },
  present: { zh: '到会', en: 'present' },
  leave: { zh: '请假', en: 'on leave' },
  away: { zh: '缺席', en: 'absent' },
  day: { zh: '日期', en: 'Day' },
  time: { zh: '时间', en: 'Time' },
  noTime: { zh: '请写成 09:40 这样', en: 'Write it like 09:40' },
  reason: { zh: '原因', en: 'Why' },
  need: { zh: '请填写', en: 'Please fill this in' },
  save: { zh: '记入记录', en: 'Enter on record' },
  arrivedHint: {
    zh: '到会后参加还没有表决的议题；主持人已经末位表态的议题不再参加。',
    en: 'Takes part in what is not decided yet, except where the chair has spoken last already.',
  },
  leftHint: {
    zh: '口头、举手表决的议题，离会前已经表态的仍然计票；无记名投票的，离会后不参加投票。说过的话留在记录里。',
    en: 'Where votes are open, a stance given before leaving counts; in a secret ballot who has left does not vote. What was said stays on record.',
  },
  correctedHint: {
    zh: '原来的登记和更正都留在记录里。已经表决的议题，参加表决的人不因更正而变。',
    en: 'Both the entry and the correction stay on record. What is decided keeps who voted on it.',
  },
  spoke: {
    zh: '记录中有{name}对下列议题的发言，更正为没有到会后，这些议题只能缓议：{titles}',
    en: '{name} is on record as having spoken on these items, which can only be deferred once {name} is entered as away: {titles}',
  },
});

type Values = {
  readonly personId?: string;
  readonly kind?: 'arrived' | 'left' | 'corrected';
  readonly really?: 'present' | 'leave' | 'away';
  readonly day?: string;
  readonly at?: string;
  readonly reason?: string;
};
/** 24 hours, by the minute. */
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const HINTS = { arrived: m.arrivedHint, left: m.leftHint, corrected: m.correctedHint };

/** Enters into the record of an open meeting who arrived, who left, or what of the attendance was wrong. */
export function AttendanceDialog({
  meeting,
  close,
}: {
  readonly meeting: MeetingDetail;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const act = useAct(CHANGES, close);
  const today = useToday();
  const { personId, kind, really } = Form.useWatch((values: Values) => values, form) ?? {};
  const one = meeting.attendance.find((each) => each.personId === personId);
  const opened = meeting.openedAt === null ? today : legalDayOf(new Date(meeting.openedAt));
  const kinds = one === undefined ? [] : ([one.present ? 'left' : 'arrived', 'corrected'] as const);
  const spokenOn = meeting.items.filter(
    ({ state, opinions }) => state === 'tabled' && opinions?.some(({ by }) => by?.personId === personId),
  );
  const need = [{ required: true, whitespace: true, message: say(m.need) }];
  const send = (values: Values): void => {
    const about = { personId: values.personId, kind: values.kind, reason: values.reason };
    act.mutate({
      path: `/meetings/${meeting.id}/attendance-changes`,
      ifMatch: meeting.rowVersion,
      body:
        values.kind === 'corrected'
          ? { ...about, present: values.really === 'present', leave: values.really === 'leave' }
          : { ...about, at: `${values.day ?? today}T${values.at ?? ''}:00+08:00` },
    });
  };
  return (
    <FormDialog title={say(m.title)} okText={say(m.save)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={send}
        onValuesChange={(changed: Values) => {
          if (changed.personId !== undefined) form.resetFields(['kind', 'really']);
        }}
      >
        <Form.Item name="personId" label={say(m.who)} rules={need}>
          <Select
            aria-label={say(m.who)}
            showSearch={{ optionFilterProp: 'label' }}
            options={meeting.attendance.map((each) => ({ value: each.personId, label: each.name }))}
          />
        </Form.Item>
        {one !== undefined && (
          <Form.Item name="kind" label={say(m.what)} rules={need} extra={kind && say(HINTS[kind])}>
            <Radio.Group options={kinds.map((each) => ({ value: each, label: say(m[each]) }))} />
          </Form.Item>
        )}
        {kind === 'corrected' && (
          <Form.Item name="really" label={say(m.really)} rules={need}>
            <Radio.Group
              options={(['present', 'leave', 'away'] as const).map((each) => ({
                value: each,
                label: say(m[each]),
              }))}
            />
          </Form.Item>
        )}
        {one !== undefined &&
          kind === 'corrected' &&
          (really === 'leave' || really === 'away') &&
          spokenOn.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={say(m.spoke, {
                name: one.name,
                titles: spokenOn.map(({ title }) => title).join('；'),
              })}
            />
          )}
        {(kind === 'arrived' || kind === 'left') && (
          <>
            {opened !== today && (
              <DayItem
                name="day"
                label={say(m.day)}
                required
                initialValue={today}
                first={opened}
                last={today}
              />
            )}
            <Form.Item
              name="at"
              label={say(m.time)}
              initialValue={nowTime()}
              normalize={(typed: string) => typed.trim().replace('：', ':')}
              rules={[{ required: true, pattern: TIME, message: say(m.noTime) }]}
            >
              <Input className="meeting-time" inputMode="numeric" maxLength={5} />
            </Form.Item>
          </>
        )}
        <Form.Item name="reason" label={say(m.reason)} rules={need}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}

/** The minute it is, in the legal time of the meeting. */
function nowTime(): string {
  return toOffsetString(new Date()).slice(11, 16);
}
