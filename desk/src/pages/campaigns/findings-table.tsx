import { Button, Form, Input, Select } from 'antd';
import { useState, type Key, type ReactNode } from 'react';
import { FINDING_WORDS, GROUND_WORDS, GROUNDS, type FindingView } from '#modules/campaigns/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useAct } from '../../lib/use-act.ts';

const m = messages({
  what: { zh: '疑问', en: 'Finding' },
  subject: { zh: '事项或职责', en: 'Power or duty' },
  against: { zh: '对照', en: 'Compared with' },
  office: { zh: '处室', en: 'Office' },
  body: { zh: '全机关', en: 'the whole body' },
  explanation: { zh: '说明', en: 'Explanation' },
  explain: { zh: '说明', en: 'Explain' },
  explainAll: { zh: '一并说明选中的 {n} 条', en: 'Explain the {n} chosen' },
  choose: { zh: '选择：{subject}', en: 'Choose: {subject}' },
  several: { zh: '{n} 条疑问', en: '{n} findings' },
  ground: { zh: '情形', en: 'Ground' },
  text: { zh: '具体说明', en: 'In words' },
  empty: { zh: '没有疑似漏项、重项。', en: 'Nothing seems to be missing or twice.' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

/** What the audit asks about, with who explained it how. */
export function FindingsTable({
  campaignId,
  findings,
}: {
  readonly campaignId: string;
  readonly findings: readonly FindingView[];
}): ReactNode {
  const { say } = useLanguage();
  const [explaining, setExplaining] = useState<readonly FindingView[]>([]);
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const may = findings.some(({ mayExplain }) => mayExplain);
  return (
    <>
      {may && (
        <div className="desk-acts">
          <Button
            disabled={chosen.length === 0}
            onClick={() => setExplaining(findings.filter(({ key }) => chosen.includes(key)))}
          >
            {say(m.explainAll, { n: chosen.length })}
          </Button>
        </div>
      )}
      <Rows<FindingView>
        rowKey="key"
        {...(may
          ? {
              rowSelection: {
                selectedRowKeys: [...chosen],
                onChange: (keys: Key[]) => setChosen(keys),
                getCheckboxProps: ({ subject, mayExplain }: FindingView) => ({
                  disabled: !mayExplain,
                  'aria-label': say(m.choose, { subject }),
                }),
              },
            }
          : {})}
        items={findings}
        empty={say(m.empty)}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: say(m.what), key: 'what', render: (_, row) => say(FINDING_WORDS[row.code]) },
          { title: say(m.subject), dataIndex: 'subject' },
          { title: say(m.against), dataIndex: 'against' },
          { title: say(m.office), key: 'office', render: (_, row) => row.office ?? say(m.body) },
          {
            title: say(m.explanation),
            key: 'explanation',
            render: (_, row) => (
              <>
                {row.explanation && (
                  <>
                    {say(GROUND_WORDS[row.explanation.ground])}：{row.explanation.text}
                    <div className="quiet">
                      {row.explanation.person} {formatAt(row.explanation.at)}
                    </div>
                  </>
                )}
                {row.mayExplain && (
                  <Button size="small" onClick={() => setExplaining([row])}>
                    {say(m.explain)}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {explaining.length > 0 && (
        <ExplainDialog
          campaignId={campaignId}
          findings={explaining}
          close={() => setExplaining([])}
          done={() => setChosen([])}
        />
      )}
    </>
  );
}

function ExplainDialog({
  campaignId,
  findings,
  close,
  done,
}: {
  readonly campaignId: string;
  readonly findings: readonly FindingView[];
  close(): void;
  done(): void;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly ground: string; readonly text: string }>();
  const act = useAct(['campaigns'], () => {
    done();
    close();
  });
  const [first] = findings;
  const need = [{ required: true, message: say(m.need) }];
  return (
    <FormDialog
      title={findings.length === 1 ? first?.subject : say(m.several, { n: findings.length })}
      okText={say(m.explain)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) =>
          act.mutate({
            path: `/campaigns/${campaignId}/explanations`,
            body: { ...values, findings: findings.map(({ key }) => key) },
          })
        }
      >
        <Form.Item name="ground" label={say(m.ground)} rules={need}>
          <Select
            aria-label={say(m.ground)}
            options={GROUNDS.map((one) => ({ value: one, label: say(GROUND_WORDS[one]) }))}
          />
        </Form.Item>
        <Form.Item name="text" label={say(m.text)} rules={need}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
