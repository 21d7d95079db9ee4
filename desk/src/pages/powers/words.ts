import { messages, type Message } from '#platform/i18n';

export const STATE_WORDS = messages({
  draft: { zh: '草拟', en: 'draft' },
  signed: { zh: '处室负责人已签', en: 'signed by the office head' },
  countersigned: { zh: '分管领导已签', en: 'countersigned' },
  returned: { zh: '退回修改', en: 'returned' },
  passed: { zh: '审核通过，待公布', en: 'passed, to be published' },
  published: { zh: '已公布', en: 'published' },
});

const STATUSES = messages({
  'in-force': { zh: '行使中', en: 'in force' },
  transferred: { zh: '划转', en: 'transferred' },
  cancelled: { zh: '取消', en: 'cancelled' },
});

/** What became of a power, by the word for it. */
export function statusWord(status: string): Message {
  return Object.entries(STATUSES).find(([one]) => one === status)?.[1] ?? { zh: status, en: status };
}

export const ACT_WORDS = messages({
  edit: { zh: '修改', en: 'Edit' },
  sign: { zh: '签字', en: 'Sign' },
  countersign: { zh: '审签', en: 'Countersign' },
  return: { zh: '退回', en: 'Return' },
  pass: { zh: '审核通过', en: 'Pass' },
  publish: { zh: '公布', en: 'Publish' },
});
export type Act = keyof typeof ACT_WORDS;
export const isAct = (name: string): name is Act => name in ACT_WORDS;
