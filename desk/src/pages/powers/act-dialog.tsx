import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, DatePicker, Form, Input, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { Edited, Published, type VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import type { Fault } from './content-values.ts';
import { TrialFields } from './trial-fields.tsx';
import { ACT_WORDS, type Act } from './words.ts';

const m = messages({
  reason: { zh: '理由（写清楚，承办处室会看到）', en: 'Reason (the office reads it)' },
  from: { zh: '施行日期', en: 'In force from' },
  need: { zh: '请填写', en: 'Please fill this in' },
  done: { zh: '已记录', en: 'Recorded' },
  sure: {
    zh: '签字覆盖您现在看到的全部内容；之后再改，签字作废。',
    en: 'Your name covers everything you see now; a later edit voids it.',
  },
  publish: {
    zh: '公布后写入公开账本，不能修改，只能以新版本调整。',
    en: 'Once published it is in the public ledger: changed only by a new version.',
  },
  missing: { zh: '还差 {n} 项才能公布：{what}', en: '{n} missing before publication: {what}' },
  faults: {
    zh: '有没填完的内容只留在您的电脑上，没有存入。请先填完。',
    en: 'Something unfinished is on your computer only. Complete it first.',
  },
  stale: {
    zh: '内容刚有变化，页面已更新。请看过再签。',
    en: 'The content has just changed and is shown anew. Look at it before you sign.',
  },
});

type Values = {
  readonly reason?: string;
  readonly from?: Dayjs;
  readonly tried?: boolean;
  readonly until?: Dayjs;
  readonly why?: string;
};
type Props = {
  readonly version: VersionDetail;
  readonly act: Act;
  readonly faults: readonly Fault[];
  close(): void;
};

/** Signs, returns, passes or publishes: what it means, what is still missing, and the reason where one is due. */
export function ActDialog({ version, act, faults, close }: Props): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const today = dayjs(useToday());
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['powers'] });
  const send = useMutation({
    mutationFn: async (values: Values): Promise<void> => {
      const base = `/power-versions/${version.versionId}`;
      const options = { method: 'POST', ifMatch: version.rowVersion } as const;
      if (act === 'publish')
        await api(`${base}/publish`, {
          ...options,
          body: {
            effectiveFrom: values.from?.format('YYYY-MM-DD'),
            ...(values.tried === true && {
              trial: { until: values.until?.format('YYYY-MM-DD'), reason: values.why ?? '' },
            }),
          },
          schema: Published,
        });
      else
        await api(`${base}/acts`, {
          ...options,
          body: { act, ...(values.reason === undefined ? {} : { reason: values.reason }) },
          schema: Edited,
        });
    },
    onSuccess: async () => {
      void message.success(say(m.done));
      await refresh();
      close();
    },
    onError: (error) => {
      if (error instanceof ApiRefusal && [409, 412].includes(error.problem.status)) void refresh();
    },
  });
  const stale = send.error instanceof ApiRefusal && send.error.problem.status === 412;
  const forward = act === 'sign' || act === 'countersign' || act === 'pass';
  return (
    <FormDialog
      title={`${say(ACT_WORDS[act])} · ${version.content.name}`}
      okText={say(ACT_WORDS[act])}
      disabled={forward && faults.length > 0}
      form={form}
      close={close}
      pending={send.isPending}
    >
      {stale && <Alert type="warning" showIcon role="alert" title={say(m.stale)} />}
      {send.error && !stale && <Failure error={send.error} />}
      {forward && faults.length > 0 && <Alert type="warning" showIcon title={say(m.faults)} />}
      {act !== 'return' && version.blockers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say(m.missing, {
            n: version.blockers.length,
            what: version.blockers.map(({ text }) => text).join('、'),
          })}
        />
      )}
      {act !== 'return' && (
        <Typography.Paragraph type="secondary">
          {say(act === 'publish' ? m.publish : m.sure)}
        </Typography.Paragraph>
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ from: today }}
        onFinish={(values) => send.mutate(values)}
      >
        {act === 'return' && (
          <Form.Item
            name="reason"
            label={say(m.reason)}
            rules={[{ required: true, whitespace: true, message: say(m.need) }]}
          >
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        )}
        {act === 'publish' && (
          <Form.Item name="from" label={say(m.from)} rules={[{ required: true, message: say(m.need) }]}>
            <DatePicker allowClear={false} minDate={today} />
          </Form.Item>
        )}
        {act === 'publish' && version.status === 'in-force' && <TrialFields />}
      </Form>
    </FormDialog>
  );
}
