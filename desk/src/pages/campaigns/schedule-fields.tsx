import { Button, Checkbox, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  phases: {
    zh: '阶段（按先后，填报截止日要在其中一个阶段之内）',
    en: 'Phases, in order; returns are due within one',
  },
  phase: { zh: '阶段名称', en: 'Name of the phase' },
  trial: { zh: '试运行阶段', en: 'for trials' },
  span: { zh: '起止日期', en: 'From and to' },
  add: { zh: '加一个阶段', en: 'Add a phase' },
  remove: { zh: '去掉', en: 'Remove' },
  deadline: { zh: '填报截止日', en: 'Returns are due on' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

export type ScheduleValues = {
  readonly phases?: readonly {
    readonly name: string;
    readonly span: readonly [Dayjs, Dayjs];
    /** In which what was published runs on trial. */
    readonly trial?: boolean | undefined;
  }[];
  readonly deadline: Dayjs;
};
type ScheduleBody = {
  readonly phases: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly trial?: true | undefined;
  }[];
  readonly deadline: string;
};

const dayText = (day: Dayjs): string => day.format('YYYY-MM-DD');

export const scheduleBody = ({ phases = [], deadline }: ScheduleValues): ScheduleBody => ({
  deadline: dayText(deadline),
  phases: phases.map(({ name, span: [from, to], trial }) => ({
    name,
    from: dayText(from),
    to: dayText(to),
    ...(trial === true && { trial }),
  })),
});

export const scheduleValues = ({ phases, deadline }: ScheduleBody): ScheduleValues => ({
  deadline: dayjs(deadline),
  phases: phases.map(({ name, from, to, trial }) => ({ name, span: [dayjs(from), dayjs(to)], trial })),
});

/** Date and phases of a campaign, when it is opened and when they are moved. */
export function ScheduleFields(): ReactNode {
  const { say } = useLanguage();
  const need = [{ required: true, message: say(m.need) }];
  return (
    <>
      <Form.Item name="deadline" label={say(m.deadline)} rules={need}>
        <DatePicker />
      </Form.Item>
      <Form.List name="phases">
        {(rows, { add, remove }) => (
          <fieldset className="campaign-schedule">
            <legend>{say(m.phases)}</legend>
            {rows.map((row) => (
              <div key={row.key} className="desk-acts">
                <Form.Item name={[row.name, 'name']} rules={need} noStyle>
                  <Input
                    className="desk-narrow"
                    maxLength={60}
                    placeholder={say(m.phase)}
                    aria-label={say(m.phase)}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'span']} rules={need} noStyle>
                  <DatePicker.RangePicker aria-label={say(m.span)} />
                </Form.Item>
                <Form.Item name={[row.name, 'trial']} valuePropName="checked" noStyle>
                  <Checkbox>{say(m.trial)}</Checkbox>
                </Form.Item>
                <Button size="small" onClick={() => remove(row.name)}>
                  {say(m.remove)}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add()}>
              ＋ {say(m.add)}
            </Button>
          </fieldset>
        )}
      </Form.List>
    </>
  );
}
