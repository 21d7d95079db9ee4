import { Button, Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { MinutesView } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';
import { SignButton } from './sign-button.tsx';
import { SignatureLine } from './signature-line.tsx';

const m = messages({
  title: { zh: '补正', en: 'Addenda' },
  nth: { zh: '补正 {n}', en: 'Addendum {n}' },
  withdrew: {
    zh: '这次会议有您没有听取的议题，补正内容不显示。',
    en: 'You did not hear every item of this meeting; the text is not shown.',
  },
  waiting: { zh: '等待签发', en: 'Waits to be signed' },
  draft: { zh: '拟补正', en: 'Draft an addendum' },
  change: { zh: '修改拟稿', en: 'Change the draft' },
  text: { zh: '补正内容（留空即撤回拟稿）', en: 'What it corrects (empty takes the draft back)' },
  save: { zh: '保存', en: 'Save' },
  sign: { zh: '签发补正', en: 'Sign the addendum' },
});

/** What corrects signed minutes: signed addenda in order, and the one that waits. */
export function Addenda({ view }: { readonly view: MinutesView }): ReactNode {
  const { say } = useLanguage();
  const [drafting, setDrafting] = useState(false);
  const { addenda, waiting, mayWrite, maySign } = view;
  const { meetingId } = view.minutes;
  if (addenda.length === 0 && waiting === null && !mayWrite) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      {addenda.map((one) => (
        <div key={one.seq} className="desk-row">
          <b>{say(m.nth, { n: one.seq })}</b>
          {one.text === null ? (
            <p className="quiet">{say(m.withdrew)}</p>
          ) : (
            <p className="case-said">{one.text}</p>
          )}
          <SignatureLine {...one} />
        </div>
      ))}
      {waiting !== null && (
        <div className="desk-row">
          <b>{say(m.waiting)}</b>
          <p className="case-said">{waiting.text}</p>
        </div>
      )}
      <div className="desk-acts">
        {mayWrite && (
          <Button onClick={() => setDrafting(true)}>{say(waiting === null ? m.draft : m.change)}</Button>
        )}
        {maySign && waiting !== null && (
          <SignButton
            label={m.sign}
            path={`/meetings/${meetingId}/minutes/addenda`}
            digest={waiting.digest}
          />
        )}
      </div>
      {drafting && <DraftDialog view={view} close={() => setDrafting(false)} />}
    </section>
  );
}

function DraftDialog({ view, close }: { readonly view: MinutesView; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly text: string }>();
  const [ifMatch] = useState(view.rowVersion);
  const act = useAct(CHANGES, close);
  return (
    <FormDialog title={say(m.draft)} okText={say(m.save)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ text: view.waiting?.text ?? '' }}
        onFinish={(body) =>
          act.mutate({
            path: `/meetings/${view.minutes.meetingId}/minutes/addendum`,
            method: 'PUT',
            ifMatch,
            body,
          })
        }
      >
        <Form.Item name="text" label={say(m.text)}>
          <Input.TextArea rows={6} maxLength={8_000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
