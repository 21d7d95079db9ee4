import { messages } from '#platform/i18n';

/** The words of a campaign, on its pages and in its files. */
export const CAMPAIGN_STATE_WORDS = messages({
  open: { zh: '进行中', en: 'open' },
  closed: { zh: '已结束', en: 'closed' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
});
export const TASK_STATE_WORDS = messages({
  'not-started': { zh: '未开始', en: 'not started' },
  drafting: { zh: '填报中', en: 'drafting' },
  signed: { zh: '处长已签字', en: 'signed' },
  countersigned: { zh: '分管领导已审签', en: 'countersigned' },
  changed: { zh: '签字后有变更，签字失效', en: 'changed since: signature void' },
  returned: { zh: '已退回', en: 'returned' },
  passed: { zh: '已通过', en: 'passed' },
  released: { zh: '不再填报', en: 'released' },
});
export const TASK_ACT_WORDS = messages({
  sign: { zh: '签字上报', en: 'Sign' },
  countersign: { zh: '审签', en: 'Countersign' },
  return: { zh: '退回', en: 'Return' },
  pass: { zh: '审核通过', en: 'Pass' },
  release: { zh: '不再要求填报', en: 'Release: no return is asked for any more' },
});
export const KIND_WORDS = messages({
  keep: { zh: '保留', en: 'keep' },
  adjust: { zh: '需要调整', en: 'adjust' },
  new: { zh: '新登记', en: 'new' },
  'give-up': { zh: '不再行使', en: 'give up' },
});
export const EXCUSE_WORDS = messages({
  late: { zh: '迟报说明', en: 'why it is late' },
  refused: { zh: '拒报说明', en: 'why it refuses' },
});
/** When a reminder is given; `late` with its weeks of five working days. */
export const REMINDER_WORDS = messages({
  'week-before': { zh: '截止前 5 个工作日', en: 'five working days before the date' },
  'day-before': { zh: '截止前 1 个工作日', en: 'one working day before the date' },
  due: { zh: '截止日', en: 'on the date' },
  late: { zh: '已过截止日 {n} 个工作日', en: '{n} working days after the date' },
});
export const FINDING_WORDS = messages({
  'left-out': { zh: '已公布的职权没有列入', en: 'Published, and listed by nobody' },
  'listed-elsewhere': { zh: '与上次清单的承办处室不同', en: 'Another office listed it before' },
  'listed-twice': { zh: '名称重复', en: 'Listed twice' },
  'parent-not-listed': { zh: '上级目录里有、这里没有', en: 'In the list above, not here' },
  'held-elsewhere': { zh: '同级同类机关有、这里没有', en: 'Held by a body of the same kind' },
  'duty-without-power': {
    zh: '处室或者岗位的职责没有对应的职权',
    en: 'A duty of the office or of a post without a power',
  },
  'type-without-power': { zh: '这一类权力没有任何事项', en: 'A type of power of which nothing is listed' },
});
export const GROUND_WORDS = messages({
  'not-held': { zh: '本机关不行使', en: 'not held here' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  transferred: { zh: '已划转', en: 'transferred' },
  covered: { zh: '已包含在其他事项中', en: 'covered by another item' },
  'will-register': { zh: '将补充登记', en: 'will be registered' },
});
