import { Alert, Form, Input, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { DECISION_WORDS, DECISIONS, type FindingDetail } from '#modules/clarification/contract';
import { messages, type Message } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

type Decision = (typeof DECISIONS)[number];

const m = messages({
  title: { zh: '决定怎么处理', en: 'Decide' },
  decision: { zh: '处理', en: 'Decision' },
  reason: { zh: '理由', en: 'Reason' },
  basis: { zh: '调整依据', en: 'Basis of the adjustment' },
  stays: { zh: '保留哪一个', en: 'Which one stays' },
  where: { zh: '转到哪里', en: 'Where it goes' },
  office: { zh: '本机关的处室', en: 'An office of this body' },
  agency: { zh: '本平台的其他机关', en: 'Another body on this platform' },
  outside: { zh: '平台以外的机关', en: 'A body that is not on this platform' },
  receiver: { zh: '接收的机关', en: 'Receiving body' },
  agreed: { zh: '只列出已经同意承接的机关', en: 'Those that have agreed to take it over' },
  askFirst: {
    zh: '转给本平台的其他机关，要先征求它的意见（关闭本窗口，点“征求接收机关意见”）。',
    en: 'A body on this platform is asked first: close this and choose “Ask a receiving body”.',
  },
  discussFirst: {
    zh: '还没有讨论记录，不能这样决定：请先关闭本窗口，点“记录一次讨论”。',
    en: 'No discussion is on record, so this cannot be decided yet: close this and choose “Put a discussion on record” first.',
  },
  save: { zh: '决定', en: 'Decide' },
  changed: {
    zh: '您打开之后，这一条有变化。请关闭，看过现在的内容再决定。',
    en: 'The finding has changed since you opened this. Close it, read what it says now, then decide.',
  },
  need: { zh: '请填写', en: 'Please fill this in' },
});
const HINTS: Record<Decision, Message> = messages({
  strengthen: { zh: '形成一份调整草稿，由处室补充内容。', en: 'Begins a draft that the office fills in.' },
  'cut-links': {
    zh: '形成一份调整草稿，由处室精简流程、材料、时限。',
    en: 'Begins a draft in which the office cuts steps, materials or time.',
  },
  merge: {
    zh: '一项取消并注明并入哪一项，另一项注明并入了什么；两份草稿一起形成。',
    en: 'One ends and says where it went, the other says what joined it; both drafts begin together.',
  },
  transfer: {
    zh: '本机关注明转给谁；接收机关在本平台的，要先征得它同意，决定时它收到一份注明来源的草稿。',
    en: 'This body says where it goes; a receiving body on this platform agrees first, and gets a draft that says where from.',
  },
  cancel: { zh: '形成一份取消的草稿。', en: 'Begins a draft that ends the power.' },
  keep: { zh: '不作调整，同样的疑问不再提出。', en: 'Nothing is adjusted and the same is not asked again.' },
});

/** What the server asks a discussion for first. */
const DISCUSSED = { merge: true, transfer: true, cancel: true };

type Values = {
  readonly decision: Decision;
  readonly reason: string;
  readonly basis?: string;
  readonly survivorId?: string;
  readonly where?: 'office' | 'agency' | 'outside';
  readonly officeId?: string;
  readonly receiverId?: string;
  readonly receiver?: string;
};

/** Decides a finding; what a decision begins is said before it is made. */
export function DecideDialog({
  finding,
  close,
}: {
  readonly finding: FindingDetail;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const act = useAct(CHANGES, close);
  const undiscussed = finding.notes.length === 0;
  const decision = Form.useWatch('decision', form);
  const where = Form.useWatch('where', form);
  const need = [{ required: true, message: say(m.need) }];
  const choices = DECISIONS.filter((one) => one !== 'merge' || finding.ownPair);
  const agreed = finding.receivers.filter(
    ({ id }) => finding.handovers.find(({ receiverId }) => receiverId === id)?.state === 'agreed',
  );
  // What is decided is what the page showed when this was opened.
  const [seen] = useState(finding.rowVersion);
  const changed = finding.rowVersion !== seen;
  const named = (all: readonly { readonly id: string; readonly name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      title={say(m.title)}
      okText={say(m.save)}
      form={form}
      close={close}
      pending={act.isPending}
      disabled={changed}
    >
      {act.error && <Failure error={act.error} form={form} />}
      {changed && <Alert type="warning" showIcon role="alert" title={say(m.changed)} />}
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={({ where: _, ...body }) =>
          act.mutate({
            path: `/clarification-findings/${finding.id}/decision`,
            body,
            ifMatch: seen,
          })
        }
      >
        <Form.Item name="decision" label={say(m.decision)} rules={need}>
          <Radio.Group
            vertical
            options={choices.map((one) => ({
              value: one,
              disabled: one in DISCUSSED && undiscussed,
              label: (
                <>
                  {say(DECISION_WORDS[one])}
                  <div className="quiet">{say(HINTS[one])}</div>
                  {one in DISCUSSED && undiscussed && (
                    <div className="review-missing">{say(m.discussFirst)}</div>
                  )}
                </>
              ),
            }))}
          />
        </Form.Item>
        {decision === 'merge' && (
          <Form.Item name="survivorId" label={say(m.stays)} rules={need}>
            <Radio.Group
              options={finding.sides.map(({ powerId, name, office }) => ({
                value: powerId,
                label: office === '' ? name : `${name}（${office}）`,
              }))}
            />
          </Form.Item>
        )}
        {decision === 'transfer' && (
          <Form.Item
            name="where"
            label={say(m.where)}
            rules={need}
            extra={finding.receivers.length > 0 && agreed.length === 0 ? say(m.askFirst) : undefined}
          >
            <Radio.Group
              options={[
                { value: 'office', label: say(m.office) },
                ...(finding.receivers.length > 0
                  ? [{ value: 'agency', label: say(m.agency), disabled: agreed.length === 0 }]
                  : []),
                { value: 'outside', label: say(m.outside) },
              ]}
            />
          </Form.Item>
        )}
        {decision === 'transfer' && where === 'office' && (
          <Form.Item name="officeId" label={say(m.office)} rules={need}>
            <Select aria-label={say(m.office)} options={named(finding.offices)} />
          </Form.Item>
        )}
        {decision === 'transfer' && where === 'agency' && (
          <Form.Item name="receiverId" label={say(m.receiver)} extra={say(m.agreed)} rules={need}>
            <Select
              aria-label={say(m.receiver)}
              showSearch={{ optionFilterProp: 'label' }}
              options={named(agreed)}
            />
          </Form.Item>
        )}
        {decision === 'transfer' && where === 'outside' && (
          <Form.Item name="receiver" label={say(m.receiver)} rules={need}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item name="reason" label={say(m.reason)} rules={need}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
        {decision !== undefined && decision !== 'keep' && (
          <Form.Item name="basis" label={say(m.basis)} rules={need}>
            <Input.TextArea rows={2} maxLength={1000} />
          </Form.Item>
        )}
      </Form>
    </FormDialog>
  );
}
