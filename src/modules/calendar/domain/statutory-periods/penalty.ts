import { HEAD_OF_AGENCY, rulesOf } from './rule.ts';

const penalty = rulesOf('行政处罚法');
const compulsion = rulesOf('行政强制法');
const FROM_DECISION = { zh: '自作出决定之日起', en: 'from the decision' };

/**
 * 行政处罚法 (2021): 2, 3, 5 and 7 days are working days, others calendar days (art. 85). 行政强制法: up to 10 days are
 * working days (art. 69).
 */
export const PENALTY_PERIODS = {
  'penalty/decision': penalty(
    '第六十条',
    90,
    'cd',
    { zh: '自立案之日起', en: 'from the opening of the case' },
    {
      zh: '作出行政处罚决定',
      en: 'decision on a penalty',
    },
  ),
  'penalty/preserved-evidence': penalty(
    '第五十六条',
    7,
    'wd',
    { zh: '自先行登记保存之日起', en: 'from registration and preservation' },
    {
      zh: '对先行登记保存的证据作出处理决定',
      en: 'decision on preserved evidence',
    },
  ),
  'penalty/hearing-request': penalty(
    '第六十四条第一项',
    5,
    'wd',
    { zh: '自行政机关告知之日起', en: 'from the notice' },
    {
      zh: '要求听证',
      en: 'request for a hearing',
    },
  ),
  'penalty/hearing-notice': penalty(
    '第六十四条第二项',
    7,
    'wd',
    { zh: '举行听证的七日前', en: 'before the hearing' },
    {
      zh: '通知听证的时间、地点',
      en: 'notice of time and place of the hearing',
    },
    { kind: 'before' },
  ),
  'penalty/service': penalty('第六十一条第一款', 7, 'wd', FROM_DECISION, {
    zh: '送达行政处罚决定书',
    en: 'service of the decision',
  }),
  'penalty/payment': penalty(
    '第六十七条第三款',
    15,
    'cd',
    { zh: '自收到行政处罚决定书之日起', en: 'from receipt of the decision' },
    {
      zh: '缴纳罚款',
      en: 'payment of the fine',
    },
  ),
  'penalty/withdraw-publication': penalty(
    '第四十八条第二款',
    3,
    'wd',
    {
      zh: '自决定被依法变更、撤销、确认违法或者确认无效之日起',
      en: 'from the change, revocation or invalidity of the decision',
    },
    { zh: '撤回行政处罚决定信息并公开说明理由', en: 'withdrawal of the published decision, with reasons' },
  ),
  'penalty/limitation': penalty(
    '第三十六条第一款',
    2,
    'year',
    { zh: '自违法行为发生或者终了之日起', en: 'from the end of the act' },
    {
      zh: '追究时效',
      en: 'limitation of penalties',
    },
    { kind: 'at-least' },
  ),
  'penalty/limitation-grave': penalty(
    '第三十六条第一款',
    5,
    'year',
    { zh: '自违法行为发生或者终了之日起', en: 'from the end of the act' },
    {
      zh: '追究时效（涉及公民生命健康安全、金融安全且有危害后果）',
      en: 'limitation where life, health or finance was endangered',
    },
    { kind: 'at-least' },
  ),
  'compulsion/sealing': compulsion(
    '第二十五条第一款',
    30,
    'cd',
    { zh: '自查封、扣押之日起', en: 'from sealing or seizure' },
    {
      zh: '查封、扣押的期限',
      en: 'sealing and seizure',
    },
    {
      pausableBy: ['testing', 'inspection', 'quarantine', 'appraisal'],
      extension: { n: 30, unit: 'cd', approver: HEAD_OF_AGENCY, mustTell: true },
    },
  ),
  'compulsion/freezing': compulsion(
    '第三十二条第一款',
    30,
    'cd',
    { zh: '自冻结之日起', en: 'from freezing' },
    {
      zh: '冻结存款、汇款后作出处理决定或者解除',
      en: 'decision on frozen funds, or release',
    },
    { extension: { n: 30, unit: 'cd', approver: HEAD_OF_AGENCY, mustTell: true } },
  ),
  'compulsion/freezing-notice': compulsion(
    '第三十一条',
    3,
    'wd',
    { zh: '自作出冻结决定之日起', en: 'from the decision to freeze' },
    {
      zh: '交付冻结决定书',
      en: 'delivery of the decision to freeze',
    },
  ),
  'compulsion/demand': compulsion(
    '第五十四条',
    10,
    'wd',
    { zh: '自催告书送达之日起', en: 'from service of the demand' },
    {
      zh: '催告后申请人民法院强制执行前',
      en: 'wait after a demand before applying to the court',
    },
    { kind: 'at-least' },
  ),
  'compulsion/court-application': compulsion(
    '第五十三条',
    3,
    'month',
    { zh: '自期限届满之日起', en: 'from the end of the period' },
    {
      zh: '申请人民法院强制执行',
      en: 'application to the court for execution',
    },
  ),
} as const;
