import { rulesOf } from './rule.ts';

const information = rulesOf('政府信息公开条例');
const decisionRules = rulesOf('重大行政决策程序暂行条例');
const FROM_DECISION = { zh: '自作出决定之日起', en: 'from the decision' };
const FROM_REQUEST = { zh: '自收到申请之日起', en: 'from receipt of the request' };

/** What must be made public, and information on request. The register entry is a rule of the plan that agencies adopt, not of a law. */
export const PUBLICITY_PERIODS = {
  'publicity/proactive': information(
    '第二十六条',
    20,
    'wd',
    {
      zh: '自政府信息形成或者变更之日起',
      en: 'from the making or change of the information',
    },
    { zh: '主动公开政府信息', en: 'proactive disclosure' },
  ),
  'publicity/two-way': rulesOf(
    '国务院关于建立完善守信联合激励和失信联合惩戒制度的指导意见（国发〔2016〕33号）',
  )(
    '第（十三）项',
    7,
    'wd',
    FROM_DECISION,
    { zh: '行政许可、行政处罚信息双公示', en: 'publicity of licences and penalties' },
    { checked: false },
  ),
  'publicity/enforcement': rulesOf(
    '国务院办公厅关于全面推行行政执法公示制度的指导意见（国办发〔2018〕118号）',
  )(
    '第二部分',
    20,
    'wd',
    FROM_DECISION,
    { zh: '公布行政执法决定信息', en: 'publicity of enforcement decisions' },
    { checked: false },
  ),
  'publicity/register-entry': rulesOf('行政权力公开透明运行实施方案')(
    '动态公开运行制度',
    7,
    'cd',
    { zh: '自行政权力行使之日起', en: 'from the exercise of the power' },
    { zh: '行政权力动态运行情况登记表复核后公开', en: 'entry in the run register, reviewed and public' },
    { checked: false },
  ),
  'request/correction-notice': information('第三十条', 7, 'wd', FROM_REQUEST, {
    zh: '一次性告知补正',
    en: 'one notice of what the request lacks',
  }),
  'request/answer': information(
    '第三十三条第二款',
    20,
    'wd',
    FROM_REQUEST,
    { zh: '答复政府信息公开申请', en: 'answer to a request for information' },
    {
      pausableBy: ['third-party-opinion'],
      extension: {
        n: 20,
        unit: 'wd',
        approver: { zh: '政府信息公开工作机构负责人', en: 'the head of the disclosure office' },
        mustTell: true,
      },
    },
  ),
  'request/third-party-opinion': information(
    '第三十二条',
    15,
    'wd',
    { zh: '自收到征求意见书之日起', en: 'from receipt of the inquiry' },
    {
      zh: '第三方提出意见',
      en: 'opinion of the third party',
    },
  ),
  'request/joint-agency-opinion': information(
    '第三十四条',
    15,
    'wd',
    { zh: '自收到征求意见书之日起', en: 'from receipt of the inquiry' },
    {
      zh: '共同制作机关提出意见（逾期视为同意公开）',
      en: 'opinion of the joint maker; silence is consent',
    },
  ),
  'decision/public-comment': decisionRules(
    '第十五条第一款',
    30,
    'cd',
    { zh: '自公开征求意见之日起', en: 'from the publication of the draft' },
    {
      zh: '公开征求意见',
      en: 'public comment on a draft decision',
    },
    { kind: 'at-least' },
  ),
  'decision/hearing-papers': decisionRules(
    '第十六条第三款',
    7,
    'cd',
    { zh: '召开听证会七日前', en: 'before the hearing' },
    {
      zh: '听证会材料送达听证参加人',
      en: 'papers to those who take part in the hearing',
    },
    { kind: 'before' },
  ),
  'decision/legality-review': decisionRules(
    '第二十六条第二款',
    7,
    'wd',
    { zh: '自送请合法性审查之日起', en: 'from submission for review' },
    {
      zh: '合法性审查的时间',
      en: 'time for the review of legality',
    },
    { kind: 'at-least' },
  ),
} as const;
