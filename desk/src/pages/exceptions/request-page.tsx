import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Radio, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import {
  ExceptionAsked,
  FORM_WORDS,
  HOW_WORDS,
  INTERNAL_RULE,
  NARROWER_SCOPES,
  SCOPE_WORDS,
  SECRECY_WARNING,
  SUBJECT_KINDS,
  SUBJECT_WORDS,
  type ExceptionRequestBody,
} from '#modules/disclosure/contract';
import { addDays, formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { showFieldErrors } from '../../lib/field-errors.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { useAct } from '../../lib/use-act.ts';
import { GroundFields, groundNamed } from './ground-fields.tsx';
import { noSecrecyMark } from './secrecy-rule.ts';
import { SubjectFields } from './subject-fields.tsx';

const m = messages({
  back: { zh: '不公开目录', en: 'Non-public register' },
  title: { zh: '申请不公开', en: 'Ask for an exception' },
  lead: {
    zh: '申请先由处长签字，再经保密和公开审查，由领导小组办公室批准。四个人不能有同一人。',
    en: 'The head of the office signs, secrecy review passes, the leading group office approves: four different people.',
  },
  grade: { zh: '密级', en: 'Classification' },
  none: { zh: '不是国家秘密', en: 'not a state secret' },
  secret: { zh: '秘密', en: 'secret 秘密' },
  confidential: { zh: '机密', en: 'confidential 机密' },
  'top-secret': { zh: '绝密', en: 'top secret 绝密' },
  kind: { zh: '不公开什么', en: 'What is to be withheld' },
  reason: { zh: '理由', en: 'Reason' },
  reasonText: {
    zh: '说明公开会造成什么损害；不要写内容本身。',
    en: 'What harm would disclosure do? Do not write down the content itself.',
  },
  how: { zh: '方式', en: 'How' },
  review: { zh: '复查日（含当日）', en: 'Review date (inclusive)' },
  release: { zh: '最晚公开日（含当日）', en: 'Postponed until (inclusive)' },
  between: {
    zh: '可选 {first} 至 {last}。到期没有决定继续的，自动公开。',
    en: 'Between {first} and {last}. Past it without a decision it becomes public by itself.',
  },
  scope: { zh: '仍可查看的范围', en: 'Who may still see it' },
  form: { zh: '公开形式', en: 'Public as' },
  publicTitle: { zh: '公开登记的名称', en: 'Name in the public register' },
  publicTitleText: {
    zh: '向社会公开：说明是哪一类内容，不透露内容，不写个人信息。',
    en: 'Everybody reads it: say what kind of thing it is, not what it says, and name no person.',
  },
  formReason: { zh: '为什么连条目也不能公开', en: 'Why even the entry would harm' },
  classified: {
    zh: '您选了“{grade}”：国家秘密不能在这里申请、不能写进这个系统，下面的申请表已经收起，什么也没有提交。请按保密规定在系统外办理。选错了的可以回到申请表，已经填写的内容都还在。',
    en: 'You chose “{grade}”: a state secret is not asked for here and must not enter this system, so the form is folded away and nothing was sent. Handle it outside as the secrecy rules say. If you chose it by mistake, go back to the form: what you typed is still there.',
  },
  backToForm: { zh: '不是国家秘密，回到申请表', en: 'Not a state secret: back to the form' },
  send: { zh: '提出申请', en: 'Ask' },
  need: { zh: '请填写', en: 'Please fill this in' },
  leave: { zh: '填写的内容还没有提交，确定离开吗？', en: 'What you typed is not sent yet. Leave?' },
});

const GRADES = ['secret', 'confidential', 'top-secret'] as const;
const FIELDS = [
  'grade',
  'subjectKind',
  'powerId',
  'caseId',
  'documentId',
  'ruleId',
  'element',
  'ground',
  'cited',
];
const MORE_FIELDS = ['reason', 'kind', 'endsOn', 'scope', 'form', 'publicTitle', 'formReason'];
/** What is asked for first, from where one comes. */
const FIRST_OF = { power: 'power-field', case: 'document', rule: 'rule' } as const;
const route = getRouteApi('/shell/nonpublic/new');

/** The request to withhold or postpone. It is not kept in the browser: what is to be withheld leaves no copy there. */
export function RequestPage(): ReactNode {
  const { say, lang } = useLanguage();
  const navigate = useNavigate();
  const today = useToday();
  const { of, id } = route.useSearch();
  const [form] = Form.useForm<ExceptionRequestBody>();
  const [dirty, setDirty] = useState(false);
  const grade = Form.useWatch('grade', form);
  const subjectKind = Form.useWatch('subjectKind', form);
  const ground = Form.useWatch('ground', form);
  const kind = Form.useWatch('kind', form);
  const publicForm = Form.useWatch('form', form);
  const chosen = GRADES.find((one) => one === grade);
  const classified = chosen !== undefined;
  useBlocker({
    shouldBlockFn: () => dirty && !globalThis.confirm(say(m.leave)),
    enableBeforeUnload: () => dirty,
  });
  const [sent, setSent] = useState<string | undefined>();
  useEffect(() => {
    if (sent !== undefined) void navigate({ to: '/nonpublic/$exceptionId', params: { exceptionId: sent } });
  }, [sent, navigate]);
  const act = useAct(['exceptions']);
  const need = [{ required: true, message: say(m.need) }];
  const unmarked = noSecrecyMark(say(SECRECY_WARNING));
  const first = addDays(today, 1);
  const last = addDays(today, groundNamed(ground)?.mostDays ?? 365);
  const ask = (body: ExceptionRequestBody): void =>
    act.mutate(
      { path: '/exceptions', body },
      {
        onSuccess: (answer) => {
          setDirty(false);
          setSent(ExceptionAsked.parse(answer).id);
        },
        onError: (error) => showFieldErrors(form, error, [...FIELDS, ...MORE_FIELDS]),
      },
    );
  return (
    <>
      <Link to="/nonpublic">← {say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {say(m.title)}
      </Typography.Title>
      <p className="import-lead">{say(m.lead)}</p>
      <Alert
        type={classified ? 'error' : 'warning'}
        showIcon
        {...(classified && { role: 'alert' })}
        title={say(SECRECY_WARNING)}
        {...(chosen !== undefined && {
          description: (
            <>
              <p>{say(m.classified, { grade: say(m[chosen]) })}</p>
              <Button onClick={() => form.setFieldValue('grade', 'none')}>{say(m.backToForm)}</Button>
            </>
          ),
        })}
        className="desk-card"
      />
      <Form<ExceptionRequestBody>
        form={form}
        layout="vertical"
        className="import-lead"
        initialValues={{
          grade: 'none',
          subjectKind: of === undefined ? 'power-field' : FIRST_OF[of],
          powerId: of === 'power' ? id : undefined,
          caseId: of === 'case' ? id : undefined,
          ruleId: of === 'rule' ? id : undefined,
          kind: 'withheld',
          form: 'entry',
        }}
        onValuesChange={() => setDirty(true)}
        onFinish={ask}
      >
        <Form.Item name="grade" label={say(m.grade)}>
          <Radio.Group
            options={[
              { value: 'none', label: say(m.none) },
              ...GRADES.map((one) => ({ value: one, label: say(m[one]) })),
            ]}
          />
        </Form.Item>
        <div hidden={classified}>
          <Form.Item name="subjectKind" label={say(m.kind)}>
            <Radio.Group
              options={SUBJECT_KINDS.map((one) => ({ value: one, label: say(SUBJECT_WORDS[one]) }))}
            />
          </Form.Item>
          {subjectKind !== undefined && <SubjectFields key={subjectKind} kind={subjectKind} form={form} />}
          <GroundFields kind={subjectKind} ground={ground} />
          <Form.Item
            name="reason"
            label={say(m.reason)}
            extra={say(m.reasonText)}
            rules={[...need, unmarked]}
          >
            <Input.TextArea rows={4} maxLength={2000} />
          </Form.Item>
          <Form.Item name="kind" label={say(m.how)}>
            <Radio.Group
              options={(['withheld', 'postponed'] as const).map((one) => ({
                value: one,
                label: say(HOW_WORDS[one]),
              }))}
            />
          </Form.Item>
          <DayItem
            name="endsOn"
            label={say(kind === 'postponed' ? m.release : m.review)}
            extra={say(m.between, { first: formatDay(first, lang), last: formatDay(last, lang) })}
            required
            first={first}
            last={last}
          />
          <Form.Item name="scope" label={say(m.scope)} rules={need}>
            <Radio.Group
              options={NARROWER_SCOPES.map((one) => ({ value: one, label: say(SCOPE_WORDS[one]) }))}
            />
          </Form.Item>
          <Form.Item name="form" label={say(m.form)}>
            <Radio.Group
              options={(['entry', 'count'] as const).map((one) => ({
                value: one,
                label: say(FORM_WORDS[one]),
              }))}
            />
          </Form.Item>
          {publicForm === 'count' ? (
            <Form.Item name="formReason" label={say(m.formReason)} rules={[...need, unmarked]}>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
          ) : (
            <Form.Item
              name="publicTitle"
              label={say(m.publicTitle)}
              extra={say(m.publicTitleText)}
              rules={[...need, unmarked]}
            >
              <Input maxLength={120} />
            </Form.Item>
          )}
          {act.error && <Failure error={act.error} />}
          <div className="desk-acts">
            <Button
              type="primary"
              htmlType="submit"
              loading={act.isPending}
              disabled={ground === INTERNAL_RULE}
            >
              {say(m.send)}
            </Button>
          </div>
        </div>
      </Form>
    </>
  );
}
