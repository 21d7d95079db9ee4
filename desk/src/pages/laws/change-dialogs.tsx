import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { LawDetail } from '#modules/library/contract';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';
import { m } from './words.ts';

const words = messages({
  decidedOn: { zh: '通过或公布修改的日期', en: 'Decided on' },
  inForceFrom: { zh: '修改后的文本自何时施行', en: 'In force from' },
  note: { zh: '修改说明', en: 'What it is' },
  noteHint: { zh: '例如：第二次修正、全面修订', en: 'e.g. second amendment, revision' },
  changed: { zh: '改了哪些条', en: 'Articles changed' },
  changedHint: {
    zh: '不选表示整部修改，引用它任何一条的事项都要核对。',
    en: 'None means the law as a whole: every item that cites it is to be checked.',
  },
  affected: { zh: '现有 {n} 个在用事项依据它。', en: '{n} items in force rest on it.' },
});
type Props = { readonly law: LawDetail; close(): void };

type Amending = {
  readonly decidedOn: string;
  readonly inForceFrom?: string;
  readonly note: string;
  readonly changed?: readonly string[];
};

/** An amendment: when it was decided, from when it is in force, which articles it changed. */
export function AmendDialog({ law, close }: Props): ReactNode {
  const { say } = useLanguage();
  const send = ({ decidedOn, inForceFrom, note, changed = [] }: Amending): object => ({
    ...law.entry,
    amendments: [
      ...law.entry.amendments,
      {
        decidedOn,
        ...(inForceFrom === undefined ? {} : { inForceFrom }),
        note,
        changed,
      },
    ],
  });
  const need = [{ required: true, message: say(m.need) }];
  return (
    <ChangeDialog<Amending> law={law} close={close} title={say(m.amend)} entryOf={send}>
      <DayItem name="decidedOn" label={say(words.decidedOn)} required />
      <DayItem name="inForceFrom" label={say(words.inForceFrom)} />
      <Form.Item name="note" label={say(words.note)} extra={say(words.noteHint)} rules={need}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="changed" label={say(words.changed)} extra={say(words.changedHint)}>
        <Select
          mode="tags"
          aria-label={say(words.changed)}
          options={law.articleKeys.map(({ key, label }) => ({ value: key, label }))}
        />
      </Form.Item>
    </ChangeDialog>
  );
}

type Repealing = { readonly repealedFrom: string; readonly repealNote?: string };

/** A repeal: from which day on it is no law any more, and by what. */
export function RepealDialog({ law, close }: Props): ReactNode {
  const { say } = useLanguage();
  const send = ({ repealedFrom, repealNote = '' }: Repealing): object => ({
    ...law.entry,
    repealedFrom,
    ...(repealNote.trim() === '' ? {} : { repealNote }),
  });
  return (
    <ChangeDialog<Repealing> law={law} close={close} title={say(m.repeal)} entryOf={send}>
      <DayItem name="repealedFrom" label={say(m.repealedFrom)} required />
      <Form.Item name="repealNote" label={say(m.repealNote)}>
        <Input maxLength={500} />
      </Form.Item>
    </ChangeDialog>
  );
}

function ChangeDialog<T extends object>({
  law,
  close,
  title,
  entryOf,
  children,
}: Props & {
  readonly title: string;
  readonly entryOf: (values: T) => object;
  readonly children: ReactNode;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<T>();
  const act = useAct(CHANGES, close);
  return (
    <FormDialog title={title} okText={title} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      <p className="quiet">{say(words.affected, { n: law.powers.length })}</p>
      <Form<T>
        form={form}
        layout="vertical"
        onFinish={(values) =>
          act.mutate({
            path: `/laws/${law.id}`,
            method: 'PUT',
            body: entryOf(values),
            ifMatch: law.rowVersion,
          })
        }
      >
        {children}
      </Form>
    </FormDialog>
  );
}
