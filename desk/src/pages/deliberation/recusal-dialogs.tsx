import { Alert, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { ItemView, MeetingDetail } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { presiding } from './presiding.ts';
import { CHANGES } from './queries.ts';
import { PRESIDING_WORDS } from './words.ts';

const m = messages({
  recusal: { zh: '回避', en: 'Withdrawal' },
  hint: {
    zh: '回避的人对本议题不发言、不表决，也看不到讨论情况，不计入法定人数。登记有误的，表决或者缓议前由记录人撤回，两次登记都留在记录里。',
    en: 'Who withdraws neither speaks nor votes on this item, does not read its discussion, and counts to no quorum. If it was entered by mistake, who keeps the record takes it back before the item is settled; both entries stay.',
  },
  who: { zh: '谁', en: 'Who' },
  reason: { zh: '理由', en: 'Reason' },
  save: { zh: '记录', en: 'Record' },
  need: { zh: '请填写', en: 'Please fill this in' },
  takeBack: { zh: '撤回{name}的回避登记', en: 'Take back the withdrawal of {name}' },
  takeBackHint: {
    zh: '只用于登记有误。撤回后{name}可以发言、表决，也能看到回避期间的讨论；登记和撤回都留在记录和纪要里。',
    en: 'For what was entered by mistake. {name} may then speak and vote, and read what was said meanwhile; both entries stay in record and minutes.',
  },
  why: { zh: '为什么撤回', en: 'Why it is taken back' },
  confirm: { zh: '撤回登记', en: 'Take it back' },
});

type Props = { readonly item: ItemView; close(): void };

/** A member withdraws from an item: who is there, or before the meeting everybody who may come. */
export function RecusalDialog({
  item,
  meeting,
  me,
  close,
}: Props & { readonly meeting: MeetingDetail; readonly me: string }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly personId: string; readonly reason: string }>();
  const act = useAct(CHANGES, close);
  const need = [{ required: true, whitespace: true, message: say(m.need) }];
  const chosen = Form.useWatch('personId', form);
  const gone = new Set(item.recused.map(({ personId }) => personId));
  const spoke = (personId: string): boolean =>
    item.opinions?.some(({ by }) => by?.personId === personId) === true;
  const follows =
    chosen === meeting.body.chairId
      ? presiding(meeting, { ...item, recused: [{ personId: chosen, name: '', reason: '' }] })
      : undefined;
  return (
    <FormDialog
      title={`${say(m.recusal)} · ${item.title}`}
      okText={say(m.save)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={meeting.mayKeep ? {} : { personId: me }}
        onFinish={(body) => act.mutate({ path: `/agenda-items/${item.id}/recusals`, body })}
      >
        <p className="quiet">{say(m.hint)}</p>
        <Form.Item name="personId" label={say(m.who)} rules={need} hidden={!meeting.mayKeep}>
          <Select
            aria-label={say(m.who)}
            options={meeting.attendance
              .filter(
                ({ personId, present }) => !gone.has(personId) && (present !== false || spoke(personId)),
              )
              .map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        </Form.Item>
        {follows !== undefined && follows !== 'chair-away' && (
          <Alert type="warning" showIcon title={say(PRESIDING_WORDS[follows])} />
        )}
        <Form.Item name="reason" label={say(m.reason)} rules={need}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}

/** Takes back a withdrawal that was entered by mistake. */
export function TakeBackDialog({
  item,
  person: { personId, name },
  close,
}: Props & { readonly person: { readonly personId: string; readonly name: string } }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const act = useAct(CHANGES, close);
  return (
    <FormDialog
      title={say(m.takeBack, { name })}
      okText={say(m.confirm)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <p className="quiet">{say(m.takeBackHint, { name })}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) =>
          act.mutate({ path: `/agenda-items/${item.id}/recusals/${personId}/taking-back`, body })
        }
      >
        <Form.Item
          name="reason"
          label={say(m.why)}
          rules={[{ required: true, whitespace: true, message: say(m.need) }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
