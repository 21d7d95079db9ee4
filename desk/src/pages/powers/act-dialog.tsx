import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Edited, Published, type VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { SigningFacts } from '../../lib/signing-facts.tsx';
import { TrialFields } from './trial-fields.tsx';
import { ACT_WORDS, type Act } from './words.ts';
import { FindingLines } from '../flows/findings.tsx';

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
  cancels: {
    zh: '这一版取消这项职权：从施行之日起本机关不再行使，公开页写明取消的理由和依据，不能再申请；已经受理的按原版本办完。',
    en: 'This version ends the power: from its first day it is no longer exercised, its public page says why and on what basis, and nobody can apply. What is accepted is finished under the version before.',
  },
  transfers: {
    zh: '这一版把这项职权划转给其他机关：从施行之日起本机关不再行使，公开页写明理由和依据，不能再在这里申请；已经受理的按原版本办完。',
    en: 'This version transfers the power to another body: from its first day it is no longer exercised here, its public page says why and on what basis, and nobody can apply here. What is accepted is finished under the version before.',
  },
  endsFrom: { zh: '从哪一天起不再行使', en: 'No longer exercised from' },
  missing: { zh: '还差 {n} 项才能公布：{what}', en: '{n} missing before publication: {what}' },
  over: { zh: '《{name}》{which}', en: '{name}, {which}' },
  nth: { zh: '第 {n} 版', en: 'version {n}' },
  fresh: { zh: '待公布的版本', en: 'the version to be published' },
  covers: {
    zh: '您看到的全部要素、存证级别、调整理由和依据，以及运行流程图',
    en: 'every element you see, the commitment class, reason and basis of the adjustment, and the flow',
  },
  toFlow: { zh: '去看流程图', en: 'Go to the flow' },
  staleReturn: {
    zh: '您打开之后，内容有修改。仍然要退回的，再按一次“退回”。',
    en: 'The content has changed since you opened this. Press Return again if you still send it back.',
  },
  stale: {
    zh: '您打开之后，内容有修改。请关闭，看过现在的内容再办。',
    en: 'The content has changed since you opened this. Close it, read what it says now, then go on.',
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
  /** The version as it was when the dialog was opened: what is done is done to this. */
  readonly seen: VersionDetail;
  close(): void;
};

/** Signs, returns, passes or publishes: what it means, what is still missing, and the reason where one is due. */
export function ActDialog({ version, act, seen, close }: Props): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const today = useToday();
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['powers'] });
  // Who sends it back puts no name to it, and keeps the reason that is typed.
  const returns = act === 'return';
  const send = useMutation({
    mutationFn: async (values: Values): Promise<void> => {
      const base = `/power-versions/${version.versionId}`;
      const options = { method: 'POST', ifMatch: returns ? version.rowVersion : seen.rowVersion } as const;
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
  const refused = send.error instanceof ApiRefusal ? send.error.problem : undefined;
  const stale = refused?.status === 412 || (version.rowVersion !== seen.rowVersion && !send.isPending);
  // A post may still be filled until the version is published; all else contradicts what the name would stand under.
  const unlawful =
    act !== 'return' &&
    seen.flowFindings.some(({ code }) => act === 'publish' || code !== 'flows/post-vacant');
  return (
    <FormDialog
      title={`${say(ACT_WORDS[act])} · ${version.content.name}`}
      okText={say(ACT_WORDS[act])}
      disabled={(stale && !returns) || unlawful}
      form={form}
      close={close}
      pending={send.isPending}
    >
      {stale && <Alert type="warning" showIcon role="alert" title={say(returns ? m.staleReturn : m.stale)} />}
      {send.error && !stale && <Failure error={send.error} />}
      {act !== 'return' && seen.status !== 'in-force' && (
        <Alert type="warning" showIcon title={say(seen.status === 'transferred' ? m.transfers : m.cancels)} />
      )}
      {act !== 'return' && seen.blockers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say(m.missing, {
            n: seen.blockers.length,
            what: seen.blockers.map(({ text }) => text).join('、'),
          })}
          description={seen.flowFindings.length > 0 && <FindingLines findings={seen.flowFindings} named />}
          action={
            seen.flowFindings.length > 0 && (
              <a href="#part-flow" onClick={close}>
                {say(m.toFlow)}
              </a>
            )
          }
        />
      )}
      {act !== 'return' && (
        <SigningFacts
          over={say(m.over, {
            name: seen.content.name,
            which: seen.n === null ? say(m.fresh) : say(m.nth, { n: seen.n }),
          })}
          covers={say(m.covers)}
          digest={seen.digest}
          sure={say(act === 'publish' ? m.publish : m.sure)}
        />
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
        {act === 'publish' && (
          <DayItem
            name="from"
            label={say(seen.status === 'in-force' ? m.from : m.endsFrom)}
            required
            first={today}
          />
        )}
        {act === 'publish' && version.status === 'in-force' && <TrialFields />}
      </Form>
    </FormDialog>
  );
}
