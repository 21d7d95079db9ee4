import { Alert, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CampaignDetail } from '#modules/campaigns/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { ScheduleFields, scheduleBody, type ScheduleValues } from './schedule-fields.tsx';

const m = messages({
  move: { zh: '改期', en: 'Move the dates' },
  cancel: { zh: '撤销这次清权', en: 'Cancel the campaign' },
  reason: { zh: '理由（留存在案，各处室看得到）', en: 'Reason (stays on record; every office reads it)' },
  cancelText: {
    zh: '撤销后各处室不再填报，已经填写、签字的内容留存备查，不能恢复。',
    en: 'No office returns anything any more; what was written and signed stays on record. This is final.',
  },
  need: { zh: '请填写', en: 'Please fill this in' },
});

type Props = { readonly campaign: CampaignDetail; close(): void };

function Reason(): ReactNode {
  const { say } = useLanguage();
  return (
    <Form.Item
      name="reason"
      label={say(m.reason)}
      rules={[{ required: true, whitespace: true, min: 2, message: say(m.need) }]}
    >
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  );
}

/** Other dates for a campaign, from those it had when this was opened. */
export function RescheduleDialog({ campaign, close }: Props): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<ScheduleValues & { readonly reason: string }>();
  const send = useAct(['campaigns'], close);
  const [seen] = useState(campaign);
  return (
    <FormDialog title={say(m.move)} okText={say(m.move)} form={form} close={close} pending={send.isPending}>
      {send.error && <Failure error={send.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ deadline: seen.deadline, phases: seen.phases }}
        onFinish={({ reason, ...dates }) =>
          send.mutate({
            path: `/campaigns/${seen.id}/schedule`,
            method: 'PUT',
            ifMatch: seen.rowVersion,
            body: { ...scheduleBody(dates), reason },
          })
        }
      >
        <ScheduleFields />
        <Reason />
      </Form>
    </FormDialog>
  );
}

export function CancelDialog({ campaign, close }: Props): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const send = useAct(['campaigns'], close);
  const [{ id, rowVersion: ifMatch }] = useState(campaign);
  return (
    <FormDialog
      title={say(m.cancel)}
      okText={say(m.cancel)}
      form={form}
      close={close}
      pending={send.isPending}
    >
      {send.error && <Failure error={send.error} form={form} />}
      <Alert type="warning" showIcon title={say(m.cancelText)} />
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => send.mutate({ path: `/campaigns/${id}/cancellation`, ifMatch, body })}
      >
        <Reason />
      </Form>
    </FormDialog>
  );
}
