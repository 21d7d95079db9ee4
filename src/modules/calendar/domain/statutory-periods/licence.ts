import { HEAD_OF_AGENCY, HEAD_OF_GOVERNMENT, rulesOf } from './rule.ts';

const rule = rulesOf('行政许可法');

/** Time that does not count towards a licence decision; the applicant is told in writing how long (许可法 art. 45). */
export const LICENCE_SPECIAL_PROCEDURES = [
  'hearing',
  'tender',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'appraisal',
  'expert-review',
] as const;
const pausableBy = LICENCE_SPECIAL_PROCEDURES;
const FROM_ACCEPTANCE = { zh: '自受理行政许可申请之日起', en: 'from acceptance of the application' };

/** 行政许可法 (2019): all its days are working days (art. 82). */
export const LICENCE_PERIODS = {
  'licence/one-time-notice': rule(
    '第三十二条第一款第四项',
    5,
    'wd',
    { zh: '自收到申请材料之日起', en: 'from receipt of the application' },
    {
      zh: '一次性告知补正（逾期不告知即为受理）',
      en: 'notice of everything that is missing; without it the application counts as accepted',
    },
  ),
  'licence/decision': rule(
    '第四十二条第一款',
    20,
    'wd',
    FROM_ACCEPTANCE,
    { zh: '作出行政许可决定', en: 'decision on a licence' },
    {
      pausableBy,
      extension: { n: 10, unit: 'wd', approver: HEAD_OF_AGENCY, mustTell: true },
    },
  ),
  'licence/joint-decision': rule(
    '第四十二条第二款',
    45,
    'wd',
    FROM_ACCEPTANCE,
    {
      zh: '统一办理或者联合办理、集中办理的决定',
      en: 'decision handled jointly by several agencies',
    },
    {
      pausableBy,
      extension: { n: 15, unit: 'wd', approver: HEAD_OF_GOVERNMENT, mustTell: true },
    },
  ),
  'licence/first-review': rule(
    '第四十三条',
    20,
    'wd',
    FROM_ACCEPTANCE,
    { zh: '下级机关审查完毕', en: 'review by the lower agency' },
    { pausableBy },
  ),
  'licence/delivery': rule(
    '第四十四条',
    10,
    'wd',
    { zh: '自作出决定之日起', en: 'from the decision' },
    {
      zh: '颁发、送达行政许可证件',
      en: 'delivery of the licence',
    },
  ),
  'licence/hearing-request': rule(
    '第四十七条第一款',
    5,
    'wd',
    { zh: '自被告知听证权利之日起', en: 'from notice of the right to a hearing' },
    {
      zh: '申请听证',
      en: 'request for a hearing',
    },
  ),
  'licence/hearing': rule(
    '第四十七条第一款',
    20,
    'wd',
    { zh: '自收到听证申请之日起', en: 'from the request for a hearing' },
    {
      zh: '组织听证',
      en: 'holding the hearing',
    },
  ),
  'licence/hearing-notice': rule(
    '第四十八条第一款第一项',
    7,
    'wd',
    { zh: '举行听证的七日前', en: 'before the hearing' },
    {
      zh: '通知听证的时间、地点',
      en: 'notice of time and place of the hearing',
    },
    { kind: 'before' },
  ),
  'licence/inspectors': rule(
    '第五十五条第二款',
    5,
    'wd',
    { zh: '自受理申请之日起', en: 'from acceptance' },
    {
      zh: '指派两名以上工作人员检验、检测、检疫',
      en: 'assigning two inspectors',
    },
  ),
  'licence/renewal-application': rule(
    '第五十条第一款',
    30,
    'wd',
    { zh: '有效期届满三十日前', en: 'before the licence expires' },
    {
      zh: '提出延续申请（届满前未决定的视为准予延续）',
      en: 'application for renewal; without a decision before expiry it counts as granted',
    },
    { kind: 'before' },
  ),
  'licence/barred-false-material': rule(
    '第七十八条',
    1,
    'year',
    { zh: '自不予受理或者不予许可、给予警告之日起', en: 'from the refusal' },
    {
      zh: '隐瞒情况或者提供虚假材料的，不得再次申请',
      en: 'no new application after false statements',
    },
    { kind: 'at-least' },
  ),
  'licence/barred-deception': rule(
    '第七十九条',
    3,
    'year',
    { zh: '自撤销许可、处罚之日起', en: 'from the revocation' },
    {
      zh: '以欺骗、贿赂等不正当手段取得许可的，不得再次申请',
      en: 'no new application after deception or bribery',
    },
    { kind: 'at-least' },
  ),
} as const;
