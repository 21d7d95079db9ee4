import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input, Radio } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { ActedResponse, type CaseDetail, type StepView } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { formatDueAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { forgetTyped, keepTyped, typedBefore } from './kept-step.ts';
import { NeedFields, toInput, type StepValues } from './need-fields.tsx';

const m = messages({
  outcome: { zh: '结果', en: 'Outcome' },
  means: { zh: '{label}：{when}', en: '{label}: {when}' },
  between: { zh: '；', en: '; ' },
  opinion: { zh: '办理意见', en: 'Opinion' },
  send: { zh: '提交这一步', en: 'Complete this step' },
  keys: {
    zh: 'Ctrl+Enter 提交 · N 记一笔 · J / K 下一件、上一件',
    en: 'Ctrl+Enter sends · N note · J / K next, previous',
  },
  choose: { zh: '请选择结果', en: 'Please choose an outcome' },
  done: { zh: '已办理', en: 'Done' },
  due: { zh: '{day}前（含当日）', en: 'by {day}' },
  changed: {
    zh: '办件刚有变化，页面已更新；您填写的内容还在，请核对后再提交。',
    en: 'The case has just changed and is shown anew. What you typed is still here: check it and send again.',
  },
});

type Props = {
  readonly file: CaseDetail;
  readonly step: StepView;
  /** Somebody else did the step first: what was typed here is handed over. */
  onLost(step: StepView, values: StepValues, refusal: ApiRefusal): void;
};

/** The one thing to do now: choose an outcome, fill in what the law attaches to it, send. */
export function StepCard({ file, step, onLost }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<StepValues>();
  const queries = useQueryClient();
  const chosen = Form.useWatch('outcome', form);
  const box = useRef<HTMLDivElement>(null);
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
      forgetTyped(step.id);
      void message.success(say(m.done));
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
    onError: async (error, values) => {
      if (!(error instanceof ApiRefusal)) return;
      showFields(form, error);
      if (![409, 412].includes(error.problem.status)) return;
      if (error.problem.code !== 'cases/stale') onLost(step, values, error);
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  const stale = send.error instanceof ApiRefusal && send.error.problem.status === 412;
  useEffect(() => {
    const at = box.current;
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.submit();
    };
    at?.addEventListener('keydown', listen);
    return () => at?.removeEventListener('keydown', listen);
  }, [form]);
  return (
    <Card
      ref={box}
      title={step.name}
      extra={step.dueAt === null ? undefined : say(m.due, { day: formatDueAt(step.dueAt, lang) })}
      className="desk-card"
    >
      <p>{step.action}</p>
      <p className="quiet">{step.rule}</p>
      {stale && <Alert type="warning" showIcon role="alert" title={say(m.changed)} />}
      {send.error && !stale && <Failure error={send.error} />}
      <Form<StepValues>
        form={form}
        name={`step-${step.node}`}
        layout="vertical"
        initialValues={{
          ...(step.outcomes.length === 1 && step.outcomes[0] ? { outcome: step.outcomes[0].code } : {}),
          ...typedBefore(step.id),
        }}
        onValuesChange={(_, values) => keepTyped(step.id, values)}
        onFinish={(values) => send.mutate(values)}
      >
        <Form.Item
          name="outcome"
          label={step.question ?? say(m.outcome)}
          rules={[{ required: true, message: say(m.choose) }]}
          extra={step.outcomes
            .flatMap(({ label, when }) => (when === null ? [] : [say(m.means, { label, when })]))
            .join(say(m.between))}
        >
          <Radio.Group
            options={step.outcomes.map((outcome) => ({ value: outcome.code, label: outcome.label }))}
          />
        </Form.Item>
        <NeedFields file={file} step={step} needs={needs} />
        <Form.Item name="opinion" label={say(m.opinion)}>
          <Input.TextArea rows={3} maxLength={4000} showCount />
        </Form.Item>
        <div className="case-send">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {say(m.send)}
          </Button>
          <span className="quiet case-keys">{say(m.keys)}</span>
        </div>
      </Form>
    </Card>
  );
}

/** The refused fields of an answer, at their places on the form. */
function showFields(form: ReturnType<typeof Form.useForm<StepValues>>[0], { problem }: ApiRefusal): void {
  for (const { path, message } of problem.fields ?? []) {
    const name = path.split('/').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    if (form.getFieldInstance(name as never)) form.setFields([{ name: name as never, errors: [message] }]);
  }
}
