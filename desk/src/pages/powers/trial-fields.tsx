import { Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { useToday } from '../../lib/today.ts';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  tried: { zh: '先试运行', en: 'Publish on trial' },
  hint: {
    zh: '试运行期间照此办理，最长 365 日；期满前由没有经手的领导决定是否转正，过期没有决定的向社会公开。',
    en: 'In force meanwhile, for 365 days at most. A leader who had no hand in it decides before its last day; what is not decided by then stands in public as late.',
  },
  until: { zh: '试运行最后一日', en: 'Last day of the trial' },
  why: { zh: '为什么先试运行（向社会公开）', en: 'Why it is tried first (public)' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

/** Whether a version is published on trial: until when, and why. */
export function TrialFields(): ReactNode {
  const { say } = useLanguage();
  const tried: unknown = Form.useWatch('tried');
  const today = useToday();
  const from: unknown = Form.useWatch('from');
  return (
    <>
      <Form.Item name="tried" valuePropName="checked" extra={say(m.hint)}>
        <Checkbox>{say(m.tried)}</Checkbox>
      </Form.Item>
      {tried === true && (
        <>
          <DayItem
            name="until"
            label={say(m.until)}
            required
            first={LegalDay.safeParse(from).data ?? today}
          />
          <Form.Item
            name="why"
            label={say(m.why)}
            rules={[{ required: true, whitespace: true, message: say(m.need) }]}
          >
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        </>
      )}
    </>
  );
}
