import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { Drafted } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  title: { zh: '调整：{name}', en: 'Adjust: {name}' },
  lead: {
    zh: '调整会生成一个新版本，在现行版本上修改，签字、审核后公布；现行版本到那时之前照常施行。',
    en: 'An adjustment is a new version on the one in force; it is signed, reviewed and published before it replaces it.',
  },
  status: { zh: '调整后', en: 'What becomes of the power' },
  keep: { zh: '继续由本机关行使，修改要素', en: 'exercised here; elements change' },
  transferred: { zh: '划转给其他机关', en: 'transferred to another body' },
  cancelled: { zh: '取消这项职权', en: 'cancelled: nobody exercises it any more' },
  stays: { zh: '仍然不再行使，只更正内容', en: 'stays ended; elements change' },
  again: { zh: '恢复由本机关行使', en: 'exercised here again' },
  leave: { zh: '不调整了', en: 'Do not adjust' },
  reason: { zh: '调整理由', en: 'Reason' },
  basis: { zh: '调整依据（法律、文件及文号）', en: 'Basis (law or document with its number)' },
  need: { zh: '请填写', en: 'Please fill this in' },
  ok: { zh: '开始调整', en: 'Begin' },
});
type Values = { readonly status: string; readonly reason: string; readonly changeBasis: string };

type Props = {
  readonly power: { readonly code: string; readonly name: string; readonly status: string };
  close(): void;
};

/** Begins an adjustment (B6): what becomes of the power, why, and on what basis. */
export function AdjustDialog({ power, close }: Props): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: (values: Values) =>
      api(`/powers/${encodeURIComponent(power.code)}/adjust`, {
        method: 'POST',
        body: values,
        schema: Drafted,
      }),
    onSuccess: async ({ versionId }) => {
      await queries.invalidateQueries({ queryKey: ['powers'] });
      await navigate({ to: '/powers/$versionId', params: { versionId } });
    },
  });
  const required = [{ required: true, whitespace: true, message: say(m.need) }];
  return (
    <FormDialog
      title={say(m.title, { name: power.name })}
      okText={say(m.ok)}
      closeText={say(m.leave)}
      form={form}
      close={close}
      pending={begin.isPending}
    >
      {begin.error && <Failure error={begin.error} />}
      <p className="quiet">{say(m.lead)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ status: power.status }}
        onFinish={(values) => begin.mutate(values)}
      >
        <Form.Item name="status" label={say(m.status)}>
          <Radio.Group
            className="power-radios"
            options={
              power.status === 'in-force'
                ? [
                    { value: 'in-force', label: say(m.keep) },
                    { value: 'transferred', label: say(m.transferred) },
                    { value: 'cancelled', label: say(m.cancelled) },
                  ]
                : [
                    { value: power.status, label: say(m.stays) },
                    { value: 'in-force', label: say(m.again) },
                  ]
            }
          />
        </Form.Item>
        <Form.Item name="reason" label={say(m.reason)} rules={required}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="changeBasis" label={say(m.basis)} rules={required}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
