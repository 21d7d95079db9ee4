import { messages, t, type Lang } from '#platform/i18n';
import type { Approval } from '../db/approvals.ts';

const acts = messages({
  sign: { zh: '处室签字：{post}', en: 'signed: {post}' },
  countersign: { zh: '分管领导审签：{post}', en: 'countersigned: {post}' },
  pass: { zh: '领导小组办公室审核：{post}', en: 'passed: {post}' },
  resolve: { zh: '{post}审议通过：{number}', en: 'adopted by {post}: {number}' },
});

/** An approval as society reads it: the step, the post, the number of a resolution. */
export function approvalText({ act, postName, reason }: Approval, lang: Lang): string {
  const word = Object.entries(acts).find(([one]) => one === act)?.[1];
  return word === undefined ? postName : t(lang, word, { post: postName, number: reason });
}
