import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { ActedResponse, type CaseDetail } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  title: { zh: '上传材料、办理记录', en: 'Upload files' },
  intro: {
    zh: '窗口代收的材料、现场照片、检查记录等，归入本件案卷，当事人也能看到。涉及国家秘密的不得上传。',
    en: 'Materials taken at the window, photographs, records of an inspection: they go into the file of this case, which its party sees. No state secrets.',
  },
  key: { zh: '属于哪一项', en: 'What it is' },
  other: { zh: '其他材料、办理记录', en: 'Something else, a record of handling' },
  files: { zh: '文件', en: 'Files' },
  ok: { zh: '上传', en: 'Upload' },
  done: { zh: '已归入案卷', en: 'On file' },
  need: { zh: '请选择文件', en: 'Choose a file' },
});

/** Files that who handles the case adds to it, under the material they are or as a record of their own. */
export function UploadDialog({ file, close }: { readonly file: CaseDetail; close(): void }): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ readonly key: string }>();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [missing, setMissing] = useState(false);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (key: string) => {
      const body = new FormData();
      for (const one of files) body.append(`material-${key}`, one);
      return api(`/cases/${file.caseId}/files`, { method: 'POST', body, schema: ActedResponse });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cases'] });
      void message.success(say(m.done));
      close();
    },
  });
  const finish = ({ key }: { readonly key: string }): void => {
    setMissing(files.length === 0);
    if (files.length > 0) send.mutate(key);
  };
  return (
    <FormDialog title={say(m.title)} okText={say(m.ok)} form={form} close={close} pending={send.isPending}>
      <p>{say(m.intro)}</p>
      {send.error && <Failure error={send.error} />}
      <Form form={form} layout="vertical" initialValues={{ key: 'other' }} onFinish={finish}>
        <Form.Item name="key" label={say(m.key)}>
          <Select
            aria-label={say(m.key)}
            options={[
              ...file.materials.map(({ key, name }) => ({ value: key, label: name })),
              { value: 'other', label: say(m.other) },
            ]}
          />
        </Form.Item>
        <Form.Item
          label={say(m.files)}
          required
          {...(missing && files.length === 0 ? { validateStatus: 'error' as const, help: say(m.need) } : {})}
        >
          <input
            type="file"
            multiple
            aria-label={say(m.files)}
            onChange={({ target }) => setFiles([...(target.files ?? [])])}
          />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
