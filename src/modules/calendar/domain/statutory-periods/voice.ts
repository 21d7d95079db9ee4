import { HEAD_OF_AGENCY, rulesOf } from './rule.ts';

const petition = rulesOf('信访工作条例');
const tipOff = rulesOf('纪检监察机关处理检举控告工作规则');
const FROM_RECEIPT = { zh: '自收到信访事项之日起', en: 'from receipt' };
const FROM_ANSWER = { zh: '自收到书面答复之日起', en: 'from receipt of the written answer' };

/** 信访工作条例 (2022): calendar days unless it says 工作日. Named tip-offs have rules and clocks of their own. */
export const VOICE_PERIODS = {
  'petition/forwarding': petition('第二十二条第一款', 15, 'cd', FROM_RECEIPT, {
    zh: '信访部门登记、转送',
    en: 'registration and forwarding',
  }),
  'petition/notice': petition('第二十三条第二款', 15, 'cd', FROM_RECEIPT, {
    zh: '书面告知信访人',
    en: 'written notice to the petitioner',
  }),
  'petition/objection': petition(
    '第二十三条第三款',
    5,
    'wd',
    { zh: '自收到转送、交办之日起', en: 'from receipt of the forwarded matter' },
    {
      zh: '不属于职权范围的，提出异议',
      en: 'objection that another body is competent',
    },
  ),
  'petition/answer': petition(
    '第三十四条',
    60,
    'cd',
    { zh: '自受理之日起', en: 'from acceptance' },
    { zh: '办结信访事项', en: 'answer' },
    {
      extension: { n: 30, unit: 'cd', approver: HEAD_OF_AGENCY, mustTell: true },
    },
  ),
  'petition/re-examination-request': petition('第三十五条', 30, 'cd', FROM_ANSWER, {
    zh: '请求复查',
    en: 'request for re-examination',
  }),
  'petition/re-examination': petition(
    '第三十五条',
    30,
    'cd',
    { zh: '自收到复查请求之日起', en: 'from the request' },
    {
      zh: '提出复查意见',
      en: 're-examination',
    },
  ),
  'petition/final-review-request': petition('第三十六条第一款', 30, 'cd', FROM_ANSWER, {
    zh: '请求复核',
    en: 'request for final review',
  }),
  'petition/final-review': petition(
    '第三十六条第一款',
    30,
    'cd',
    { zh: '自收到复核请求之日起', en: 'from the request' },
    {
      zh: '提出复核意见',
      en: 'final review',
    },
    { pausableBy: ['hearing'] },
  ),
  'tip-off/acceptance-notice': tipOff(
    '实名检举控告',
    15,
    'wd',
    { zh: '自收到检举控告之日起', en: 'from receipt' },
    {
      zh: '告知实名检举控告人受理情况',
      en: 'notice of acceptance to a named informant',
    },
    { checked: false },
  ),
  'tip-off/result': tipOff(
    '实名检举控告',
    15,
    'wd',
    { zh: '自办结之日起', en: 'from the end of the matter' },
    {
      zh: '向实名检举控告人反馈处理结果',
      en: 'result to a named informant',
    },
    { checked: false },
  ),
} as const;
