import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { Fragment, type ReactNode } from 'react';
import type { CaseDetail, Need, StepView } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';

const m = messages({
  notice: { zh: '一次性告知：缺什么，一次说全', en: 'One-time notice: say everything that is missing' },
  material: { zh: '材料或内容', en: 'Material or content' },
  what: { zh: '缺什么、怎么补', en: 'What is missing, how to mend it' },
  basis: { zh: '依据', en: 'Basis' },
  add: { zh: '再加一项', en: 'Add one' },
  remove: { zh: '去掉', en: 'Remove' },
  reasons: { zh: '理由', en: 'Reasons' },
  competent: { zh: '有权机关（不属本机关时）', en: 'Competent body, if it is another' },
  ground: { zh: '法定情形', en: 'Lawful ground' },
  specialDays: { zh: '所需时间（工作日）', en: 'Time needed (working days)' },
  days: { zh: '延长天数', en: 'Days of the extension' },
  whole: { zh: '请填写 1 到 {most} 之间的整数', en: 'A whole number from 1 to {most}' },
  application: { zh: '申请表填写的内容', en: 'What was filled in on the application' },
  whatHint: {
    zh: '材料名称会自动写进告知书，这里写缺什么、怎么补',
    en: 'The notice names the material by itself; say here what is missing and how to mend it',
  },
  approve: { zh: '批准延长', en: 'Approve the extension' },
  content: { zh: '决定内容', en: 'Content of the decision' },
  decisionReasons: { zh: '理由（不予许可必须写）', en: 'Reasons (required for a refusal)' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  answer: { zh: '对陈述申辩的答复：{text}', en: 'Answer to the statement: {text}' },
  way: { zh: '送达方式', en: 'Way of service' },
  on: { zh: '送达日期', en: 'Served on' },
  receivedBy: { zh: '签收人', en: 'Received by' },
  second: { zh: '另一名工作人员', en: 'The other officer' },
  secondHint: {
    zh: '这一环节须两人以上，从同岗人员中选择',
    en: 'This step takes two; chosen from those on the post',
  },
  nobody: {
    zh: '这个岗位上没有别人，请先由机构管理安排人员。',
    en: 'Nobody else is on this post: have somebody assigned first.',
  },
  need: { zh: '请填写', en: 'Please fill this in' },
  five: { zh: '请至少写五个字', en: 'At least five characters' },
});
const WAYS = messages({
  'in-person': { zh: '直接送达', en: 'in person' },
  post: { zh: '邮寄送达', en: 'by post' },
  electronic: { zh: '电子送达', en: 'electronic' },
  left: { zh: '留置送达', en: 'left' },
  'public-notice': { zh: '公告送达', en: 'public notice' },
});

type NoticeRow = { readonly key: string; readonly what: string; readonly basis: string };
export type StepValues = {
  readonly outcome: string;
  readonly opinion?: string;
  readonly notice?: readonly NoticeRow[];
  readonly refusal?: { readonly reasons: string; readonly competent?: string };
  readonly special?: { readonly ground: string; readonly days: number; readonly reason: string };
  readonly extension?: { readonly approved?: boolean; readonly days: number; readonly reason: string };
  readonly decision?: {
    readonly content: string;
    readonly reasons?: string;
    /** A day, `YYYY-MM-DD`. */
    readonly validUntil?: string | undefined;
    readonly answers?: Readonly<Record<string, string>>;
  };
  readonly service?: { readonly way: string; readonly on: string; readonly receivedBy: string };
  readonly secondOfficer?: string;
};

/** What the form holds, as the API takes it. */
export function toInput(values: StepValues): Record<string, unknown> {
  const { decision, service, refusal, extension, ...rest } = values;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')),
    ...(refusal ? { refusal: { reasons: refusal.reasons, competent: refusal.competent ?? null } } : {}),
    ...(extension
      ? {
          extension: {
            approved: extension.approved === true,
            days: extension.days,
            reason: extension.reason,
          },
        }
      : {}),
    ...(decision
      ? {
          decision: {
            content: decision.content,
            reasons: decision.reasons ?? '',
            validUntil: decision.validUntil ?? null,
            answers: Object.entries(decision.answers ?? {}).map(([statement, answer]) => ({
              statement,
              answer,
            })),
          },
        }
      : {}),
    ...(service ? { service } : {}),
  };
}

type Props = { readonly file: CaseDetail; readonly step: StepView; readonly needs: readonly Need[] };

/** The fields that the chosen outcome needs in law; nothing else is asked. */
export function NeedFields({ file, step, needs }: Props): ReactNode {
  const wanted =
    step.twoOfficers && !needs.includes('second-officer') ? [...needs, 'second-officer' as const] : needs;
  return wanted.map((need) => <Fragment key={need}>{fieldsOf(need, file, step)}</Fragment>);
}

function fieldsOf(need: Need, file: CaseDetail, step: StepView): ReactNode {
  switch (need) {
    case 'notice':
      return <NoticeFields file={file} />;
    case 'refusal':
      return <RefusalFields />;
    case 'special':
      return <SpecialFields file={file} />;
    case 'extension':
      return <ExtensionFields file={file} />;
    case 'decision':
      return <DecisionFields file={file} />;
    case 'service':
      return <ServiceFields />;
    case 'second-officer':
      return <SecondOfficer colleagues={step.colleagues} />;
  }
}

function useRules() {
  const { say } = useLanguage();
  return {
    required: [{ required: true, message: say(m.need) }],
    reason: [{ required: true, min: 5, message: say(m.five) }],
    // a rule, not a limit of the field: what was typed is refused, never changed to something else
    days: (most: number) => [
      { required: true, type: 'integer' as const, min: 1, max: most, message: say(m.whole, { most }) },
    ],
  };
}

function NoticeFields({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const { required } = useRules();
  const earlier = file.notices.flatMap((notice) => notice.items);
  const options = [
    ...file.materials.map((one) => ({ value: one.key, label: one.name })),
    { value: 'request', label: say(m.application) },
    ...earlier
      .filter(({ key }) => key !== 'request' && !file.materials.some((one) => one.key === key))
      .map((item) => ({ value: item.key, label: item.what })),
  ];
  return (
    <fieldset>
      <legend>{say(m.notice)}</legend>
      <Form.List name="notice" initialValue={[{}]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="desk-row">
                <Form.Item name={[row.name, 'key']} label={say(m.material)} rules={required}>
                  <Select showSearch options={options} optionFilterProp="label" />
                </Form.Item>
                <Form.Item
                  name={[row.name, 'what']}
                  label={say(m.what)}
                  rules={required}
                  extra={say(m.whatHint)}
                >
                  <Input maxLength={500} />
                </Form.Item>
                <Form.Item name={[row.name, 'basis']} label={say(m.basis)} rules={required}>
                  <Input maxLength={200} />
                </Form.Item>
                {rows.length > 1 && <Button onClick={() => remove(row.name)}>{say(m.remove)}</Button>}
              </div>
            ))}
            <Button onClick={() => add({})}>{say(m.add)}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function RefusalFields(): ReactNode {
  const { say } = useLanguage();
  const { reason } = useRules();
  return (
    <>
      <Form.Item name={['refusal', 'reasons']} label={say(m.reasons)} rules={reason}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name={['refusal', 'competent']} label={say(m.competent)}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

function SpecialFields({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const { required, reason, days } = useRules();
  return (
    <>
      <Form.Item name={['special', 'ground']} label={say(m.ground)} rules={required}>
        <Select options={file.suspensionGrounds.map((g) => ({ value: g.ground, label: g[lang] }))} />
      </Form.Item>
      <Form.Item name={['special', 'days']} label={say(m.specialDays)} rules={days(365)}>
        <InputNumber />
      </Form.Item>
      <Form.Item name={['special', 'reason']} label={say(m.reasons)} rules={reason}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </>
  );
}

function ExtensionFields({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const { reason, days } = useRules();
  return (
    <>
      <Form.Item name={['extension', 'approved']} valuePropName="checked">
        <Checkbox>{say(m.approve)}</Checkbox>
      </Form.Item>
      <Form.Item name={['extension', 'days']} label={say(m.days)} rules={days(file.extension?.max ?? 365)}>
        <InputNumber />
      </Form.Item>
      <Form.Item name={['extension', 'reason']} label={say(m.reasons)} rules={reason}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </>
  );
}

export function DecisionFields({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const { required, reason } = useRules();
  return (
    <>
      <Form.Item name={['decision', 'content']} label={say(m.content)} rules={required}>
        <Input.TextArea rows={4} maxLength={4000} showCount />
      </Form.Item>
      <Form.Item name={['decision', 'reasons']} label={say(m.decisionReasons)}>
        <Input.TextArea rows={3} maxLength={4000} />
      </Form.Item>
      <DayItem name={['decision', 'validUntil']} label={say(m.validUntil)} />
      {file.statements
        .filter((statement) => !statement.answered)
        .map((statement) => (
          <Form.Item
            key={statement.id}
            name={['decision', 'answers', statement.id]}
            label={say(m.answer, { text: statement.text })}
            rules={reason}
          >
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
        ))}
    </>
  );
}

export function ServiceFields(): ReactNode {
  const { say } = useLanguage();
  const today = useToday();
  const { required } = useRules();
  return (
    <>
      <Form.Item name={['service', 'way']} label={say(m.way)} rules={required} initialValue="in-person">
        <Select options={Object.entries(WAYS).map(([value, word]) => ({ value, label: say(word) }))} />
      </Form.Item>
      <DayItem name={['service', 'on']} label={say(m.on)} required initialValue={today} last={today} />
      <Form.Item name={['service', 'receivedBy']} label={say(m.receivedBy)} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  );
}

function SecondOfficer({ colleagues }: Pick<StepView, 'colleagues'>): ReactNode {
  const { say } = useLanguage();
  const { required } = useRules();
  return (
    <Form.Item
      name="secondOfficer"
      label={say(m.second)}
      rules={required}
      extra={say(colleagues.length === 0 ? m.nobody : m.secondHint)}
    >
      <Select
        aria-label={say(m.second)}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}
