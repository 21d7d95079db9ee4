import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Form, Input, Typography } from 'antd';
import type { ReactNode } from 'react';
import { RuleDrafted, type RuleDetail } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { SigningFacts } from '../../lib/signing-facts.tsx';
import { useAct } from '../../lib/use-act.ts';
import { ACT_WORDS, type Act } from '../powers/words.ts';
import { CHANGES } from './queries.ts';
import { m } from './words.ts';

const words = messages({
  reason: { zh: '理由（写清楚，起草处室会看到）', en: 'Reason (the office reads it)' },
  sure: {
    zh: '签字覆盖您现在看到的全部内容；之后再改，签字作废。',
    en: 'Your name covers everything you see now; a later edit voids it.',
  },
  publish: {
    zh: '公布后写入公开账本，不能修改，只能修订或者废止。',
    en: 'Once published it is in the public ledger: only revised or repealed.',
  },
  missing: { zh: '还差 {n} 项才能公布：{what}', en: '{n} missing before publication: {what}' },
  stale: {
    zh: '内容刚有变化，页面已更新。请关上这个窗口，看过再办。',
    en: 'The content has just changed and is shown anew. Close this and look at it first.',
  },
  staleReturn: {
    zh: '内容刚有变化，页面已更新。仍然要退回的，再按一次“退回”。',
    en: 'The content has just changed and is shown anew. Press Return again if you still send it back.',
  },
  over: { zh: '《{title}》待公布的版本', en: '{title}, the version to be published' },
  covers: {
    zh: '您看到的全部条文、所管的职权和环节、修订或者废止的理由',
    en: 'every article you see, the powers and steps it governs, and the reason of a revision or repeal',
  },
  revise: { zh: '修订', en: 'Revise' },
  repeal: { zh: '废止', en: 'Repeal' },
  reviseWhy: { zh: '为什么修订', en: 'Why it is revised' },
  repealWhy: { zh: '为什么废止', en: 'Why it is repealed' },
  reviseHint: {
    zh: '新版本从现行条文开始改，走同样的审签；公布以前，现行版本照常施行。',
    en: 'The new version begins with the text in force and goes the same way; until it is published the present one stands.',
  },
  repealHint: {
    zh: '废止也要签字、审签、审核，需要集体审议的要审议通过。',
    en: 'A repeal is signed, countersigned and reviewed too, and resolved upon where that is asked for.',
  },
});

type ActProps = {
  readonly rule: RuleDetail;
  readonly act: Act;
  /** Of what the page showed when the dialog was opened. */
  readonly rowVersion: number;
  close(): void;
};

/** Signs, returns, passes or publishes: what it means, what is still missing, the reason where one is due. */
export function RuleActDialog({ rule, act, rowVersion, close }: ActProps): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly reason?: string }>();
  const send = useAct(CHANGES, close);
  const refused = send.error instanceof ApiRefusal && send.error.problem.status === 412;
  const stale = refused || (rule.rowVersion !== rowVersion && !send.isPending);
  const returns = act === 'return';
  // Who sends it back puts no name to it, and keeps the reason that is typed.
  const ifMatch = returns ? Math.max(rowVersion, rule.rowVersion) : rowVersion;
  const base = `/rule-versions/${rule.versionId}`;
  return (
    <FormDialog
      title={`${say(ACT_WORDS[act])} · ${rule.content.title}`}
      okText={say(ACT_WORDS[act])}
      disabled={stale && !returns}
      form={form}
      close={close}
      pending={send.isPending}
    >
      {stale && (
        <Alert type="warning" showIcon role="alert" title={say(returns ? words.staleReturn : words.stale)} />
      )}
      {send.error && !refused && <Failure error={send.error} />}
      {!returns && rule.blockers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say(words.missing, {
            n: rule.blockers.length,
            what: rule.blockers.map(({ text }) => text).join('、'),
          })}
        />
      )}
      {!returns && (
        <SigningFacts
          over={say(words.over, { title: rule.content.title })}
          covers={say(words.covers)}
          digest={rule.digest}
          sure={say(act === 'publish' ? words.publish : words.sure)}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) =>
          send.mutate(
            act === 'publish'
              ? { path: `${base}/publication`, ifMatch }
              : {
                  path: `${base}/acts`,
                  body: { act, ...(reason === undefined ? {} : { reason }) },
                  ifMatch,
                },
          )
        }
      >
        {returns && (
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

type NextProps = { readonly rule: RuleDetail; readonly status: 'in-force' | 'repealed'; close(): void };

/** Begins the next version: a revision or the repeal, with its reason. */
export function NextVersionDialog({ rule, status, close }: NextProps): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: ({ reason }: { readonly reason: string }) =>
      api(`/rules/${rule.ruleId}/versions`, {
        method: 'POST',
        body: { reason, status },
        schema: RuleDrafted,
      }),
    onSuccess: async ({ versionId }) => {
      await queries.invalidateQueries({ queryKey: ['rules'] });
      await navigate({ to: '/rules/$versionId', params: { versionId } });
    },
  });
  const repeals = status === 'repealed';
  const title = say(repeals ? words.repeal : words.revise);
  return (
    <FormDialog
      title={`${title} · ${rule.content.title}`}
      okText={title}
      form={form}
      close={close}
      pending={begin.isPending}
    >
      {begin.error && <Failure error={begin.error} />}
      <Typography.Paragraph type="secondary">
        {say(repeals ? words.repealHint : words.reviseHint)}
      </Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={(values) => begin.mutate(values)}>
        <Form.Item
          name="reason"
          label={say(repeals ? words.repealWhy : words.reviseWhy)}
          rules={[{ required: true, whitespace: true, message: say(m.need) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
