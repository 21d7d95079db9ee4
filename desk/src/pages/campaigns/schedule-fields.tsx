import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { DayInput, DayItem, useDayRule } from '../../lib/day-item.tsx';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  phases: {
    zh: '阶段（按先后，填报截止日要在其中一个阶段之内）',
    en: 'Phases, in order; returns are due within one',
  },
  phase: { zh: '阶段名称', en: 'Name of the phase' },
  trial: { zh: '试运行阶段', en: 'for trials' },
  from: { zh: '开始日期', en: 'First day' },
  to: { zh: '结束日期', en: 'Last day' },
  add: { zh: '加一个阶段', en: 'Add a phase' },
  remove: { zh: '去掉', en: 'Remove' },
  deadline: { zh: '填报截止日', en: 'Returns are due on' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

/** Date and phases of a campaign as its forms hold them: days as text. */
export type ScheduleValues = {
  readonly phases?: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    /** In which what was published runs on trial. */
    readonly trial?: boolean | undefined;
  }[];
  readonly deadline: string;
};

/** As the API takes them: only a phase for trials says so. */
export const scheduleBody = ({ phases = [], deadline }: ScheduleValues) => ({
  deadline,
  phases: phases.map(({ trial, ...phase }) => ({ ...phase, ...(trial === true && { trial }) })),
});

/** Date and phases of a campaign, when it is opened and when they are moved. */
export function ScheduleFields(): ReactNode {
  const { say } = useLanguage();
  const need = [{ required: true, message: say(m.need) }];
  const aDay = useDayRule({});
  return (
    <>
      <DayItem name="deadline" label={say(m.deadline)} required />
      <Form.List name="phases">
        {(rows, { add, remove }) => (
          <fieldset className="campaign-schedule">
            <legend>{say(m.phases)}</legend>
            {rows.map((row) => (
              <div key={row.key} className="desk-acts">
                <Form.Item name={[row.name, 'name']} rules={need}>
                  <Input
                    className="desk-narrow"
                    maxLength={60}
                    placeholder={say(m.phase)}
                    aria-label={say(m.phase)}
                  />
                </Form.Item>
                {(['from', 'to'] as const).map((end) => (
                  <Form.Item key={end} name={[row.name, end]} rules={[...need, aDay]}>
                    <DayInput aria-label={say(m[end])} />
                  </Form.Item>
                ))}
                <Form.Item name={[row.name, 'trial']} valuePropName="checked">
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
