import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { ActedResponse, TERMINATION_GROUNDS, type CaseDetail } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { JumpDialog } from './jump-dialog.tsx';
import { UploadDialog } from './upload-dialog.tsx';

const m = messages({
  suspend: { zh: '转特别程序（停止计时）', en: 'Special procedure (clock stops)' },
  resume: { zh: '恢复计时', en: 'Let the clock run' },
  return: { zh: '退件', en: 'Give back' },
  terminate: { zh: '终止办理', en: 'Terminate' },
  note: { zh: '记一笔', en: 'Note' },
  reason: { zh: '理由（写给当事人看）', en: 'Reason (the party will read it)' },
  ground: { zh: '法定情形', en: 'Lawful ground' },
  days: { zh: '所需时间（工作日）', en: 'Time needed (working days)' },
  whole: { zh: '请填写 1 到 365 之间的整数', en: 'A whole number from 1 to 365' },
  stands: {
    zh: '这段时间不计入办理期限，期间不能办理其他环节；会向当事人发出写明所需时间和理由的告知书。',
    en: 'This time is not counted and no other step is done meanwhile; the party gets a written notice of the time and the reason.',
  },
  upload: { zh: '上传材料、办理记录', en: 'Upload files' },
  text: { zh: '内容（只在办案人员之间）', en: 'Text (among handlers only)' },
  ok: { zh: '确定', en: 'Confirm' },
  done: { zh: '已记录', en: 'Recorded' },
  need: { zh: '请填写', en: 'Please fill this in' },
  five: { zh: '请至少写五个字', en: 'At least five characters' },
  deviate: { zh: '提请偏离流程', en: 'Ask to leave the flow' },
  recuse: { zh: '我要回避', en: 'Recuse myself' },
  recuseReason: { zh: '回避理由（例如与当事人有利害关系）', en: 'Why (e.g. an interest in the case)' },
  confirm: { zh: '恢复后期限继续计算。', en: 'The limits run on from here.' },
});

type Act = 'suspend' | 'resume' | 'return' | 'terminate' | 'note' | 'recuse';
type Values = {
  readonly reason?: string;
  readonly ground?: string;
  readonly days?: number;
  readonly text?: string;
};
const PATHS: Readonly<Record<Act, string>> = {
  suspend: 'suspend',
  resume: 'resume',
  return: 'return',
  terminate: 'terminate',
  note: 'notes',
  recuse: 'recusals',
};

/** What may be done beside the open steps; each asks for exactly what the law wants written down. */
export function OtherActs({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const [act, setAct] = useState<Act | 'deviate' | 'upload' | undefined>();
  const possible = (
    ['note', 'upload', 'suspend', 'resume', 'return', 'terminate', 'recuse', 'deviate'] as const
  ).filter((name) => file.actions.includes(name));
  useShortcuts({ n: () => setAct('note') }, possible.includes('note'));
  if (possible.length === 0) return null;
  return (
    <div className="desk-acts">
      {possible.map((name) => (
        <Button key={name} onClick={() => setAct(name)}>
          {say(m[name])}
        </Button>
      ))}
      {act === 'deviate' && <JumpDialog file={file} close={() => setAct(undefined)} />}
      {act === 'upload' && <UploadDialog file={file} close={() => setAct(undefined)} />}
      {act !== undefined && act !== 'deviate' && act !== 'upload' && (
        <ActDialog file={file} act={act} close={() => setAct(undefined)} />
      )}
    </div>
  );
}

function ActDialog({
  file,
  act,
  close,
}: {
  readonly file: CaseDetail;
  readonly act: Act;
  close(): void;
}): ReactNode {
  const { say, lang } = useLanguage();
  const me = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (values: Values) =>
      api(`/cases/${file.caseId}/${PATHS[act]}`, {
        method: 'POST',
        body: act === 'recuse' ? { ...values, personId: me.personId } : values,
        ifMatch: file.version,
        schema: ActedResponse,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cases'] });
      void message.success(say(m.done));
      close();
    },
  });
  const required = [{ required: true, message: say(m.need) }];
  const five = [{ required: true, min: 5, message: say(m.five) }];
  return (
    <FormDialog title={say(m[act])} okText={say(m.ok)} form={form} close={close} pending={send.isPending}>
      {send.error && <Failure error={send.error} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
        {act === 'suspend' && (
          <>
            <Form.Item name="ground" label={say(m.ground)} rules={required}>
              <Select
                aria-label={say(m.ground)}
                options={file.suspensionGrounds.map((g) => ({ value: g.ground, label: g[lang] }))}
              />
            </Form.Item>
            <p>{say(m.stands)}</p>
            <Form.Item
              name="days"
              label={say(m.days)}
              rules={[{ required: true, type: 'integer', min: 1, max: 365, message: say(m.whole) }]}
            >
              <InputNumber />
            </Form.Item>
          </>
        )}
        {act === 'terminate' && (
          <Form.Item name="ground" label={say(m.ground)} rules={required}>
            <Select
              aria-label={say(m.ground)}
              options={Object.values(TERMINATION_GROUNDS).map((one) => ({ value: one.zh, label: one[lang] }))}
            />
          </Form.Item>
        )}
        {act === 'note' && (
          <Form.Item name="text" label={say(m.text)} rules={required}>
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        )}
        {act === 'resume' && <p>{say(m.confirm)}</p>}
        {(act === 'suspend' || act === 'return' || act === 'terminate' || act === 'recuse') && (
          <Form.Item name="reason" label={say(act === 'recuse' ? m.recuseReason : m.reason)} rules={five}>
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        )}
      </Form>
    </FormDialog>
  );
}
