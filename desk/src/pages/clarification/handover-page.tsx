import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Radio, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { HANDOVER_WORDS, type HandoverDetail } from '#modules/clarification/contract';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { HandoverTag } from './handovers.tsx';
import { CHANGES, handoverQuery } from './queries.ts';
import { SidesTable } from './sides-table.tsx';

const m = messages({
  back: { zh: '厘权', en: 'Clarification' },
  asks: { zh: '{giver}请本机关承接这项职权。', en: '{giver} asks this body to take the power over.' },
  by: { zh: '{post} 于 {at} 征求', en: 'asked by {post} at {at}' },
  answered: { zh: '{post} 于 {at} 答复', en: 'answered by {post} at {at}' },
  item: { zh: '对方现行的事项', en: 'The power as it is in force with them' },
  gone: { zh: '这项职权已经不在对方的清单上。', en: 'The power is not on their list any more.' },
  give: { zh: '答复', en: 'Answer' },
  answer: { zh: '是否承接', en: 'Does this body take it over?' },
  reason: { zh: '意见（不同意的必须写明理由）', en: 'In words (a refusal gives its reason)' },
  final: {
    zh: '答复后不能修改。同意的，对方作出转移决定时，本机关收到一份注明来源的草稿，由本机关补充后按程序公布。',
    en: 'The answer stays as it is. If you agree and they decide the transfer, this body gets a draft that says where it comes from.',
  },
  who: {
    zh: '是否承接由本机关的第一责任人或者分管领导答复，备案、审核岗位不能代答。',
    en: 'Whether this body takes it over is answered by its first responsible person or a leader of the whole body, not by a clerk.',
  },
  draft: {
    zh: '对方已经决定转移：去看本机关收到的草稿',
    en: 'The transfer is decided: see the draft that came to this body',
  },
  need: { zh: '请填写', en: 'Please fill this in' },
});

/** What another body asks this one to take over: the power, why, and the answer. */
export function HandoverPage(): ReactNode {
  const { handoverId } = useParams({ from: '/shell/handovers/$handoverId' });
  return <Await query={useQuery(handoverQuery(handoverId))}>{(one) => <Handover one={one} />}</Await>;
}

function Handover({ one }: { readonly one: HandoverDetail }): ReactNode {
  const { say } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>
        <Link to="/clarification">← {say(m.back)}</Link>
      </p>
      <Typography.Title level={2} className="desk-title">
        {one.power} <HandoverTag state={one.state} />
      </Typography.Title>
      <p>{say(m.asks, { giver: one.giver })}</p>
      <p className="clarify-text">{one.text}</p>
      <p className="quiet">{say(m.by, { post: one.askedPost, at: formatAt(one.askedAt) })}</p>
      {one.answeredAt !== null && (
        <Alert
          type={one.state === 'agreed' ? 'success' : 'warning'}
          showIcon
          title={[say(HANDOVER_WORDS[one.state]), one.reason].filter(Boolean).join('：')}
          description={say(m.answered, { post: one.answeredPost, at: formatAt(one.answeredAt) })}
        />
      )}
      {one.state === 'asked' && !one.mayAnswer && <Alert type="info" showIcon title={say(m.who)} />}
      {one.draftId !== null && (
        <p>
          <Link to="/powers/$versionId" params={{ versionId: one.draftId }}>
            {say(m.draft)}
          </Link>
        </p>
      )}
      {one.mayAnswer && (
        <div className="desk-acts">
          <Button type="primary" onClick={() => setOpen(true)}>
            {say(m.give)}
          </Button>
        </div>
      )}
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.item)}</Typography.Title>
        {one.side === null ? <p>{say(m.gone)}</p> : <SidesTable sides={[one.side]} />}
      </section>
      {open && <AnswerDialog one={one} close={() => setOpen(false)} />}
    </>
  );
}

type Values = { readonly answer: 'agreed' | 'refused'; readonly reason?: string };

function AnswerDialog({ one, close }: { readonly one: HandoverDetail; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const answer = Form.useWatch('answer', form);
  const act = useAct(CHANGES, close);
  const need = { required: true, message: say(m.need) };
  return (
    <FormDialog
      title={`${say(m.give)} · ${one.power}`}
      okText={say(m.give)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <p className="quiet">{say(m.final)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={({ reason = '', ...values }) =>
          act.mutate({ path: `/clarification-handovers/${one.id}/answer`, body: { ...values, reason } })
        }
      >
        <Form.Item name="answer" label={say(m.answer)} rules={[need]}>
          <Radio.Group
            options={(['agreed', 'refused'] as const).map((value) => ({
              value,
              label: say(HANDOVER_WORDS[value]),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say(m.reason)}
          rules={answer === 'refused' ? [{ ...need, whitespace: true }] : []}
        >
          <Input.TextArea rows={4} maxLength={4000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
