import { Checkbox, Form, Input, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { EnrolmentCard, RECIPIENT_KIND_WORDS } from '#modules/filing/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { FileButton } from './file-button.tsx';

const m = messages({
  above: { zh: '登记接收机关', en: 'Enrol a recipient' },
  below: { zh: '登记报送机关', en: 'Enrol a sender' },
  card: { zh: '对方的登记卡', en: 'Their card' },
  cardText: {
    zh: '请对方在自己的备案报送页下载登记卡，在这里选择那个文件，或者把内容贴在上面。下面会列出密钥，打电话请对方打开登记卡逐组核对，一致了才登记。',
    en: 'They download the card on their own filing page; choose that file here, or paste what it says. The keys then stand below: compare them group by group by telephone before you enrol.',
  },
  file: { zh: '选择登记卡文件', en: 'Choose the card' },
  invalid: { zh: '这不是登记卡的内容。', en: 'This is no card.' },
  kind: { zh: '接收机关是', en: 'The recipient is' },
  http: { zh: '通过网络报送（不勾选的，用文件报送）', en: 'File over the network (else by file)' },
  found: { zh: '登记的是 {name}，地址 {url}', en: 'This is {name} at {url}' },
  keys: { zh: '请核对的密钥', en: 'Keys to compare' },
});

type Values = {
  readonly card: string;
  readonly kind: 'government-office' | 'line-department';
  readonly http: boolean;
};

/** Enrols the other side by its card; what is about to be trusted is shown before it is. */
export function EnrolDialog({ side, close }: { readonly side: 'above' | 'below'; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const [card, setCard] = useState<EnrolmentCard>();
  const act = useAct(['filing'], close);
  const send = ({ kind, http }: Values): void => {
    if (card === undefined) return;
    act.mutate(
      side === 'above'
        ? { path: '/filing-recipients', body: { card, kind, http } }
        : { path: '/filing-senders', body: { card } },
    );
  };
  return (
    <FormDialog
      title={say(m[side])}
      okText={say(m[side])}
      disabled={card === undefined}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'government-office', http: true }}
        onValuesChange={(_, { card: text }) => setCard(readCard(text))}
        onFinish={send}
      >
        <FileButton
          label={say(m.file)}
          accept=".json"
          onText={(text) => {
            const read = readCard(text);
            setCard(read);
            form.setFields([{ name: 'card', value: text, errors: read ? [] : [say(m.invalid)] }]);
          }}
        />
        <Form.Item
          name="card"
          label={say(m.card)}
          extra={say(m.cardText)}
          rules={[
            {
              validator: (_, text: string) =>
                readCard(text) ? Promise.resolve() : Promise.reject(new Error(say(m.invalid))),
            },
          ]}
        >
          <Input.TextArea rows={5} maxLength={5_000} />
        </Form.Item>
        {card && (
          <dl className="campaign-covers">
            <dt>{say(m.found, { name: card.agency.name, url: card.url })}</dt>
            <dt>{say(m.keys)}</dt>
            {[
              side === 'above' ? card.keys.receipt : card.keys.filing,
              ...(side === 'below' ? [card.keys.log] : []),
            ].map((key) => (
              <dd key={key}>
                <code>{inGroups(key)}</code>
              </dd>
            ))}
          </dl>
        )}
        {side === 'above' && (
          <>
            <Form.Item name="kind" label={say(m.kind)}>
              <Radio.Group
                options={(['government-office', 'line-department'] as const).map((value) => ({
                  value,
                  label: say(RECIPIENT_KIND_WORDS[value]),
                }))}
              />
            </Form.Item>
            <Form.Item name="http" valuePropName="checked">
              <Checkbox>{say(m.http)}</Checkbox>
            </Form.Item>
          </>
        )}
      </Form>
    </FormDialog>
  );
}

/** A key as it is read aloud: its name, then what distinguishes it in groups of four. */
function inGroups(key: string): string {
  const [name = '', ...rest] = key.split('+');
  const groups = rest.join('+').match(/.{1,4}/gu) ?? [];
  return [name, ...groups].join(' ');
}

function readCard(text: string | undefined): EnrolmentCard | undefined {
  try {
    return EnrolmentCard.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
