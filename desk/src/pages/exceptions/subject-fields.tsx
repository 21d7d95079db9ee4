import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Select, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { elementWord, type ExceptionRow } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { subjectsQuery, withholdableQuery, type SubjectOf } from './queries.ts';

const m = messages({
  power: { zh: '哪个事项', en: 'Which item' },
  case: { zh: '哪个办件', en: 'Which case' },
  rule: { zh: '哪项制度', en: 'Which rule' },
  ruleText: {
    zh: '输入制度名称查找；只列已经审核通过、从未公布的',
    en: 'Type words of its title; only rules that have passed and were never public',
  },
  powerText: { zh: '输入事项名称查找', en: 'Type words of its name' },
  caseText: { zh: '输入受理号或者事项名称查找', en: 'Type its number or words of its item' },
  element: { zh: '哪个要素', en: 'Which element' },
  elementText: {
    zh: '依据、条件、程序、期限、材料、收费、救济等依法必须公开，不在此列。',
    en: 'Basis, conditions, procedure, limits, materials, fees and remedies have to be public and are not offered.',
  },
  field: { zh: '哪个字段', en: 'Which field' },
  document: { zh: '哪份文书或者材料', en: 'Which document' },
  none: { zh: '没有可以登记的内容。', en: 'There is nothing that could be withheld.' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

const PLACEHOLDER = { power: m.powerText, case: m.caseText, rule: m.ruleText };
const ID_OF = { power: 'powerId', case: 'caseId', rule: 'ruleId' } as const;

function subjectOf(kind: ExceptionRow['subjectKind']): SubjectOf {
  if (kind === 'rule') return 'rule';
  return kind === 'power' || kind === 'power-field' ? 'power' : 'case';
}

type Props = { readonly kind: ExceptionRow['subjectKind']; readonly form: FormInstance };

/** The thing a request is about: an item or case of one's offices, and which part of it. */
export function SubjectFields({ kind, form }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const of = subjectOf(kind);
  const name = ID_OF[of];
  const [words, setWords] = useState('');
  const id: unknown = Form.useWatch(name, form);
  const chosen = typeof id === 'string' ? id : undefined;
  const found = useQuery({ ...subjectsQuery(of, words), placeholderData: keepPreviousData });
  const parts = useQuery({ ...withholdableQuery(of, chosen ?? ''), enabled: chosen !== undefined });
  const need = [{ required: true, message: say(m.need) }];
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.name}（${one.office}）`,
  }));
  const named =
    parts.data === undefined || choices.some(({ value }) => value === parts.data.id)
      ? choices
      : [{ value: parts.data.id, label: parts.data.name }, ...choices];
  return (
    <>
      <Form.Item name={name} label={say(m[of])} rules={need}>
        <Select
          aria-label={say(m[of])}
          showSearch={{ filterOption: false, onSearch: setWords }}
          placeholder={say(PLACEHOLDER[of])}
          notFoundContent={say(m.none)}
          options={named}
          onChange={() => form.setFieldsValue({ element: undefined, documentId: undefined })}
        />
      </Form.Item>
      {parts.error && <Failure error={parts.error} />}
      {(kind === 'power-field' || kind === 'case-field') && (
        <Form.Item
          name="element"
          label={say(kind === 'power-field' ? m.element : m.field)}
          {...(kind === 'power-field' && { extra: say(m.elementText) })}
          rules={need}
        >
          <Select
            aria-label={say(kind === 'power-field' ? m.element : m.field)}
            notFoundContent={say(m.none)}
            options={(parts.data?.elements ?? []).map((one) => ({
              value: one,
              label: elementWord(one)[lang],
            }))}
          />
        </Form.Item>
      )}
      {kind === 'document' && (
        <Form.Item name="documentId" label={say(m.document)} rules={need}>
          <Select
            aria-label={say(m.document)}
            notFoundContent={say(m.none)}
            options={(parts.data?.documents ?? []).map((one) => ({ value: one.id, label: one.title }))}
          />
        </Form.Item>
      )}
    </>
  );
}
