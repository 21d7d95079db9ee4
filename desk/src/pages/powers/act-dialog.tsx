import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Edited, Published, type VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
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
  unsaved: {
    zh: '页面上有的内容只留在您的电脑上，还没有存入。请先关上这个窗口，填完、存好再签。',
    en: 'Something on the page is on your computer only. Close this, and complete and store it before you sign.',
  },
  stale: {
    zh: '内容刚有变化，页面已更新。请关上这个窗口，看过再办。',
    en: 'The content has just changed and is shown anew. Close this and look at it first.',
  },
  staleReturn: {
    zh: '内容刚有变化，页面已更新。仍然要退回的，再按一次“退回”。',
    en: 'The content has just changed and is shown anew. Press Return again if you still send it back.',
  },
});

type Values = {
  readonly reason?: string;
  readonly from?: string;
  readonly tried?: boolean;
  readonly until?: string;
  readonly why?: string;
};
type Props = {
  readonly version: VersionDetail;
  readonly act: Act;
  /** Of what the page showed when the dialog was opened. */
  readonly rowVersion: number;
  /** Something on the page is not stored: a name would not cover it. */
  readonly unsaved: boolean;
  close(): void;
};

/** Signs, returns, passes or publishes: what it means, what is still missing, and the reason where one is due. */
export function ActDialog({ version, act, rowVersion, unsaved, close }: Props): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const today = useToday();
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['powers'] });
  const returns = act === 'return';
  const send = useMutation({
    mutationFn: async (values: Values): Promise<void> => {
      const base = `/power-versions/${version.versionId}`;
      // Who sends it back puts no name to it, and keeps the reason that is typed.
      const ifMatch = returns ? Math.max(rowVersion, version.rowVersion) : rowVersion;
      const options = { method: 'POST', ifMatch } as const;
      if (act === 'publish')
        await api(`${base}/publish`, {
          ...options,
          body: {
            effectiveFrom: values.from,
            ...(values.tried === true && {
              trial: { until: values.until, reason: values.why ?? '' },
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
  const refused = send.error instanceof ApiRefusal && send.error.problem.status === 412;
  // What was flushed as the dialog opened comes back a moment later: only what is newer than that is another's.
  const stale = refused || (version.rowVersion > rowVersion && !send.isPending);
  return (
    <FormDialog
      title={`${say(ACT_WORDS[act])} · ${version.content.name}`}
      okText={say(ACT_WORDS[act])}
      disabled={!returns && (unsaved || stale)}
      form={form}
      close={close}
      pending={send.isPending}
    >
      {stale && <Alert type="warning" showIcon role="alert" title={say(returns ? m.staleReturn : m.stale)} />}
      {send.error && !refused && <Failure error={send.error} />}
      {!returns && unsaved && !stale && <Alert type="warning" showIcon title={say(m.unsaved)} />}
      {!returns && version.blockers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say(m.missing, {
            n: version.blockers.length,
            what: version.blockers.map(({ text }) => text).join('、'),
          })}
        />
      )}
      {!returns && (
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
        {returns && (
          <Form.Item
            name="reason"
            label={say(m.reason)}
            rules={[{ required: true, whitespace: true, message: say(m.need) }]}
          >
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        )}
        {act === 'publish' && <DayItem name="from" label={say(m.from)} required first={today} />}
        {act === 'publish' && version.status === 'in-force' && <TrialFields />}
      </Form>
    </FormDialog>
  );
}
