import { messages } from '#platform/i18n';

export const MEETING_STATES = messages({
  planned: { zh: '已召集', en: 'called' },
  open: { zh: '正在召开', en: 'open' },
  closed: { zh: '已闭会', en: 'closed' },
  cancelled: { zh: '已取消', en: 'called off' },
});
export const MEETING_TAGS = {
  planned: 'default',
  open: 'processing',
  closed: 'default',
  cancelled: 'error',
} as const;
export const ITEM_STATES = messages({
  tabled: { zh: '待审议', en: 'tabled' },
  adopted: { zh: '审议通过', en: 'adopted' },
  rejected: { zh: '未通过', en: 'rejected' },
  deferred: { zh: '缓议', en: 'deferred' },
  void: { zh: '内容已变更，作废', en: 'void: it changed' },
  returned: { zh: '会议取消，退回', en: 'went back: called off' },
});
export const BALLOT_WORDS = messages({
  oral: { zh: '口头表决', en: 'oral' },
  hands: { zh: '举手表决', en: 'show of hands' },
  secret: { zh: '无记名投票（只记票数）', en: 'secret ballot (counts only)' },
});
export const STANCE_WORDS = messages({
  for: { zh: '赞成', en: 'for' },
  against: { zh: '反对', en: 'against' },
  abstain: { zh: '弃权', en: 'abstain' },
});
export const QUORUM_WORDS = messages({
  'more-than-half': { zh: '过半数到会', en: 'more than half present' },
  'two-thirds': { zh: '三分之二以上到会', en: 'two thirds present' },
});
export const DECIDER_WORDS = messages({
  head: { zh: '集体讨论后由首长决定', en: 'the head, after deliberation' },
  'majority-of-members': { zh: '全体成员过半数', en: 'majority of all members' },
  'majority-of-present': { zh: '到会成员过半数', en: 'majority of those present' },
});
