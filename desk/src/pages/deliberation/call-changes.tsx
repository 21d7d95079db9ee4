import { Alert, Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { MeetingDetail } from '#modules/deliberation/contract';
import { formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  moved: {
    zh: '会议改期：原定{day}在{place}召开',
    en: 'The meeting was moved; it was called for {day}, {place}',
  },
  cancelled: {
    zh: '会议取消：原定{day}在{place}召开',
    en: 'The meeting was called off; it was called for {day}, {place}',
  },
  reason: { zh: '原因：{reason}', en: 'Why: {reason}' },
  move: { zh: '改期', en: 'Move it' },
  moveTitle: { zh: '改期或者换地点', en: 'Move the meeting to another day or place' },
  moveHint: {
    zh: '议题跟着会议走；成员在首页和本页看到原定的时间、地点和改期的原因。',
    en: 'The agenda goes with it. Members see on their home page and here when it was called for, and why it was moved.',
  },
  cancel: { zh: '取消会议', en: 'Call it off' },
  cancelHint: {
    zh: '会议取消后不能恢复。{n} 项议题退回，可以列入别的会议；成员在首页和本页看到原因。',
    en: 'A meeting that is called off stays so. {n} items go back and may be tabled in another; members see why on their home page and here.',
  },
  on: { zh: '新的日期', en: 'New day' },
  place: { zh: '地点', en: 'Place' },
  whyMove: { zh: '改期的原因', en: 'Why it is moved' },
  whyCancel: { zh: '取消的原因', en: 'Why it is called off' },
  need: { zh: '请填写', en: 'Please fill this in' },
  keep: { zh: '不取消', en: 'Keep it' },
});

/** When and why a called meeting was moved or called off. */
export function CallChanges({ changes }: Pick<MeetingDetail, 'changes'>): ReactNode {
  const { say, lang } = useLanguage();
  return changes.map(({ kind, heldOn, place, reason, by, at }) => (
    <Alert
      key={at}
      type={kind === 'cancelled' ? 'warning' : 'info'}
      showIcon
      title={say(m[kind], { day: formatDay(heldOn, lang), place })}
      description={
        <>
          <div>{say(m.reason, { reason })}</div>
          <div className="quiet">{[by, formatAt(at)].filter((one) => one !== null).join(' · ')}</div>
        </>
      }
    />
  ));
}

/** Moves a called meeting, or calls it off. */
export function CallActs({ meeting }: { readonly meeting: MeetingDetail }): ReactNode {
  const { say } = useLanguage();
  const [cancelling, setCancelling] = useState(false);
  return (
    <>
      <MoveButton meeting={meeting} />
      <Button danger onClick={() => setCancelling(true)}>
        {say(m.cancel)}
      </Button>
      {cancelling && <CancelDialog meeting={meeting} close={() => setCancelling(false)} />}
    </>
  );
}

export function MoveButton({ meeting }: { readonly meeting: MeetingDetail }): ReactNode {
  const { say } = useLanguage();
  const [moving, setMoving] = useState(false);
  return (
    <>
      <Button onClick={() => setMoving(true)}>{say(m.move)}</Button>
      {moving && <MoveDialog meeting={meeting} close={() => setMoving(false)} />}
    </>
  );
}

type Props = { readonly meeting: MeetingDetail; close(): void };

function MoveDialog({ meeting, close }: Props): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{
    readonly heldOn: string;
    readonly place: string;
    readonly reason: string;
  }>();
  const [ifMatch] = useState(meeting.rowVersion);
  const act = useAct(CHANGES, close);
  const need = [{ required: true, message: say(m.need) }];
  return (
    <FormDialog
      title={say(m.moveTitle)}
      okText={say(m.move)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <p className="quiet">{say(m.moveHint)}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ heldOn: meeting.heldOn, place: meeting.place }}
        onFinish={(body) =>
          act.mutate({ path: `/meetings/${meeting.id}/call`, method: 'PUT', ifMatch, body })
        }
      >
        <DayItem name="heldOn" label={say(m.on)} required />
        <Form.Item name="place" label={say(m.place)} rules={need}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="reason" label={say(m.whyMove)} rules={need}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}

function CancelDialog({ meeting, close }: Props): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const [ifMatch] = useState(meeting.rowVersion);
  const act = useAct(CHANGES, close);
  return (
    <FormDialog
      title={say(m.cancel)}
      okText={say(m.cancel)}
      closeText={say(m.keep)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <p className="quiet">
        {say(m.cancelHint, { n: meeting.items.filter(({ state }) => state === 'tabled').length })}
      </p>
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => act.mutate({ path: `/meetings/${meeting.id}/cancellation`, ifMatch, body })}
      >
        <Form.Item name="reason" label={say(m.whyCancel)} rules={[{ required: true, message: say(m.need) }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
