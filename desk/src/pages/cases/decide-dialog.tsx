import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { Decided, type ProposalView } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  title: { zh: '决定', en: 'Decision' },
  approve: { zh: '批准：所列办件全部照此办理', en: 'Approve, for every case that is named' },
  refuse: { zh: '不批准', en: 'Refuse' },
  choice: { zh: '意见', en: 'Decision' },
  reason: { zh: '理由', en: 'Reason' },
  ok: { zh: '签署', en: 'Sign' },
  done: { zh: '已记录', en: 'Recorded' },
  need: { zh: '请选择', en: 'Please choose' },
  five: { zh: '请至少写五个字', en: 'At least five characters' },
});

type Values = { readonly approve: boolean; readonly reason: string };

export function DecideDialog({
  proposal,
  close,
}: {
  readonly proposal: ProposalView;
  close(): void;
}): ReactNode {
  const { say, lang } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const send = useMutation({
    mutationFn: (values: Values) =>
      api(`/deviations/${proposal.id}/decision`, { method: 'POST', body: values, schema: Decided }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cases'] });
      void message.success(say(m.done));
      close();
    },
  });
  return (
    <FormDialog
      title={`${say(m.title)} · ${proposal.power}`}
      okText={say(m.ok)}
      form={form}
      close={close}
      pending={send.isPending}
    >
      <p>
        {proposal.ground[lang]}
        <span className="case-said">{proposal.reason}</span>
      </p>
      {send.error && <Failure error={send.error} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
        <Form.Item name="approve" label={say(m.choice)} rules={[{ required: true, message: say(m.need) }]}>
          <Radio.Group
            options={[
              { value: true, label: say(m.approve) },
              { value: false, label: say(m.refuse) },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say(m.reason)}
          rules={[{ required: true, min: 5, message: say(m.five) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
