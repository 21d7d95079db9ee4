import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Upload } from 'antd';
import type { ReactNode } from 'react';
import { CheckFlowResponse, SubmitFlowResponse } from '#modules/flows/contract';
import { DrawingOpened, type VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import type { Draft } from './use-draft.ts';

const m = messages({
  draw: { zh: '在网页上画', en: 'Draw it here' },
  choose: {
    zh: '选择 .bpmn 文件，检查通过后就用它',
    en: 'Choose a .bpmn file; it is used once it passes the checks',
  },
  redraw: { zh: '打开来改', en: 'Open and change it' },
  issues: { zh: '文件没有通过检查', en: 'The file does not pass the checks' },
});

type Props = { readonly version: VersionDetail; readonly draft: Draft };

/** Replaces the flow of a version: checks the file, names every issue by its element, keeps the exact bytes. */
export function FlowUpload({ version, draft }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      // The limits typed so far are what the flow is checked against.
      await draft.flush();
      const bpmn = await file.text();
      const { content } = version;
      const terms = {
        typeCode: content.typeCode,
        localType: content.localType ?? '',
        from: content.clockFrom,
        ...(content.committedLimit ? { committed: content.committedLimit } : {}),
        ...(content.statutoryLimit
          ? { statutory: { n: content.statutoryLimit.n, unit: content.statutoryLimit.unit } }
          : {}),
      };
      const checked = await api('/flows/check', {
        method: 'POST',
        body: { bpmn, terms },
        schema: CheckFlowResponse,
      });
      if (checked.flow === null) return checked;
      const submitted = await api('/flows/versions', {
        method: 'POST',
        body: {
          bpmn: checked.flow.bpmn,
          ...(version.officeId === null ? {} : { officeId: version.officeId }),
          power: { code: version.code, terms },
        },
        schema: SubmitFlowResponse,
      });
      await draft.put({ flowVersionId: submitted.flowVersionId });
      return checked;
    },
  });
  const navigate = useNavigate();
  const draw = useMutation({
    mutationFn: async () => {
      // The drawing is held to the limits typed so far.
      await draft.flush();
      const path = `/power-versions/${version.versionId}/flow-draft`;
      return api(path, { method: 'POST', body: {}, schema: DrawingOpened });
    },
    onSuccess: ({ draftId }) => navigate({ to: '/flows/$draftId', params: { draftId } }),
  });
  const issues = upload.data?.issues ?? [];
  return (
    <div className="power-flow-acts">
      <Button className="flow-draw" type="primary" loading={draw.isPending} onClick={() => draw.mutate()}>
        {say(version.flowVersionId === null ? m.draw : m.redraw)}
      </Button>
      {draw.error && <Failure error={draw.error} />}
      {upload.error && <Failure error={upload.error} />}
      {issues.length > 0 && (
        <Alert
          type="error"
          title={say(m.issues)}
          description={
            <ul>
              {issues.map((issue) => (
                <li key={`${issue.code}${issue.element ?? ''}`}>
                  {issue.name ?? issue.element}
                  {issue.name !== null && '：'}
                  {issue.text[lang]} {issue.article}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Upload.Dragger
        accept=".bpmn,.xml"
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          upload.mutate(file);
          return false;
        }}
      >
        {say(m.choose)}
      </Upload.Dragger>
    </div>
  );
}
