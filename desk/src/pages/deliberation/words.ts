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
/** Why an item can only be deferred. */
export const TAINT_WORDS = messages({
  withdrew: {
    zh: '有成员发表意见后才回避，本议题只能缓议，另行提请审议。',
    en: 'A member withdrew only after speaking: this item can only be deferred and tabled anew.',
  },
  absent: {
    zh: '发言记录中有人实际没有到会，本议题只能缓议，另行提请审议。',
    en: 'The record has an opinion of somebody who was not there: this item can only be deferred and tabled anew.',
  },
  unheard: {
    zh: '有到会成员没有在主持人之前发表意见，本议题只能缓议，另行提请审议。',
    en: 'A member who was there was not heard before the chair: this item can only be deferred and tabled anew.',
  },
});
/** What follows for an item when its chair is not there for it. */
export const PRESIDING_WORDS = messages({
  'head-withdrew': {
    zh: '首长回避：由首长决定的事项，这次不能决定，只能缓议。',
    en: 'The head has withdrawn: what the head decides cannot be decided now, only deferred.',
  },
  'head-away': {
    zh: '首长不在：由首长决定的事项，这次不能决定，只能缓议。',
    en: 'The head is away: what the head decides cannot be decided now, only deferred.',
  },
  'chair-withdrew': {
    zh: '主持人回避：请到会成员推举一人主持本议题，没有末位表态的人；记录和纪要写明主持人回避。',
    en: 'The chair has withdrawn: those present choose who presides over this item, and nobody speaks last by rule. Record and minutes say that the chair withdrew.',
  },
});
