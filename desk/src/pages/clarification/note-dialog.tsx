import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { NOTE_FORM_WORDS, NOTE_FORMS } from '#modules/clarification/contract';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  title: { zh: '记录一次讨论', en: 'Put a discussion on record' },
  form: { zh: '形式', en: 'Form' },
  on: { zh: '日期', en: 'Day' },
  who: { zh: '参加的人和单位', en: 'Who took part' },
  text: { zh: '意见（如实记录，之后不能更改）', en: 'What was said (recorded for good)' },
  save: { zh: '记录', en: 'Record' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

type Values = {
  readonly form: (typeof NOTE_FORMS)[number];
  readonly heldOn: string;
  readonly participants: string;
  readonly text: string;
};

/** A discussion of a finding, written down for good. */
export function NoteDialog({ findingId, close }: { readonly findingId: string; close(): void }): ReactNode {
  const { say } = useLanguage();
  const today = useToday();
  const [form] = Form.useForm<Values>();
  const act = useAct(CHANGES, close);
  const need = [{ required: true, message: say(m.need) }];
  return (
    <FormDialog title={say(m.title)} okText={say(m.save)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ form: 'meeting', heldOn: today }}
        onFinish={(body) => act.mutate({ path: `/clarification-findings/${findingId}/notes`, body })}
      >
        <Form.Item name="form" label={say(m.form)} rules={need}>
          <Radio.Group
            options={NOTE_FORMS.map((one) => ({ value: one, label: say(NOTE_FORM_WORDS[one]) }))}
          />
        </Form.Item>
        <DayItem name="heldOn" label={say(m.on)} required last={today} />
        <Form.Item name="participants" label={say(m.who)} rules={need}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="text" label={say(m.text)} rules={need}>
          <Input.TextArea rows={5} maxLength={4000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
