import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Descriptions, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { Changed, type PublishedRecord } from '#modules/disclosure/contract';
import { findPersonalData } from '#kernel';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { showFieldErrors } from '../../lib/field-errors.ts';
import { FormPanel } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  ground: {
    zh: '理由和依据（写明条款，向社会公开）',
    en: 'Ground: article and reason (public)',
  },
  groundShort: { zh: '至少 2 个字符', en: 'At least 2 characters' },
  need: { zh: '请填写', en: 'Please fill this in' },
  which: { zh: '要永久删除的栏目', en: 'Fields to erase for good' },
  preview: { zh: '预览', en: 'Preview' },
  back: { zh: '返回修改', en: 'Back' },
  nothing: { zh: '还没有改动任何一栏。', en: 'No field was changed.' },
  now: { zh: '现在：{text}', en: 'now: {text}' },
  after: { zh: '更正为：{text}', en: 'corrected: {text}' },
  personal: {
    zh: '更正后的内容疑似含有个人信息：{text}。请确认应当公开。',
    en: 'The corrected text may hold personal data: {text}. Make sure that it ought to be public.',
  },
  correctWhat: {
    zh: '更正后，正确的内容和理由立即公开；原来的内容仍留在账本里，任何人都能看到改了什么。',
    en: 'The right values and the ground become public at once; the old ones stay in the ledger, so that anybody sees what changed.',
  },
  withdrawWhat: {
    zh: '撤下后，门户上不再显示这份记录的任何内容，原址只留撤下说明和理由；账本里的指纹仍在。',
    en: 'The portal shows nothing of the record any more; a note with the ground stays at its address, the fingerprints stay in the ledger.',
  },
  redactWhat: {
    zh: '下面的内容和核验用的随机数将永久删除，无法恢复；其他栏目照常公开。',
    en: 'The values below and their salts are deleted for ever and cannot be restored; the other fields stay public.',
  },
  confirmCorrect: { zh: '确认更正', en: 'Correct it' },
  confirmWithdraw: { zh: '确认撤下', en: 'Take it down' },
  confirmRedact: { zh: '确认永久删除', en: 'Erase for good' },
});

type Act = PublishedRecord['acts'][number];
type Props = {
  readonly record: PublishedRecord;
  readonly act: Act;
  readonly title: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
};
type Values = {
  readonly ground: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly erase?: readonly string[];
};

const CONFIRM = { correct: 'confirmCorrect', withdraw: 'confirmWithdraw', redact: 'confirmRedact' } as const;
const WHAT = { correct: 'correctWhat', withdraw: 'withdrawWhat', redact: 'redactWhat' } as const;

/** Reason first, then what society will see, then the act: nothing here can be taken back. */
export function ChangeForm({ record, act, title, onClose, onDone }: Props): ReactNode {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [body, setBody] = useState<Body>();
  const correctable = record.fields.filter((field) => field.correctable);
  const erasable = record.fields.filter((field) => field.state !== 'erased');
  const send = useMutation({
    mutationFn: (of: Body) =>
      api(`/records/${record.rid}/${act}`, { method: 'POST', body: of, schema: Changed }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['disclosure'] });
      onDone();
    },
    onError: (error) => {
      setBody(undefined);
      showFieldErrors(form, error, ['ground', ...correctable.map(({ name }) => `fields/${name}`)]);
    },
  });
  const preview = (values: Values): void => setBody(bodyOf(record, act, values));
  const empty = body !== undefined && act === 'correct' && Object.keys(body.fields ?? {}).length === 0;
  return (
    <FormPanel title={title} size={560} form={form} close={onClose}>
      {send.error && <Failure error={send.error} />}
      <div hidden={body !== undefined}>
        <Form<Values>
          form={form}
          layout="vertical"
          onFinish={preview}
          initialValues={{
            fields: Object.fromEntries(correctable.map(({ name, text }) => [name, text ?? ''])),
          }}
        >
          {act === 'correct' &&
            correctable.map((field) => (
              <Form.Item
                key={field.name}
                name={['fields', field.name]}
                label={field.label}
                rules={[{ required: true, whitespace: true, message: say(m.need) }]}
              >
                <Input.TextArea rows={3} maxLength={20_000} />
              </Form.Item>
            ))}
          {act === 'redact' && (
            <Form.Item name="erase" label={say(m.which)} rules={[{ required: true, message: say(m.need) }]}>
              <Checkbox.Group
                className="record-erase"
                options={erasable.map((field) => ({
                  value: `${field.rev} ${field.name}`,
                  label: `${field.label}（${field.rev}）${field.text === null ? '' : `：${short(field.text)}`}`,
                }))}
              />
            </Form.Item>
          )}
          <Form.Item
            name="ground"
            label={say(m.ground)}
            rules={[
              { required: true, whitespace: true, message: say(m.need) },
              { min: 2, message: say(m.groundShort) },
            ]}
          >
            <Input.TextArea rows={3} maxLength={200} showCount />
          </Form.Item>
          <Button type="primary" htmlType="submit">
            {say(m.preview)}
          </Button>
        </Form>
      </div>
      {body && (
        <>
          <Alert type={act === 'correct' ? 'info' : 'warning'} showIcon title={say(m[WHAT[act]])} />
          {empty && <Alert type="error" showIcon title={say(m.nothing)} />}
          <PreviewOf record={record} body={body} />
          <div className="desk-acts">
            <Button
              type="primary"
              danger={act !== 'correct'}
              disabled={empty}
              loading={send.isPending}
              onClick={() => send.mutate(body)}
            >
              {say(m[CONFIRM[act]])}
            </Button>
            <Button onClick={() => setBody(undefined)}>{say(m.back)}</Button>
          </div>
        </>
      )}
    </FormPanel>
  );
}

type Body = {
  readonly ground: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly erase?: readonly { readonly rev: number; readonly name: string }[];
};

function bodyOf(record: PublishedRecord, act: Act, { ground, fields = {}, erase = [] }: Values): Body {
  if (act === 'withdraw') return { ground };
  if (act === 'redact')
    return {
      ground,
      erase: erase.map((key) => {
        const [rev = '0', name = ''] = key.split(' ');
        return { rev: Number(rev), name };
      }),
    };
  const changed = record.fields.filter(
    ({ name, text, correctable }) => correctable && fields[name] !== undefined && fields[name] !== text,
  );
  return {
    ground,
    fields: Object.fromEntries(changed.map(({ name }) => [name, fields[name]?.trim() ?? ''])),
  };
}

function PreviewOf({ record, body }: { readonly record: PublishedRecord; readonly body: Body }): ReactNode {
  const { say } = useLanguage();
  const of = (name: string, rev?: number) =>
    record.fields.find(
      (field) => field.name === name && (rev === undefined ? field.newest : field.rev === rev),
    );
  const rows = [
    ...Object.entries(body.fields ?? {}).map(([name, next]) => ({
      key: name,
      label: of(name)?.label ?? name,
      children: (
        <>
          <del>{say(m.now, { text: of(name)?.text ?? '' })}</del>
          <p>{say(m.after, { text: next })}</p>
          {findPersonalData(next).map((hit) => (
            <Alert
              key={hit.start}
              type="warning"
              showIcon
              title={say(m.personal, { text: next.slice(hit.start, hit.end) })}
            />
          ))}
        </>
      ),
    })),
    ...(body.erase ?? []).map(({ rev, name }) => ({
      key: `${rev} ${name}`,
      label: of(name, rev)?.label ?? name,
      children: <del>{of(name, rev)?.text ?? '—'}</del>,
    })),
    { key: 'ground', label: say(m.ground), children: body.ground },
  ];
  return (
    <Descriptions bordered size="small" column={1} layout="vertical" className="desk-card" items={rows} />
  );
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
