import { messages } from '#platform/i18n';

export const STATE_WORDS = messages({
  draft: { zh: '草拟', en: 'draft' },
  signed: { zh: '处室负责人已签', en: 'signed by the office head' },
  countersigned: { zh: '分管领导已签', en: 'countersigned' },
  returned: { zh: '退回修改', en: 'returned' },
  passed: { zh: '审核通过，待公布', en: 'passed, to be published' },
  published: { zh: '已公布', en: 'published' },
});

export const ACT_WORDS = messages({
  edit: { zh: '修改', en: 'edit' },
  sign: { zh: '签字', en: 'sign' },
  countersign: { zh: '审签', en: 'countersign' },
  return: { zh: '退回', en: 'return' },
  pass: { zh: '审核通过', en: 'pass' },
  publish: { zh: '公布', en: 'publish' },
});
