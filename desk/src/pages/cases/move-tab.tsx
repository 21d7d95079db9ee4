import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { MoveCandidates, Proposed } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  intro: {
    zh: '办件一直按收件时公布的流程办理。只有法律、法规、规章修改后，才可以经批准把指名的办件移至新版流程。',
    en: 'A case runs on the flow that was published when it came in. Only when the law changed may named cases be moved, with approval.',
  },
  none: { zh: '没有按旧版流程运行的办件。', en: 'No running case is on an earlier version.' },
  to: { zh: '{power}：移至第 {n} 版', en: '{power}: to version {n}' },
  cases: { zh: '指名的办件', en: 'Cases, each by name' },
  notYet: { zh: '尚未受理', en: 'not accepted yet' },
  received: { zh: '收件', en: 'received' },
  on: { zh: '按第 {n} 版', en: 'on version {n}' },
  law: { zh: '修改的法律、法规、规章', en: 'Law that changed' },
  article: { zh: '条款', en: 'Article' },
  reason: { zh: '理由', en: 'Reason' },
  send: { zh: '提请批准', en: 'Ask for approval' },
  sent: { zh: '已提请，等待领导批准', en: 'Asked; a leader decides' },
  need: { zh: '请填写', en: 'Please fill this in' },
  some: { zh: '请至少选择一件', en: 'Choose at least one case' },
  five: { zh: '请至少写五个字', en: 'At least five characters' },
});

type Flow = MoveCandidates['flows'][number];
type Values = {
  readonly cases: readonly string[];
  readonly law: string;
  readonly article: string;
  readonly reason: string;
};

/** Running cases on an earlier version of their flow, and the proposal that moves those that are named. */
export function MoveTab(): ReactNode {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['cases', 'move-candidates'],
    queryFn: ({ signal }) => api('/case-moves/candidates', { schema: MoveCandidates, signal }),
  });
  return (
    <Await query={query}>
      {({ flows }) => (
        <>
          <p className="quiet import-lead">{say(m.intro)}</p>
          {flows.length === 0 && <p>{say(m.none)}</p>}
          {flows.map((flow) => (
            <MoveForm key={flow.flowVersionId} flow={flow} />
          ))}
        </>
      )}
    </Await>
  );
}

function MoveForm({ flow }: { readonly flow: Flow }): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const send = useMutation({
    mutationFn: (values: Values) =>
      api('/case-moves', {
        method: 'POST',
        body: { ...values, flowVersionId: flow.flowVersionId },
        schema: Proposed,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cases'] });
      void message.success(say(m.sent));
      form.resetFields();
    },
  });
  const need = [{ required: true, message: say(m.need) }];
  return (
    <section className="desk-section desk-move">
      <h3>{say(m.to, { power: flow.power, n: flow.n })}</h3>
      {send.error && <Failure error={send.error} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
        <Form.Item
          name="cases"
          label={say(m.cases)}
          rules={[{ required: true, type: 'array', min: 1, message: say(m.some) }]}
        >
          <Checkbox.Group
            className="desk-stack"
            options={flow.cases.map((one) => ({
              value: one.caseId,
              label: `${one.number ?? say(m.notYet)} · ${say(m.received)} ${formatAt(one.receivedAt)} · ${say(m.on, { n: one.n })}`,
            }))}
          />
        </Form.Item>
        <div className="desk-fields">
          <Form.Item name="law" label={say(m.law)} rules={need}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="article" label={say(m.article)} rules={need}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
        <Form.Item
          name="reason"
          label={say(m.reason)}
          rules={[{ required: true, min: 5, message: say(m.five) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {say(m.send)}
        </Button>
      </Form>
    </section>
  );
}
