import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { FormInstance } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { articleNumber, RULE_KIND_WORDS, RULE_KINDS } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { DayInput, useDayRule } from '../../lib/day-item.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { useToday } from '../../lib/today.ts';
import { targetsQuery, targetStepsQuery } from './queries.ts';
import type { RuleValues } from './rule-values.ts';
import { m } from './words.ts';

const words = messages({
  numberHint: {
    zh: '由办公室发文登记时编给，如唐商〔2026〕12号。请在处室签字以前填上：签字以后再填或者改，已有签字作废。公布以后写错的只能公开更正。',
    en: 'Given by the agency’s office when it registers the document, e.g. 唐商〔2026〕12号. Fill it in before the head signs: later it voids the signatures. Once published, a wrong one is only corrected in public.',
  },
  fromHint: { zh: '不填的，自公布之日起施行。', en: 'Without one, from the day of publication.' },
  repealFromHint: { zh: '不填的，自公布之日起废止。', en: 'Without one, from the day of publication.' },
  law: { zh: '法律或文件', en: 'Law or document' },
  article: { zh: '条款', en: 'Article' },
  addBasis: { zh: '加一条依据', en: 'Add a basis' },
  chapter: { zh: '章名（从这一条开始的，才填）', en: 'Chapter that begins here' },
  addArticle: { zh: '加一条条文', en: 'Add an article' },
  insert: { zh: '在{n}前插入', en: 'Insert before {n}' },
  up: { zh: '{n}上移', en: 'Move {n} up' },
  remove: { zh: '删去{n}', en: 'Remove {n}' },
  removeBasis: { zh: '去掉依据 {n}', en: 'Remove basis {n}' },
  power: { zh: '事项 {n}', en: 'Power {n}' },
  steps: { zh: '环节（不选表示整个事项）', en: 'Steps (none: the power as a whole)' },
  addPower: { zh: '加一个事项', en: 'Add a power' },
  removePower: { zh: '去掉事项 {n}', en: 'Remove power {n}' },
  reasonRevise: { zh: '修订理由', en: 'Why it is revised' },
  reasonRepeal: { zh: '废止理由', en: 'Why it is repealed' },
  untitled: { zh: '请先选事项', en: 'Choose the power first' },
});

type Props = {
  readonly form: FormInstance<RuleValues>;
  readonly initial: RuleValues;
  /** A revision or a repeal says why; of a repeal nothing else is filled in. */
  readonly of: 'new' | 'revision' | 'repeal';
  readonly children: ReactNode;
  onChange(): void;
  onFinish(values: RuleValues): void;
};

/** Everything of a rule on one form. */
export function RuleForm({ form, initial, of, children, onChange, onFinish }: Props): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const offices = useQuery(chartQuery(me.agency.id)).data?.offices ?? [];
  const today = useToday();
  const need = [{ required: true, whitespace: true, message: say(m.need) }];
  const choose = [{ required: true, message: say(m.need) }];
  const day = useDayRule({ first: today });
  const from = (
    <Form.Item
      name="plannedFrom"
      label={say(of === 'repeal' ? m.repealFrom : m.from)}
      extra={say(of === 'repeal' ? words.repealFromHint : words.fromHint)}
      rules={[day]}
      normalize={(value: unknown) => value ?? null}
    >
      <DayInput first={today} />
    </Form.Item>
  );
  return (
    <Form<RuleValues>
      form={form}
      layout="vertical"
      initialValues={initial}
      onValuesChange={onChange}
      onFinish={() => onFinish(form.getFieldsValue(true))}
      scrollToFirstError
    >
      {of !== 'new' && (
        <Form.Item
          name="reason"
          label={say(of === 'repeal' ? words.reasonRepeal : words.reasonRevise)}
          rules={need}
        >
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      )}
      {of === 'repeal' && from}
      {of !== 'repeal' && (
        <>
          <Form.Item name="title" label={say(m.name)} rules={need}>
            <Input maxLength={200} />
          </Form.Item>
          <div className="rule-pair">
            <Form.Item name="documentNumber" label={say(m.number)} extra={say(words.numberHint)}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="kind" label={say(m.kind)} rules={choose}>
              <Select
                aria-label={say(m.kind)}
                options={RULE_KINDS.map((one) => ({ value: one, label: say(RULE_KIND_WORDS[one]) }))}
              />
            </Form.Item>
          </div>
          <div className="rule-pair">
            <Form.Item name="officeId" label={say(m.office)} rules={choose}>
              <Select
                aria-label={say(m.office)}
                options={offices.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Form.Item>
            {from}
          </div>
          <BasisRows />
          <ArticleRows />
          <GovernedRows form={form} />
        </>
      )}
      {children}
    </Form>
  );
}

function BasisRows(): ReactNode {
  const { say } = useLanguage();
  const need = [{ required: true, whitespace: true, message: say(m.need) }];
  return (
    <fieldset className="power-group">
      <legend>{say(m.basis)}</legend>
      <Form.List name="basis">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="rule-row">
                <div className="rule-pair">
                  <Form.Item name={[row.name, 'law']} label={say(words.law)} rules={need}>
                    <Input maxLength={300} />
                  </Form.Item>
                  <Form.Item name={[row.name, 'article']} label={say(words.article)} rules={need}>
                    <Input maxLength={300} placeholder="第三十二条" />
                  </Form.Item>
                </div>
                <Button size="small" onClick={() => remove(row.name)}>
                  {say(words.removeBasis, { n: at + 1 })}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({})}>
              ＋ {say(words.addBasis)}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function ArticleRows(): ReactNode {
  const { say } = useLanguage();
  const need = [{ required: true, whitespace: true, message: say(m.need) }];
  return (
    <fieldset className="power-group">
      <legend>{say(m.articles)}</legend>
      <Form.List name="articles">
        {(rows, { add, remove, move }) => (
          <>
            {rows.map((row, at) => {
              const n = articleNumber(at);
              return (
                <div key={row.key} className="rule-row">
                  <Form.Item name={[row.name, 'chapter']} label={say(words.chapter)}>
                    <Input maxLength={100} />
                  </Form.Item>
                  <Form.Item name={[row.name, 'text']} label={n} rules={need}>
                    <Input.TextArea rows={3} maxLength={4000} />
                  </Form.Item>
                  <div className="rule-row-acts">
                    <Button size="small" onClick={() => add({}, at)}>
                      {say(words.insert, { n })}
                    </Button>
                    {at > 0 && (
                      <Button size="small" onClick={() => move(at, at - 1)}>
                        {say(words.up, { n })}
                      </Button>
                    )}
                    <Button size="small" onClick={() => remove(row.name)}>
                      {say(words.remove, { n })}
                    </Button>
                  </div>
                </div>
              );
            })}
            <Button size="small" onClick={() => add({})}>
              ＋ {say(words.addArticle)}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function GovernedRows({ form }: { readonly form: FormInstance<RuleValues> }): ReactNode {
  const { say } = useLanguage();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery(targetsQuery(q)).data?.items ?? [];
  return (
    <fieldset className="power-group">
      <legend>{say(m.governs)}</legend>
      <Form.List name="governs">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="rule-row">
                <Form.Item
                  name={[row.name, 'power']}
                  label={say(words.power, { n: at + 1 })}
                  rules={[{ required: true, message: say(m.need) }]}
                >
                  <Select
                    aria-label={say(words.power, { n: at + 1 })}
                    labelInValue
                    showSearch={{ filterOption: false, onSearch: setTyped }}
                    onChange={() => form.setFieldValue(['governs', row.name, 'steps'], [])}
                    options={found.map(({ powerId, name }) => ({ value: powerId, label: name }))}
                  />
                </Form.Item>
                <Steps form={form} at={row.name} />
                <Button size="small" onClick={() => remove(row.name)}>
                  {say(words.removePower, { n: at + 1 })}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({ steps: [] })}>
              ＋ {say(words.addPower)}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function Steps({ form, at }: { readonly form: FormInstance<RuleValues>; readonly at: number }): ReactNode {
  const { say } = useLanguage();
  const powerId: unknown = Form.useWatch(['governs', at, 'power', 'value'], form);
  const id = typeof powerId === 'string' ? powerId : '';
  const steps = useQuery({ ...targetStepsQuery(id), enabled: id !== '' }).data?.items ?? [];
  return (
    <Form.Item name={[at, 'steps']} label={say(words.steps)}>
      <Select
        mode="multiple"
        aria-label={say(words.steps)}
        labelInValue
        placeholder={id === '' ? say(words.untitled) : say(m.whole)}
        options={steps.map((step) => ({ value: step.id, label: step.name }))}
      />
    </Form.Item>
  );
}
