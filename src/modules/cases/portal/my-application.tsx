import { z } from 'zod';
import { Disclosure, Facts, Mixed, useT, type Fact } from '#platform/portal';
import type { CaseDetail } from '../contract/index.ts';
import { answerText } from './apply-question.tsx';
import { applyWords as w } from './apply-words.ts';

/** What was applied for, as the case keeps it; answers by the labels of the form of that version, in its order. */
const Application = z.object({
  request: z.string(),
  remark: z.string().default(''),
  answers: z.array(z.tuple([z.string(), z.unknown()])).default([]),
});

/** The party's own words, as sent: request, answers to the questions of the form, remarks. */
export function MyApplication({ detail }: { detail: CaseDetail }) {
  const t = useT();
  const found = detail.documents.find(({ kind }) => kind === 'application');
  const application = Application.safeParse(found?.content);
  if (!application.success) return null;
  const { request, remark, answers } = application.data;
  const row = (key: string, term: string, value: string): Fact[] =>
    value === '' ? [] : [{ key, term, value: <Mixed>{value}</Mixed> }];
  const items = [
    ...row('request', t(w.requestLabel), request),
    ...answers.flatMap(([label, answer], i) =>
      row(`answer-${i}`, label, answerText(answer, t(w.yes), t(w.no))),
    ),
    ...row('remark', t(w.remark), remark),
  ];
  return items.length === 0 ? null : (
    <Disclosure summary={t(w.sent)}>
      <Facts items={items} />
    </Disclosure>
  );
}
