import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  Alert,
  App,
  Button,
  Card,
  Col,
  DatePicker,
  Form,
  Input,
  Modal,
  Row,
  Steps,
  Tag,
  Timeline,
  Typography,
} from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState, type ReactNode } from 'react';
import { Edited, Published, type PowerContent, type VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { versionQuery } from '../../lib/queries.ts';
import { ElementForm } from './element-form.tsx';
import { FlowUpload } from './flow-upload.tsx';
import { ACT_WORDS, STATE_WORDS } from './words.ts';

const m = messages({
  back: { zh: '未公布的版本', en: 'Versions on their way' },
  checklist: { zh: '公布前还差', en: 'Still missing before publication' },
  complete: { zh: '要素齐了，可以往前走。', en: 'Nothing is missing.' },
  approvals: { zh: '签字和审核', en: 'Signatures and review' },
  voided: { zh: '修改后作废', en: 'voided by an edit' },
  none: { zh: '还没有人签字。', en: 'Nobody has signed yet.' },
  changes: { zh: '与现行版本相比改了', en: 'Changed against the version in force' },
  reason: { zh: '理由（写清楚，当事处室会看到）', en: 'Reason' },
  from: { zh: '施行日期', en: 'In force from' },
  ok: { zh: '确定', en: 'Confirm' },
  done: { zh: '已记录', en: 'Recorded' },
  sure: {
    zh: '您的签字覆盖现在看到的全部内容；之后再改，签字作废。',
    en: 'Your signature covers everything you see now; a later edit voids it.',
  },
  saved: { zh: '已保存', en: 'Saved' },
  steps: {
    zh: '处室签字,分管领导审签,领导小组办公室审核,公布',
    en: 'office head,leader,leading group office,publication',
  },
});
const PROGRESS = { draft: 0, returned: 0, signed: 1, countersigned: 2, passed: 3, published: 4 } as const;

export function VersionPage(): ReactNode {
  const { versionId } = useParams({ from: '/shell/powers/$versionId' });
  const query = useQuery(versionQuery(versionId));
  return <Await query={query}>{(data) => <Version key={data.versionId} version={data} />}</Await>;
}

function Version({ version }: { readonly version: VersionDetail }): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [act, setAct] = useState<string | undefined>();
  const save = useMutation({
    mutationFn: (content: PowerContent) =>
      api(`/power-versions/${version.versionId}`, {
        method: 'PUT',
        body: { content },
        ifMatch: version.rowVersion,
        schema: Edited,
      }),
    onSuccess: async () => {
      void message.success(say(m.saved));
      await queries.invalidateQueries({ queryKey: ['powers'] });
    },
  });
  return (
    <>
      <Link to="/powers">{say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {version.content.name} <Tag>{say(STATE_WORDS[version.state])}</Tag>
      </Typography.Title>
      <Steps
        size="small"
        responsive
        current={PROGRESS[version.state]}
        items={say(m.steps)
          .split(',')
          .map((title) => ({ title }))}
      />
      <Row gutter={[24, 24]} className="desk-section">
        <Col xs={{ span: 24, order: 2 }} xl={{ span: 16, order: 1 }}>
          {save.error && <Failure error={save.error} />}
          <ElementForm
            key={version.rowVersion}
            content={version.content}
            readOnly={!version.acts.includes('edit')}
            saving={save.isPending}
            onSave={(content) => save.mutate(content)}
            draftKey={version.versionId}
          />
        </Col>
        <Col xs={{ span: 24, order: 1 }} xl={{ span: 8, order: 2 }}>
          <div className="desk-acts">
            {version.acts
              .filter((name) => name !== 'edit' && name in ACT_WORDS)
              .map((name) => (
                <Button
                  key={name}
                  type={name === 'return' ? 'default' : 'primary'}
                  onClick={() => setAct(name)}
                >
                  {say(ACT_WORDS[name as keyof typeof ACT_WORDS])}
                </Button>
              ))}
          </div>
          <Card size="small" title={say(m.checklist)} className="desk-card">
            {version.blockers.length === 0 ? (
              <Alert type="success" showIcon title={say(m.complete)} />
            ) : (
              <ul>
                {version.blockers.map((blocker) => (
                  <li key={blocker.code}>
                    <a href={`#${blocker.field}`}>{blocker.text}</a>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          {version.acts.includes('edit') && <FlowUpload version={version} />}
          {version.changes.length > 0 && (
            <Card size="small" title={say(m.changes)} className="desk-card">
              {version.changes.map((change) => change.label).join('、')}
            </Card>
          )}
          <Card size="small" title={say(m.approvals)} className="desk-card">
            {version.approvals.length === 0 ? (
              say(m.none)
            ) : (
              <Timeline
                items={version.approvals.map((approval) => ({
                  key: `${approval.act}${approval.at}`,
                  color: approval.voided ? 'gray' : approval.act === 'return' ? 'red' : 'green',
                  content: (
                    <>
                      {approval.act in ACT_WORDS
                        ? say(ACT_WORDS[approval.act as keyof typeof ACT_WORDS])
                        : approval.act}{' '}
                      · {[approval.post, approval.person].filter(Boolean).join(' · ')}
                      <div className="quiet">
                        {formatAt(approval.at)} {approval.voided && say(m.voided)}
                      </div>
                      {approval.reason}
                    </>
                  ),
                }))}
              />
            )}
          </Card>
        </Col>
      </Row>
      {act !== undefined && <ActDialog version={version} act={act} close={() => setAct(undefined)} />}
    </>
  );
}

type Values = { readonly reason?: string; readonly from?: Dayjs };

function ActDialog({
  version,
  act,
  close,
}: {
  readonly version: VersionDetail;
  readonly act: string;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: async (values: Values): Promise<void> => {
      const base = `/power-versions/${version.versionId}`;
      const options = { method: 'POST', ifMatch: version.rowVersion } as const;
      if (act === 'publish')
        await api(`${base}/publish`, {
          ...options,
          body: { effectiveFrom: values.from?.format('YYYY-MM-DD') },
          schema: Published,
        });
      else
        await api(`${base}/acts`, {
          ...options,
          body: { act, ...(values.reason === undefined ? {} : { reason: values.reason }) },
          schema: Edited,
        });
    },
    onSuccess: async () => {
      void message.success(say(m.done));
      await queries.invalidateQueries({ queryKey: ['powers'] });
      close();
    },
  });
  const title = act in ACT_WORDS ? say(ACT_WORDS[act as keyof typeof ACT_WORDS]) : act;
  return (
    <Modal
      open
      title={title}
      okText={say(m.ok)}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={send.isPending}
      destroyOnHidden
    >
      {send.error && <Failure error={send.error} />}
      <Typography.Paragraph type="secondary">{say(m.sure)}</Typography.Paragraph>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ from: dayjs() }}
        onFinish={(values) => send.mutate(values)}
      >
        {act === 'return' && (
          <Form.Item
            name="reason"
            label={say(m.reason)}
            rules={[{ required: true, whitespace: true, message: say(m.reason) }]}
          >
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        )}
        {act === 'publish' && (
          <Form.Item name="from" label={say(m.from)} rules={[{ required: true, message: say(m.from) }]}>
            <DatePicker allowClear={false} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
