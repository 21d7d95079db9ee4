import { Alert, Button, Form, Input, Typography } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import type { MinutesView } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { useAct } from '../../lib/use-act.ts';
import { MinutesItem } from './minutes-item.tsx';
import { keepWords, leftAfter, wordsBefore, type KeptWords, type TypedWords } from './minutes-words.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  lead: {
    zh: '事实取自会议记录，不能改；可以改的是每项议题的文字和结尾。',
    en: 'The facts come from the record and are not changed; what you word is the text of each item and the end.',
  },
  secret: {
    zh: '无记名投票的议题只留票数，写明谁怎样表决的文字不能保存。',
    en: 'A secret ballot leaves counts only: words that say who voted how are not saved.',
  },
  text: { zh: '第 {n} 项的纪要文字', en: 'Text of item {n}' },
  closing: { zh: '结尾（落实分工等，可以不写）', en: 'The end (who carries out what; optional)' },
  save: { zh: '保存文字', en: 'Save' },
  unsaved: { zh: '有修改还没有保存。', en: 'Changes are not saved yet.' },
  moved: {
    zh: '您修改的时候，别人保存了新的文字。您写的还在下面。',
    en: 'Somebody saved other words while you were writing. What you wrote is still below.',
  },
  newer: { zh: '别人保存了新的文字。', en: 'Somebody saved other words.' },
  theirs: { zh: '改用新的文字', en: 'Take theirs' },
  mine: { zh: '以我写的为准', en: 'Keep mine' },
});

type Props = {
  readonly view: MinutesView;
  /** What stands below the form; it is told whether something on the form is not what is kept. */
  readonly children: (unsaved: boolean) => ReactNode;
};

/** The words of unsigned minutes, item by item beside the facts. What is typed stays in the window until it is saved. */
export function MinutesForm({ view, children }: Props): ReactNode {
  const { say } = useLanguage();
  const { meetingId, items } = view.minutes;
  const key = { personId: useMe().personId, meetingId };
  const [form] = Form.useForm<TypedWords>();
  const [kept] = useState(() => wordsBefore(key));
  const [base, setBase] = useState(kept?.rowVersion ?? view.rowVersion);
  const [dirty, setDirty] = useState(kept !== undefined);
  const sent = useRef<KeptWords>(undefined);
  const settle = (left?: KeptWords): void => {
    keepWords(key, left);
    setDirty(left !== undefined);
  };
  const act = useAct(CHANGES, () => {
    if (sent.current === undefined) return;
    setBase(sent.current.rowVersion + 1);
    settle(leftAfter(sent.current, wordsBefore(key)));
  });
  const moved = view.rowVersion > base && !act.isPending;
  const rebase = (take: boolean): void => {
    setBase(view.rowVersion);
    act.reset();
    if (take) {
      form.setFieldsValue(wordsOf(view));
      settle();
    } else keepWords(key, { rowVersion: view.rowVersion, words: form.getFieldsValue() });
  };
  return (
    <>
      <Form<TypedWords>
        form={form}
        layout="vertical"
        initialValues={kept?.words ?? wordsOf(view)}
        onValuesChange={(_, words) => {
          setDirty(true);
          keepWords(key, { rowVersion: base, words });
        }}
        onFinish={(words) => {
          sent.current = { rowVersion: base, words };
          act.mutate({
            path: `/meetings/${meetingId}/minutes`,
            method: 'PUT',
            ifMatch: base,
            body: {
              items: items.map(({ id }) => ({ itemId: id, text: words.items[id] ?? '' })),
              closing: words.closing,
            },
          });
        }}
      >
        <p className="quiet import-lead">
          {say(m.lead)}
          {items.some(({ ballot }) => ballot === 'secret') && say(m.secret)}
        </p>
        <ol className="meeting-agenda">
          {items.map((item) => (
            <li key={item.id}>
              <MinutesItem
                item={item}
                signed={false}
                saysVoters={view.minutes.attendanceChanges.length > 0}
                words={
                  <Form.Item name={['items', item.id]} label={say(m.text, { n: item.position })}>
                    <Input.TextArea rows={6} maxLength={8_000} />
                  </Form.Item>
                }
              />
            </li>
          ))}
        </ol>
        <Typography.Title level={4}>
          <label htmlFor="closing">{say(m.closing)}</label>
        </Typography.Title>
        <Form.Item name="closing">
          <Input.TextArea rows={6} maxLength={8_000} />
        </Form.Item>
        {moved && (
          <Alert
            type="warning"
            showIcon
            title={say(dirty ? m.moved : m.newer)}
            action={
              <>
                <Button size="small" onClick={() => rebase(true)}>
                  {say(m.theirs)}
                </Button>
                {dirty && (
                  <Button size="small" onClick={() => rebase(false)}>
                    {say(m.mine)}
                  </Button>
                )}
              </>
            }
          />
        )}
        {act.error && !moved && <Failure error={act.error} form={form} />}
        <div className="desk-acts">
          <Button type="primary" htmlType="submit" disabled={!dirty || moved} loading={act.isPending}>
            {say(m.save)}
          </Button>
          {dirty && <span className="quiet">{say(m.unsaved)}</span>}
        </div>
      </Form>
      {children(dirty || moved || act.isPending)}
    </>
  );
}

function wordsOf({ minutes }: MinutesView): TypedWords {
  return {
    items: Object.fromEntries(minutes.items.map(({ id, text }) => [id, text])),
    closing: minutes.closing,
  };
}
