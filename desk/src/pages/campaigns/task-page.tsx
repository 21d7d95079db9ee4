import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Modal, Radio, Tag, Timeline, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ACTS, TaskDetail } from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { taskQuery } from './queries.ts';
import { ReturnForm } from './return-form.tsx';
import { EXCUSE_WORDS, TASK_ACT_WORDS, TASK_STATE_WORDS } from './words.ts';

const m = messages({
  due: { zh: '填报截止 {day}', en: 'due {day}' },
  changed: {
    zh: '签字之后内容有变更，原来的签字已失效，请处长重新签字。',
    en: 'Something changed after it was signed: the signature is void, sign again.',
  },
  history: { zh: '签字和审核', en: 'Signatures and review' },
  void: { zh: '（已失效）', en: '(void)' },
  none: { zh: '还没有人签字。', en: 'Nobody has signed yet.' },
  excuse: { zh: '说明迟报或者拒报', en: 'Say why it is late or refused' },
  excuseText: { zh: '书面理由（留存在案）', en: 'Reason in writing (stays on record)' },
  reason: { zh: '理由', en: 'Reason' },
  sure: {
    zh: '签字覆盖这份填报现在的全部内容；之后有任何变更，签字失效。',
    en: 'Your name covers everything the return says now; any later change voids it.',
  },
  record: { zh: '记录', en: 'Record' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

type Act = (typeof ACTS)[number];

export function TaskPage(): ReactNode {
  const { taskId } = useParams({ from: '/shell/campaigns/tasks/$taskId' });
  const query = useQuery(taskQuery(taskId));
  return <Await query={query}>{(data) => <Task key={data.id} task={data} />}</Await>;
}

function Task({ task }: { readonly task: TaskDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const [dialog, setDialog] = useState<Act | 'excuse' | undefined>();
  return (
    <>
      <Link to="/campaigns/$campaignId" params={{ campaignId: task.campaignId }}>
        ← {task.campaignName}
      </Link>
      <Typography.Title level={2} className="desk-title">
        {task.office} <Tag>{say(TASK_STATE_WORDS[task.state])}</Tag>
      </Typography.Title>
      <p className="quiet">{say(m.due, { day: formatDay(LegalDay.parse(task.deadline), lang) })}</p>
      {task.state === 'changed' && <Alert type="warning" showIcon title={say(m.changed)} />}
      {task.excuses.map((one) => (
        <Alert
          key={one.at}
          type="warning"
          showIcon
          title={`${say(EXCUSE_WORDS[one.kind])}：${one.reason}`}
          description={`${one.person} ${formatAt(one.at)}`}
        />
      ))}
      <ReturnForm key={task.rowVersion} task={task} />
      <div className="desk-acts">
        {task.acts.map((act) => (
          <Button
            key={act}
            type={act === 'sign' || act === 'countersign' || act === 'pass' ? 'primary' : 'default'}
            onClick={() => setDialog(act)}
          >
            {say(TASK_ACT_WORDS[act])}
          </Button>
        ))}
        {task.mayExcuse && <Button onClick={() => setDialog('excuse')}>{say(m.excuse)}</Button>}
      </div>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.history)}</Typography.Title>
        {task.history.length === 0 ? (
          <p className="quiet">{say(m.none)}</p>
        ) : (
          <Timeline
            items={task.history.map((one) => ({
              key: one.at + one.act,
              color: one.act === 'return' ? 'red' : one.holds ? 'green' : 'gray',
              content: (
                <>
                  {say(TASK_ACT_WORDS[one.act])} · {[one.post, one.person].filter(Boolean).join(' · ')}
                  {!one.holds && (one.act === 'sign' || one.act === 'countersign') && (
                    <span className="quiet">{say(m.void)}</span>
                  )}
                  <div className="quiet">{formatAt(one.at)}</div>
                  {one.reason}
                </>
              ),
            }))}
          />
        )}
      </section>
      {dialog === 'excuse' && <ExcuseDialog taskId={task.id} close={() => setDialog(undefined)} />}
      {dialog !== undefined && dialog !== 'excuse' && (
        <ActDialog task={task} act={dialog} close={() => setDialog(undefined)} />
      )}
    </>
  );
}

function ActDialog({
  task,
  act,
  close,
}: {
  readonly task: TaskDetail;
  readonly act: Act;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly reason?: string }>();
  const send = useAct(['campaigns'], close);
  const asks = act === 'return' || act === 'release';
  return (
    <Modal
      open
      title={`${say(TASK_ACT_WORDS[act])} · ${task.office}`}
      okText={say(TASK_ACT_WORDS[act])}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={send.isPending}
      destroyOnHidden
    >
      {send.error && <Failure error={send.error} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason = '' }) =>
          send.mutate({ path: `/campaign-tasks/${task.id}/acts`, body: { act, digest: task.digest, reason } })
        }
      >
        {asks ? (
          <Form.Item name="reason" label={say(m.reason)} rules={[{ required: true, message: say(m.need) }]}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        ) : (
          <p>{say(m.sure)}</p>
        )}
      </Form>
    </Modal>
  );
}

function ExcuseDialog({ taskId, close }: { readonly taskId: string; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly kind: string; readonly reason: string }>();
  const send = useAct(['campaigns'], close);
  return (
    <Modal
      open
      title={say(m.excuse)}
      okText={say(m.record)}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={send.isPending}
      destroyOnHidden
    >
      {send.error && <Failure error={send.error} />}
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
          rules={[{ required: true, min: 2, message: say(m.need) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
