import { Form, Input, InputNumber, Radio, Select, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { STANCES, type ItemView, type MeetingDetail } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { CHANGES } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';
import { STANCE_WORDS } from './words.ts';

const m = messages({
  opinion: { zh: '发言', en: 'Opinion' },
  who: { zh: '谁', en: 'Who' },
  stance: { zh: '立场', en: 'Stance' },
  text: { zh: '意见（如实记录，之后不能更改）', en: 'What was said (recorded for good)' },
  decide: { zh: '表决结果', en: 'Result' },
  resolution: { zh: '决议内容', en: 'Text of the resolution' },
  for: { zh: '赞成票', en: 'For' },
  against: { zh: '反对票', en: 'Against' },
  abstain: { zh: '弃权票', en: 'Abstained' },
  headAdopts: { zh: '首长的决定', en: 'The head decides' },
  adopt: { zh: '同意', en: 'to adopt' },
  reject: { zh: '不同意', en: 'not to adopt' },
  headReason: {
    zh: '与多数人意见不一致时的理由',
    en: 'Reason, when against the majority',
  },
  tally: {
    zh: '赞成 {for}，反对 {against}，弃权 {abstain}。',
    en: '{for} for, {against} against, {abstain} abstained.',
  },
  byHead: { zh: '由首长决定：{name}{stance}。', en: 'The head decides: {name} is {stance}.' },
  save: { zh: '记录', en: 'Record' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

type Props = { readonly item: ItemView; readonly meeting: MeetingDetail; close(): void };

function Frame({
  title,
  form,
  act,
  close,
  children,
}: {
  readonly title: string;
  readonly form: FormInstance;
  readonly act: ReturnType<typeof useAct>;
  readonly children: ReactNode;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  return (
    <FormDialog title={title} okText={say(m.save)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      {children}
    </FormDialog>
  );
}

/** What a member says: the keeper of the record enters it for whoever speaks, a member for themselves. */
export function OpinionDialog({ item, meeting, me, close }: Props & { readonly me: string }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm();
  const act = useAct(CHANGES, close);
  const need = [{ required: true, message: say(m.need) }];
  const speakers = meeting.mayKeep ? item.next : item.next.filter(({ personId }) => personId === me);
  return (
    <Frame title={`${say(m.opinion)} · ${item.title}`} form={form} act={act} close={close}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ personId: speakers[0]?.personId }}
        onFinish={({ personId, stance = null, text }) =>
          act.mutate({ path: `/agenda-items/${item.id}/opinions`, body: { personId, stance, text } })
        }
      >
        <Form.Item name="personId" label={say(m.who)} rules={need}>
          <Select
            aria-label={say(m.who)}
            options={speakers.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        </Form.Item>
        {item.ballot !== 'secret' && (
          <Form.Item name="stance" label={say(m.stance)} rules={need}>
            <Radio.Group options={STANCES.map((one) => ({ value: one, label: say(STANCE_WORDS[one]) }))} />
          </Form.Item>
        )}
        <Form.Item name="text" label={say(m.text)} rules={need}>
          <Input.TextArea rows={4} maxLength={4000} showCount />
        </Form.Item>
      </Form>
    </Frame>
  );
}

/** What an open ballot has come to, read out before it is recorded. */
function Tally({ item, meeting }: Omit<Props, 'close'>): ReactNode {
  const { say } = useLanguage();
  const opinions = item.opinions ?? [];
  const of = (stance: (typeof STANCES)[number]): number =>
    opinions.filter((one) => one.stance === stance).length;
  const head =
    meeting.body.decides === 'head'
      ? opinions.find(({ by }) => by?.personId === meeting.body.chairId)
      : undefined;
  return (
    <p>
      {say(m.tally, { for: of('for'), against: of('against'), abstain: of('abstain') })}
      {head?.by &&
        head.stance &&
        say(m.byHead, { name: head.by.name, stance: say(STANCE_WORDS[head.stance]) })}
    </p>
  );
}

export function DecideDialog({ item, meeting, close }: Props): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm();
  const act = useAct(CHANGES, close);
  const need = [{ required: true, message: say(m.need) }];
  const secret = item.ballot === 'secret';
  const byHead = meeting.body.decides === 'head';
  return (
    <Frame title={`${say(m.decide)} · ${item.title}`} form={form} act={act} close={close}>
      {!secret && <Tally item={item} meeting={meeting} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ counts = null, headAdopts = false, headReason = '', text }) =>
          act.mutate({
            path: `/agenda-items/${item.id}/decision`,
            body: { counts, headAdopts, headReason, text },
          })
        }
      >
        {secret && (
          <div className="desk-fields">
            {STANCES.map((one) => (
              <Form.Item key={one} name={['counts', one]} label={say(m[one])} rules={need} initialValue={0}>
                <InputNumber min={0} max={60} precision={0} />
              </Form.Item>
            ))}
          </div>
        )}
        {secret && byHead && (
          <Form.Item name="headAdopts" label={say(m.headAdopts)} rules={need}>
            <Radio.Group
              options={[
                { value: true, label: say(m.adopt) },
                { value: false, label: say(m.reject) },
              ]}
            />
          </Form.Item>
        )}
        {byHead && (
          <Form.Item name="headReason" label={say(m.headReason)}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
        )}
        <Form.Item name="text" label={say(m.resolution)} rules={need}>
          <Input.TextArea rows={4} maxLength={4000} showCount />
        </Form.Item>
      </Form>
    </Frame>
  );
}
