import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { ActedResponse, type CaseDetail, type StepView } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { formatDueAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { NeedFields, toInput, type StepValues } from './need-fields.tsx';

const m = messages({
  outcome: { zh: '结果', en: 'Outcome' },
  opinion: { zh: '办理意见', en: 'Opinion' },
  send: { zh: '提交这一步', en: 'Complete this step' },
  choose: { zh: '请选择结果', en: 'Please choose an outcome' },
  done: { zh: '已办理', en: 'Done' },
  due: { zh: '{day}前（含当日）', en: 'by {day}' },
});

/** The one thing to do now: choose an outcome, fill in what the law attaches to it, send. */
export function StepCard({ file, step }: { readonly file: CaseDetail; readonly step: StepView }): ReactNode {
  const { say, lang } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<StepValues>();
  const queries = useQueryClient();
  const chosen = Form.useWatch('outcome', form);
  const needs = step.outcomes.find((outcome) => outcome.code === chosen)?.needs ?? [];
  const send = useMutation({
    mutationFn: (values: StepValues) =>
      api(`/cases/${file.caseId}/steps/${encodeURIComponent(step.node)}`, {
        method: 'POST',
        body: toInput(values),
        ifMatch: file.version,
        schema: ActedResponse,
      }),
    onSuccess: async () => {
      void message.success(say(m.done));
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  return (
    <Card
      title={step.name}
      extra={step.dueAt === null ? undefined : say(m.due, { day: formatDueAt(step.dueAt, lang) })}
      className="desk-card"
    >
      <p>{step.action}</p>
      <p className="quiet">{step.rule}</p>
      {send.error && <Failure error={send.error} />}
      <Form<StepValues>
        form={form}
        layout="vertical"
        scrollToFirstError
        initialValues={
          step.outcomes.length === 1 && step.outcomes[0] ? { outcome: step.outcomes[0].code } : {}
        }
        onFinish={(values) => send.mutate(values)}
      >
        <Form.Item name="outcome" label={say(m.outcome)} rules={[{ required: true, message: say(m.choose) }]}>
          <Radio.Group
            options={step.outcomes.map((outcome) => ({ value: outcome.code, label: outcome.label }))}
          />
        </Form.Item>
        <NeedFields file={file} step={step} needs={needs} />
        <Form.Item name="opinion" label={say(m.opinion)}>
          <Input.TextArea rows={3} maxLength={4000} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {say(m.send)}
        </Button>
      </Form>
    </Card>
  );
}
