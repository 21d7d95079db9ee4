import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FindingDetail } from '#modules/clarification/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  title: { zh: '征求接收机关意见', en: 'Ask the receiving body' },
  whom: { zh: '请哪个机关承接', en: 'Which body is to take it over' },
  text: { zh: '为什么请它承接（对方会看到）', en: 'Why (they read it)' },
  hint: {
    zh: '对方同意以后，才能决定转移；对方不同意的，要写明理由。',
    en: 'A transfer is decided once they have agreed; a refusal gives its reason.',
  },
  send: { zh: '征求意见', en: 'Ask' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

/** Asks another body on this platform whether it takes the power over, before anything is decided. */
export function AskDialog({ finding, close }: { readonly finding: FindingDetail; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly receiverId: string; readonly text: string }>();
  const act = useAct(CHANGES, close);
  return (
    <FormDialog title={say(m.title)} okText={say(m.send)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      <p className="quiet">{say(m.hint)}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => act.mutate({ path: `/clarification-findings/${finding.id}/handovers`, body })}
      >
        <Form.Item name="receiverId" label={say(m.whom)} rules={[{ required: true, message: say(m.need) }]}>
          <Select
            aria-label={say(m.whom)}
            showSearch={{ optionFilterProp: 'label' }}
            options={finding.receivers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="text"
          label={say(m.text)}
          rules={[{ required: true, whitespace: true, min: 2, message: say(m.need) }]}
        >
          <Input.TextArea rows={4} maxLength={4000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
