import { Alert, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  EXCEPTION_ACT_WORDS,
  SECRECY_WARNING,
  type ExceptionActBody,
  type ExceptionDetail,
} from '#modules/disclosure/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { useAct } from '../../lib/use-act.ts';
import { noSecrecyMark } from './secrecy-rule.ts';

const m = messages({
  by: { zh: '签名人：{who}', en: 'Signed by: {who}' },
  sign: {
    zh: '您的签名覆盖这项申请的全部内容：对象、依据、理由、范围、期限和公开形式。',
    en: 'Your name covers all of the request: what, ground, reason, scope, date and public form.',
  },
  approve: {
    zh: '批准后立即生效：已公开的转为不公开，公开登记的条目写入公开账本，不能收回。',
    en: 'It takes effect at once: what is public is closed, and the entry goes into the public ledger for good.',
  },
  open: {
    zh: '决定公开后，原来不公开的内容立即公开，不能收回。',
    en: 'What was withheld becomes public at once and cannot be taken back.',
  },
  reason: { zh: '理由', en: 'Reason' },
  until: { zh: '继续不公开至（含当日）', en: 'Keep until (inclusive)' },
  between: { zh: '可选 {first} 至 {last}', en: 'between {first} and {last}' },
  with: { zh: '备案机关', en: 'Filed with' },
  as: { zh: '备案号', en: 'Under number' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

type Values = {
  readonly reason?: string;
  readonly endsOn?: string;
  readonly filedWith?: string;
  readonly filedAs?: string;
};
type Props = {
  readonly of: ExceptionDetail;
  readonly act: ExceptionActBody['act'];
  close(): void;
};

/** One act on a request or an exception, saying what it does before it is done. */
export function ActDialog({ of: now, act, close }: Props): ReactNode {
  const { say, lang } = useLanguage();
  // A name is put under what was on the screen when the dialog opened; what changed since is refused.
  const [of] = useState(now);
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const send = useAct(['exceptions', 'disclosure', 'powers'], close);
  const need = [{ required: true, message: say(m.need) }];
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  const { first, last } = of.range;
  const who = [me.posts[0]?.name, me.name].filter(Boolean).join(' · ');
  return (
    <FormDialog
      title={say(EXCEPTION_ACT_WORDS[act])}
      okText={say(EXCEPTION_ACT_WORDS[act])}
      form={form}
      close={close}
      pending={send.isPending}
    >
      {send.error && <Failure error={send.error} form={form} />}
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(values) =>
          send.mutate({
            path: `/exceptions/${of.id}/acts`,
            ifMatch: of.rowVersion,
            body: bodyOf(act, values),
          })
        }
      >
        {(act === 'sign' || act === 'review') && <p>{say(m.sign)}</p>}
        {act === 'approve' && <Alert type="warning" showIcon title={say(m.approve)} />}
        {act === 'open' && <Alert type="warning" showIcon title={say(m.open)} />}
        {(act === 'refuse' || act === 'open' || act === 'keep') && (
          <Form.Item
            name="reason"
            label={say(m.reason)}
            rules={[...need, noSecrecyMark(say(SECRECY_WARNING))]}
          >
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        )}
        {act === 'keep' && (
          <DayItem
            name="endsOn"
            label={say(m.until)}
            extra={say(m.between, { first: day(first), last: day(last) })}
            required
            first={first}
            last={last}
          />
        )}
        {act === 'file' && (
          <>
            <Form.Item name="filedWith" label={say(m.with)} rules={need}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="filedAs" label={say(m.as)} rules={need}>
              <Input maxLength={60} />
            </Form.Item>
          </>
        )}
      </Form>
      <p className="quiet">{say(m.by, { who })}</p>
    </FormDialog>
  );
}

function bodyOf(act: ExceptionActBody['act'], values: Values): Readonly<Record<string, unknown>> {
  return { act, ...values };
}
