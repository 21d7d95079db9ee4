import { useMutation } from '@tanstack/react-query';
import { Button, Typography, Upload } from 'antd';
import { use, useEffect, useRef, type ReactNode } from 'react';
import { FormFile } from '#modules/powers/contract';
import { formatSize, messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { useLanguage } from '../../lib/language.tsx';
import { FormSettingContext } from './form-setting.ts';

const m = messages({
  choose: { zh: '选择文件', en: 'Choose a file' },
  replace: { zh: '更换', en: 'Replace' },
  remove: { zh: '去掉', en: 'Remove' },
  act: { zh: '{what}：{act}', en: '{what}: {act}' },
  offline: {
    zh: '文件没有传上去，请检查网络后再选一次。',
    en: 'The file did not arrive: check the network and choose it again.',
  },
  kinds: { zh: 'PDF、.docx、.xlsx、PNG、JPEG', en: 'PDF, .docx, .xlsx, PNG, JPEG' },
});

type Props = {
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly id?: string;
  readonly label: string;
};

/**
 * A blank form or a sample: uploaded when it is chosen, then part of the element like anything typed, so that it is stored, merged
 * and compared with it.
 */
export function FormFileField({ value, onChange, id, label }: Props): ReactNode {
  const { say } = useLanguage();
  const { versionId } = use(FormSettingContext);
  const held = FormFile.safeParse(value).data;
  // The row may move while its file is on the way: what counts is where it stands when the file has arrived.
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  }, [onChange]);
  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set('file', file);
      return api(`/power-versions/${versionId}/forms`, { method: 'POST', body, schema: FormFile });
    },
  });
  const take = (file: File): false => {
    upload.mutate(file, { onSuccess: (stored) => change.current?.(stored) });
    return false;
  };
  const named = (act: string): string => say(m.act, { what: label, act });
  return (
    <div className="form-file">
      {held && (
        <a href={`/api/v1/power-versions/${versionId}/forms/${held.sha256}`} download={held.name}>
          {held.name} <span className="quiet">{formatSize(held.size)}</span>
        </a>
      )}
      <div className="form-file-acts">
        <Upload accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg" showUploadList={false} beforeUpload={take}>
          <Button
            size="small"
            loading={upload.isPending}
            aria-label={named(say(held ? m.replace : m.choose))}
            {...(id === undefined ? {} : { id })}
          >
            {say(held ? m.replace : m.choose)}
          </Button>
        </Upload>
        {held ? (
          <Button
            size="small"
            type="text"
            aria-label={named(say(m.remove))}
            onClick={() => onChange?.(undefined)}
          >
            {say(m.remove)}
          </Button>
        ) : (
          <span className="quiet">{say(m.kinds)}</span>
        )}
      </div>
      {upload.error && (
        <Typography.Text type="danger" role="alert">
          {upload.error instanceof ApiRefusal ? upload.error.problem.title : say(m.offline)}
        </Typography.Text>
      )}
    </div>
  );
}
