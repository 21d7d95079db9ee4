import { Alert, Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CategoryDetail } from '#modules/category-flows/contract';
import { messages } from '#platform/i18n';
import { ApiRefusal } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { ACT_WORDS, type Act } from '../powers/words.ts';
import { CHANGES } from './queries.ts';
import { m } from './words.ts';

const words = messages({
  reason: { zh: '理由（写清楚，起草处室会看到）', en: 'Reason (the office reads it)' },
  sure: {
    zh: '签字覆盖您现在看到的流程图、名称、理由和施行日期；之后再改，签字作废。',
    en: 'Your name covers the drawing, the title, the reason and the day you see now; a later edit voids it.',
  },
  sureEnd: {
    zh: '签字覆盖您现在看到的终止理由、处室和终止日期；之后再改，签字作废。',
    en: 'Your name covers the reason, the office and the day of the ending you see now; a later edit voids it.',
  },
  publishEnd: {
    zh: '公布后写入公开账本，这个通用流程从终止日期起不再有效，也不再有新版本。',
    en: 'Once published it is in the public ledger: the general flow is in force no more from its day, and no version follows.',
  },
  publish: {
    zh: '公布后写入公开账本，不能修改，只能公布新版本。',
    en: 'Once published it is in the public ledger: followed by a new version only.',
  },
  called: {
    zh: '有 {n} 个流程调用它，都仍按原来调用的版本走；正在办理的案件不受影响。',
    en: '{n} flows call it; each goes on with the version it names, and cases under way are not touched.',
  },
  missing: { zh: '还差 {n} 项才能公布：{what}', en: '{n} missing before publication: {what}' },
  stale: {
    zh: '内容刚有变化，没有签。请取消，看过更新后的页面再签。',
    en: 'The content has just changed and nothing was signed. Cancel, look at the page as it is now, then sign.',
  },
});

type Props = { readonly version: CategoryDetail; readonly act: Act; close(): void };

/** Signs, returns, passes or publishes exactly the version that stood on the page when the dialog was opened. */
export function CategoryActDialog({ version, act, close }: Props): ReactNode {
  const { say } = useLanguage();
  const [shown] = useState(version);
  const [form] = Form.useForm<{ readonly reason?: string }>();
  const send = useAct(CHANGES, close);
  const stale = send.error instanceof ApiRefusal && send.error.problem.status === 412;
  const base = `/category-flow-versions/${shown.versionId}`;
  return (
    <FormDialog
      title={`${say(ACT_WORDS[act])} · ${shown.title}`}
      okText={say(ACT_WORDS[act])}
      form={form}
      close={close}
      pending={send.isPending}
      disabled={stale}
    >
      {stale && <Alert type="warning" showIcon role="alert" title={say(words.stale)} />}
      {send.error && !stale && <Failure error={send.error} />}
      {act !== 'return' && shown.blockers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say(words.missing, {
            n: shown.blockers.length,
            what: shown.blockers.map(({ text }) => text).join('、'),
          })}
        />
      )}
      {act !== 'return' && (
        <Typography.Paragraph type="secondary">
          {say(
            act !== 'publish'
              ? shown.ends
                ? words.sureEnd
                : words.sure
              : shown.ends
                ? words.publishEnd
                : words.publish,
          )}
          {!shown.ends && shown.callers.length > 0 && ` ${say(words.called, { n: shown.callers.length })}`}
        </Typography.Paragraph>
      )}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) =>
          send.mutate(
            act === 'publish'
              ? { path: `${base}/publication`, ifMatch: shown.rowVersion }
              : {
                  path: `${base}/acts`,
                  body: { act, ...(reason === undefined ? {} : { reason }) },
                  ifMatch: shown.rowVersion,
                },
          )
        }
      >
        {act === 'return' && (
          <Form.Item
            name="reason"
            label={say(words.reason)}
            rules={[{ required: true, whitespace: true, message: say(m.need) }]}
          >
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        )}
      </Form>
    </FormDialog>
  );
}
