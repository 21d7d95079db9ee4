import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { ActedResponse, type CaseDetail } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { DecisionFields, ServiceFields, toInput, type StepValues } from './need-fields.tsx';

const m = messages({
  title: { zh: '即办：当场收件、受理、决定、送达', en: 'On the spot: receive, accept, decide and serve' },
  opinion: { zh: '办理意见', en: 'Opinion' },
  send: { zh: '当场办结', en: 'Complete on the spot' },
  done: { zh: '已办结', en: 'Done' },
});

/** 即办件 on one screen: everything up to service in one act. Step by step stays possible below. */
export function InstantCard({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (values: StepValues) => {
      const { decision, service, opinion } = toInput(values);
      return api(`/cases/${file.caseId}/instant`, {
        method: 'POST',
        body: { decision, service, ...(opinion === undefined ? {} : { opinion }) },
        ifMatch: file.version,
        schema: ActedResponse,
      });
    },
    onSuccess: async () => {
      void message.success(say(m.done));
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  return (
    <Card title={say(m.title)} className="desk-card">
      {send.error && <Failure error={send.error} />}
      <Form<StepValues> name="instant" layout="vertical" onFinish={(values) => send.mutate(values)}>
        <DecisionFields file={file} />
        <ServiceFields />
        <Form.Item name="opinion" label={say(m.opinion)}>
          <Input.TextArea rows={2} maxLength={4000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {say(m.send)}
        </Button>
      </Form>
    </Card>
  );
}
