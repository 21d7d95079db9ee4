import { Alert, Form, Input, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { EXCUSE_WORDS, TASK_ACT_WORDS, type ACTS, type TaskDetail } from '#modules/campaigns/contract';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { SigningFacts } from '../../lib/signing-facts.tsx';
import { useAct } from '../../lib/use-act.ts';

const m = messages({
  excuse: { zh: '说明迟报或者拒报', en: 'Say why it is late or refused' },
  excuseText: { zh: '书面理由（留存在案）', en: 'Reason in writing (stays on record)' },
  reason: { zh: '理由', en: 'Reason' },
  due: { zh: '重报截止日', en: 'Due again on' },
  dueText: {
    zh: '不填的，为填报截止日；截止日已过的，为五个工作日后。',
    en: 'If left open: the date of the campaign or, after it, five working days from today.',
  },
  successor: { zh: '由哪个处室承接', en: 'Carried over to' },
  successorText: {
    zh: '处室合并的，选承接的处室，已列出的事项一并转过去；撤销、拒报的不选。',
    en: 'Choose the office it was merged into, and what is listed goes along; leave it open where an office was closed or refuses.',
  },
  over: { zh: '{office}在“{campaign}”中的填报', en: 'what {office} files in {campaign}' },
  nil: { zh: '零报告：本处室没有行使任何权力', en: 'a nil return: this office holds no power' },
  leftOut: {
    zh: '其中不列入 {n} 项已公布的职权，它们会全部列为疑似漏项。',
    en: 'It leaves out {n} published powers; each becomes a finding.',
  },
  items: {
    zh: '{n} 项权力，以及每一项现在的全部内容',
    en: '{n} powers and everything each of them says now',
  },
  sure: {
    zh: '签字覆盖这份填报现在的全部内容；之后有任何变更，签字失效。',
    en: 'Your name covers everything the return says now; any later change voids it.',
  },
  changed: {
    zh: '您打开之后，这份填报有修改。请关闭，看过现在的内容再签。',
    en: 'The return has changed since you opened this. Close it, read what it says now, then sign.',
  },
  record: { zh: '记录', en: 'Record' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

export type Act = (typeof ACTS)[number];

/** One act on a return, over what its page shows: what is signed is said, a return names its reason and its new date. */
export function ActDialog({
  task,
  act,
  close,
}: {
  readonly task: TaskDetail;
  readonly act: Act;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{
    readonly reason?: string;
    readonly due?: string;
    readonly successorOfficeId?: string;
  }>();
  const send = useAct(['campaigns'], close);
  const asks = act === 'return' || act === 'release';
  // A name is put under what the page showed when this was opened, not under what has come since.
  const [seen] = useState(task.digest);
  const leftOut = task.open.filter(({ published }) => published).length;
  const changed = !asks && task.digest !== seen;
  return (
    <FormDialog
      title={`${say(TASK_ACT_WORDS[act])} · ${task.office}`}
      okText={say(TASK_ACT_WORDS[act])}
      form={form}
      close={close}
      disabled={changed}
      pending={send.isPending}
    >
      {send.error && <Failure error={send.error} form={form} />}
      {changed && <Alert type="warning" showIcon role="alert" title={say(m.changed)} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason = '', due, successorOfficeId }) =>
          send.mutate({
            path: `/campaign-tasks/${task.id}/acts`,
            body: {
              act,
              digest: asks ? task.digest : seen,
              reason,
              successorOfficeId,
              due,
            },
          })
        }
      >
        {asks ? (
          <>
            <Form.Item
              name="reason"
              label={say(m.reason)}
              rules={[{ required: true, whitespace: true, message: say(m.need) }]}
            >
              <Input.TextArea rows={3} maxLength={2000} />
            </Form.Item>
            {act === 'return' ? (
              <DayItem name="due" label={say(m.due)} extra={say(m.dueText)} />
            ) : (
              <Form.Item name="successorOfficeId" label={say(m.successor)} extra={say(m.successorText)}>
                <Select
                  aria-label={say(m.successor)}
                  allowClear
                  options={task.successors.map(({ officeId, name }) => ({ value: officeId, label: name }))}
                />
              </Form.Item>
            )}
          </>
        ) : (
          <>
            <SigningFacts
              over={say(m.over, { office: task.office, campaign: task.campaignName })}
              covers={task.nil ? say(m.nil) : say(m.items, { n: task.listed.length })}
              digest={seen}
              sure={say(m.sure)}
            />
            {leftOut > 0 && <p className="review-missing">{say(m.leftOut, { n: leftOut })}</p>}
          </>
        )}
      </Form>
    </FormDialog>
  );
}

/** Why an office is late, or refuses, in its own words; it stays on record. */
export function ExcuseDialog({ taskId, close }: { readonly taskId: string; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly kind: string; readonly reason: string }>();
  const send = useAct(['campaigns'], close);
  return (
    <FormDialog
      title={say(m.excuse)}
      okText={say(m.record)}
      form={form}
      close={close}
      pending={send.isPending}
    >
      {send.error && <Failure error={send.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: 'late' }}
        onFinish={(body) => send.mutate({ path: `/campaign-tasks/${taskId}/excuses`, body })}
      >
        <Form.Item name="kind">
          <Radio.Group
            options={(['late', 'refused'] as const).map((one) => ({
              value: one,
              label: say(EXCUSE_WORDS[one]),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say(m.excuseText)}
          rules={[{ required: true, whitespace: true, min: 2, message: say(m.need) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
