import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { CaseDetail } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Said } from '../../lib/said.tsx';

const m = messages({
  request: { zh: '申请内容', en: 'Applied for' },
  remark: { zh: '说明', en: 'Remarks' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
});

const Application = z.object({
  request: z.string(),
  remark: z.string().default(''),
  answers: z
    .array(z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])]))
    .default([]),
});

/** What the party asked for and answered: every time it handed something in, in order. */
export function CaseApplication({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const said = file.documents.flatMap((document) => {
    const parsed = document.kind === 'application' ? Application.safeParse(document.content) : undefined;
    return parsed?.success === true ? [{ id: document.id, ...parsed.data }] : [];
  });
  const word = (answer: string | number | boolean | readonly string[]): string => {
    if (typeof answer === 'boolean') return say(answer ? m.yes : m.no);
    return typeof answer === 'object' ? answer.join('、') : String(answer);
  };
  return said.map(({ id, request, remark, answers }) => (
    <Descriptions
      key={id}
      column={1}
      size="small"
      className="case-application"
      items={[
        {
          key: 'request',
          label: say(m.request),
          children: (
            <span className="case-said">
              <Said>{request}</Said>
            </span>
          ),
        },
        ...answers.map(([label, answer]) => ({ key: `a-${label}`, label, children: word(answer) })),
        ...(remark === '' ? [] : [{ key: 'remark', label: say(m.remark), children: remark }]),
      ]}
    />
  ));
}
