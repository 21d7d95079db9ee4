import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { DEVIATION_GROUNDS, JumpTargets, Proposed, type CaseDetail } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  title: { zh: '提请偏离流程', en: 'Ask to leave the flow' },
  intro: {
    zh: '公布的流程任何人不得擅自变更。确有法定情形的，由承办岗位提请、分管领导或者第一责任人批准，全程记录并向当事人和社会说明。没有办过的法定环节不能跳过。',
    en: 'Nobody changes the published flow at will. On a lawful ground the handler asks and a leader approves; it is on record and told to the party and to society. A statutory step that was not done is never passed over.',
  },
  from: { zh: '从哪个环节', en: 'From the step' },
  to: { zh: '转到哪个环节', en: 'To the step' },
  done: { zh: '（已办过，重新办理）', en: ' (done before, to be done again)' },
  none: { zh: '从这个环节没有可以转到的环节。', en: 'There is no step to go to from here.' },
  ground: { zh: '情形', en: 'Ground' },
  reason: { zh: '理由', en: 'Reason' },
  send: { zh: '提请批准', en: 'Ask for approval' },
  sent: { zh: '已提请，等待领导批准', en: 'Asked; a leader decides' },
  need: { zh: '请选择', en: 'Please choose' },
  five: { zh: '请至少写五个字', en: 'At least five characters' },
});

type Values = { readonly to: string; readonly ground: string; readonly reason: string };

/** Asks that a case leaves its flow; offers only the steps that can lawfully come next. */
export function JumpDialog({ file, close }: { readonly file: CaseDetail; close(): void }): ReactNode {
  const { say, lang } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const open = file.steps.filter((step) => step.closedAt === null);
  const [from, setFrom] = useState(open[0]?.node ?? '');
  const targets = useQuery({
    queryKey: ['cases', 'jump-targets', file.caseId, file.version, from],
    queryFn: ({ signal }) =>
      api(`/cases/${file.caseId}/jump-targets?from=${encodeURIComponent(from)}`, {
        schema: JumpTargets,
        signal,
      }),
  });
  const send = useMutation({
    mutationFn: (values: Values) =>
      api(`/cases/${file.caseId}/jumps`, {
        method: 'POST',
        body: { ...values, from },
        ifMatch: file.version,
        schema: Proposed,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cases'] });
      void message.success(say(m.sent));
      close();
    },
  });
  const chosen = [{ required: true, message: say(m.need) }];
  const offered = targets.data?.targets ?? [];
  return (
    <FormDialog title={say(m.title)} okText={say(m.send)} form={form} close={close} pending={send.isPending}>
      <p className="quiet">{say(m.intro)}</p>
      {send.error && <Failure error={send.error} />}
      {targets.error && <Failure error={targets.error} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
        {open.length > 1 && (
          <Form.Item label={say(m.from)}>
            <Radio.Group
              value={from}
              onChange={(event) => setFrom(String(event.target.value))}
              options={open.map(({ node, name }) => ({ value: node, label: name }))}
            />
          </Form.Item>
        )}
        {targets.data && offered.length === 0 && <Alert type="info" showIcon title={say(m.none)} />}
        <Form.Item name="to" label={say(m.to)} rules={chosen}>
          <Select
            aria-label={say(m.to)}
            loading={targets.isPending}
            options={offered.map(({ node, name, done }) => ({
              value: node,
              label: `${name}${done ? say(m.done) : ''}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="ground" label={say(m.ground)} rules={chosen}>
          <Select
            aria-label={say(m.ground)}
            options={Object.entries(DEVIATION_GROUNDS).map(([value, ground]) => ({
              value,
              label: ground.basis === null ? ground[lang] : `${ground[lang]} · ${ground.basis}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say(m.reason)}
          rules={[{ required: true, min: 5, message: say(m.five) }]}
        >
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
