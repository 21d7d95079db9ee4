import { Alert, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { TrialView } from '#modules/powers/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { useAct } from '../../lib/use-act.ts';
import { RUN_WORDS } from './trial-words.ts';

const m = messages({
  title: { zh: '试运行的决定：{name}', en: 'Decide the trial: {name}' },
  ok: { zh: '决定', en: 'Decide' },
  what: { zh: '怎么决定', en: 'Decision' },
  confirm: { zh: '转正：第 {n} 版照现在的样子定下来', en: 'Confirm: version {n} becomes final as it is' },
  return: {
    zh: '不转正：恢复第 {n} 版的内容，作为新版本公布',
    en: 'Do not confirm: put version {n} back in force, published as a new version',
  },
  nothing: {
    zh: '不转正：没有以前的正式版本可以恢复',
    en: 'Do not confirm: there is no earlier final version to return to',
  },
  other: {
    zh: '内容要改的，请在“已公布的清单”里调整；新版本一公布，这次试运行就由它代替。已经受理的办件按受理时的版本办完。',
    en: 'To change the content, adjust it under “Published”: once the new version is published it replaces this trial. Cases already accepted are finished under their version.',
  },
  final: {
    zh: '决定写入公开账本，只能决定一次，理由向社会公开。',
    en: 'The decision goes into the public ledger, is taken once, and its reason is public.',
  },
  early: {
    zh: '试运行到 {day} 才期满。现在提前决定，要写明为什么不等到期满、凭什么认为已经试够。',
    en: 'The trial runs until {day}. To decide it now, say why its last day is not waited for and what shows that it was tried enough.',
  },
  reason: { zh: '理由（向社会公开）', en: 'Reason (public)' },
  earlyReason: {
    zh: '为什么提前决定（向社会公开）',
    en: 'Why before its last day (public)',
  },
  from: { zh: '从哪一天起恢复', en: 'Back in force from' },
  need: { zh: '请填写', en: 'Please fill this in' },
});
type Values = {
  readonly decision: 'confirm' | 'return';
  readonly reason: string;
  readonly earlyReason?: string;
  readonly from: string;
};

/** Decides a trial: confirmed, or back to the version before, with the reason that society reads (C5). */
export function TrialDialog({ trial, close }: { readonly trial: TrialView; close(): void }): ReactNode {
  const { say, lang } = useLanguage();
  const [form] = Form.useForm<Values>();
  const today = useToday();
  const decision = Form.useWatch('decision', form);
  const act = useAct(['powers', 'disclosure'], close);
  const { returnsTo, until } = trial;
  const early = today < until;
  return (
    <FormDialog
      title={say(m.title, { name: trial.name })}
      okText={say(m.ok)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} />}
      <Alert type="info" title={say(RUN_WORDS, trial.run)} />
      {early && (
        <Alert
          type="warning"
          showIcon
          title={say(m.early, { day: formatDay(LegalDay.parse(until), lang) })}
        />
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        className="trial-form"
        initialValues={{ from: today }}
        onFinish={({ decision: chosen, reason, earlyReason, from }) =>
          act.mutate({
            path: `/power-versions/${trial.versionId}/trial-decision`,
            body: {
              decision: chosen,
              reason,
              ...(earlyReason !== undefined && { earlyReason }),
              ...(chosen === 'return' && { effectiveFrom: from }),
            },
          })
        }
      >
        <Form.Item name="decision" label={say(m.what)} rules={[{ required: true, message: say(m.need) }]}>
          <Radio.Group
            className="power-radios"
            options={[
              {
                value: 'confirm',
                label: say(m.confirm, { n: trial.n }),
                disabled: trial.standing === 'ahead',
              },
              {
                value: 'return',
                label: returnsTo === null ? say(m.nothing) : say(m.return, { n: returnsTo }),
                disabled: returnsTo === null,
              },
            ]}
          />
        </Form.Item>
        {decision === 'return' && <DayItem name="from" label={say(m.from)} required first={today} />}
        <Form.Item
          name="reason"
          label={say(m.reason)}
          rules={[{ required: true, whitespace: true, message: say(m.need) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        {early && (
          <Form.Item
            name="earlyReason"
            label={say(m.earlyReason)}
            rules={[{ required: true, whitespace: true, message: say(m.need) }]}
          >
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        )}
      </Form>
      <p className="quiet">{say(m.other)}</p>
      <p className="quiet">{say(m.final)}</p>
    </FormDialog>
  );
}
