import { rulesOf } from './rule.ts';

const review = rulesOf('行政复议法');
const litigation = rulesOf('行政诉讼法');
const FROM_KNOWLEDGE = { zh: '自知道或者应当知道该行政行为之日起', en: 'from knowledge of the act' };
const FROM_ACCEPTANCE = { zh: '自受理申请之日起', en: 'from acceptance of the application' };

/** 行政复议法 (2023): 3, 5, 7 and 10 days are working days (art. 88). 行政诉讼法 (2017). */
export const REMEDY_PERIODS = {
  'review/application': review('第二十条第一款', 60, 'cd', FROM_KNOWLEDGE, {
    zh: '申请行政复议',
    en: 'application for administrative review',
  }),
  'review/acceptance': review(
    '第三十条第一款',
    5,
    'wd',
    { zh: '自收到行政复议申请之日起', en: 'from receipt of the application' },
    {
      zh: '审查是否受理（届满未决定的视为受理）',
      en: 'examination; without a refusal it counts as accepted',
    },
  ),
  'review/correction-notice': review(
    '第三十一条第一款',
    5,
    'wd',
    { zh: '自收到申请之日起', en: 'from receipt of the application' },
    {
      zh: '一次性通知补正',
      en: 'one notice of what is missing',
    },
  ),
  'review/correction': review(
    '第三十一条第二款',
    10,
    'wd',
    { zh: '自收到补正通知之日起', en: 'from receipt of the notice' },
    {
      zh: '提交补正材料',
      en: 'bringing what is missing',
    },
  ),
  'review/decision': review(
    '第六十二条第一款',
    60,
    'cd',
    FROM_ACCEPTANCE,
    { zh: '普通程序作出复议决定', en: 'decision in ordinary procedure' },
    {
      pausableBy: ['suspension'],
      extension: {
        n: 30,
        unit: 'cd',
        approver: { zh: '行政复议机构的负责人', en: 'the head of the review body' },
        mustTell: true,
      },
    },
  ),
  'review/decision-summary': review(
    '第六十二条第二款',
    30,
    'cd',
    FROM_ACCEPTANCE,
    { zh: '简易程序作出复议决定', en: 'decision in summary procedure' },
    {
      pausableBy: ['suspension'],
    },
  ),
  'litigation/direct': litigation(
    '第四十六条第一款',
    6,
    'month',
    { zh: '自知道或者应当知道作出行政行为之日起', en: 'from knowledge of the act' },
    {
      zh: '直接提起行政诉讼',
      en: 'direct action',
    },
  ),
  'litigation/after-review': litigation(
    '第四十五条',
    15,
    'cd',
    { zh: '自收到复议决定书之日起', en: 'from receipt of the review decision' },
    {
      zh: '复议后提起行政诉讼',
      en: 'action after review',
    },
  ),
} as const;
