import { Alert, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { GROUNDS, INTERNAL_RULE, SECRECY_WARNING, type ExceptionRow } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { noSecrecyMark } from './secrecy-rule.ts';

const m = messages({
  ground: { zh: '禁止公开的依据', en: 'Ground that forbids disclosure' },
  internal: { zh: '内部规定、会议纪要、领导批示', en: 'Internal rules, minutes or instructions' },
  isNone: {
    zh: '这不是依据。内部规定、纪要、批示不能限制公开（《政府信息公开条例》第五条、第十三条）：要么另选法律依据，要么公开。',
    en: 'That is no ground: internal rules take nothing from society. Name a law, or publish.',
  },
  cited: { zh: '所依据的法律、行政法规及条款', en: 'Law or administrative regulation, to the article' },
  citedText: { zh: '例如：《中华人民共和国统计法》第九条', en: 'for example 《中华人民共和国统计法》第九条' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

type Props = { readonly kind: ExceptionRow['subjectKind'] | undefined; readonly ground: string | undefined };
type Ground = (typeof GROUNDS)[keyof typeof GROUNDS];

/** The ground of the table of law with this code. */
export function groundNamed(code: string | undefined): Ground | undefined {
  return Object.entries(GROUNDS).find(([name]) => name === code)?.[1];
}

/** The article that forbids disclosure, from the table of law; what is no ground is offered and refused with the reason. */
export function GroundFields({ kind, ground }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const fitting = Object.entries(GROUNDS).filter(([, { of }]) => of.some((one) => one === kind));
  const chosen = groundNamed(ground);
  const need = { required: true, message: say(m.need) };
  return (
    <>
      <Form.Item name="ground" label={say(m.ground)} rules={[need]}>
        <Select
          aria-label={say(m.ground)}
          options={[
            ...fitting.map(([code, one]) => ({
              value: code,
              label: `《${one.law}》${one.article} · ${one[lang]}`,
            })),
            { value: INTERNAL_RULE, label: say(m.internal) },
          ]}
        />
      </Form.Item>
      {ground === INTERNAL_RULE && (
        <Alert type="error" showIcon role="alert" title={say(m.isNone)} className="desk-card" />
      )}
      {chosen !== undefined && 'cites' in chosen && (
        <Form.Item
          name="cited"
          label={say(m.cited)}
          extra={say(m.citedText)}
          rules={[need, noSecrecyMark(say(SECRECY_WARNING))]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
    </>
  );
}
