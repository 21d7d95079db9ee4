import type { FlowKind, StepRole } from './gov-vocabulary.ts';
import type { Limit } from './limit.ts';

/**
 * What the law asks of a flow, by kind of power: one row, one article. `lawfulness.ts` says how each form of rule is
 * checked; nothing else about procedure law stands anywhere in the module.
 */
export type LawRule =
  /** At least one step of one of these roles. */
  | { readonly form: 'required'; readonly roles: readonly StepRole[]; readonly article: string }
  /** No step of these roles. */
  | { readonly form: 'forbidden'; readonly roles: readonly StepRole[]; readonly article: string }
  /** No case comes to a `before` step without passing one of the `through` steps. */
  | {
      readonly form: 'through';
      readonly through: readonly StepRole[];
      readonly before: readonly StepRole[];
      readonly article: string;
    }
  /** No case comes to the end without passing one of these. */
  | { readonly form: 'always'; readonly roles: readonly StepRole[]; readonly article: string }
  /** From a `from` step one can come to a `to` step. */
  | { readonly form: 'leads'; readonly from: StepRole; readonly to: StepRole; readonly article: string }
  /** Steps of this role are done by two or more officers. */
  | { readonly form: 'two-officers'; readonly role: StepRole; readonly article: string }
  /** On receipt stands a timer of at most `within` that leads to acceptance by itself. */
  | { readonly form: 'deemed-acceptance'; readonly within: Limit; readonly article: string }
  /** Steps of this role are not counted in the time limit. */
  | { readonly form: 'not-counted'; readonly role: StepRole; readonly article: string }
  /** Steps of this role take at most, or at least, this long. */
  | { readonly form: 'at-most'; readonly role: StepRole; readonly limit: Limit; readonly article: string }
  | { readonly form: 'at-least'; readonly role: StepRole; readonly limit: Limit; readonly article: string }
  /** No post does both. */
  | {
      readonly form: 'apart';
      readonly one: readonly StepRole[];
      readonly other: readonly StepRole[];
      readonly article: string;
    };

const wd = (n: number): Limit => ({ n, unit: 'wd' });

const LICENCE: readonly LawRule[] = [
  { form: 'required', roles: ['receive'], article: '行政许可法第三十二条' },
  { form: 'required', roles: ['refuse-acceptance'], article: '行政许可法第三十二条第一款第一项、第二项' },
  { form: 'leads', from: 'receive', to: 'wait-correction', article: '行政许可法第三十二条第一款第四项' },
  { form: 'deemed-acceptance', within: wd(5), article: '行政许可法第三十二条第一款第四项' },
  { form: 'required', roles: ['accept'], article: '行政许可法第三十二条第一款第五项' },
  {
    form: 'through',
    through: ['accept'],
    before: ['review', 'check', 'decide'],
    article: '行政许可法第三十二条',
  },
  { form: 'through', through: ['review'], before: ['decide'], article: '行政许可法第三十四条' },
  { form: 'two-officers', role: 'site-check', article: '行政许可法第三十四条第三款' },
  { form: 'required', roles: ['decide'], article: '行政许可法第三十八条' },
  { form: 'required', roles: ['refusal-notice'], article: '行政许可法第三十八条第二款' },
  { form: 'always', roles: ['decide', 'refuse-acceptance'], article: '行政许可法第三十七条' },
  { form: 'leads', from: 'decide', to: 'serve', article: '行政许可法第四十四条' },
  { form: 'at-most', role: 'serve', limit: wd(10), article: '行政许可法第四十四条' },
  { form: 'leads', from: 'decide', to: 'publish', article: '行政许可法第四十条' },
  { form: 'leads', from: 'review', to: 'hearing', article: '行政许可法第四十六条、第四十七条' },
  { form: 'not-counted', role: 'hearing', article: '行政许可法第四十五条' },
  { form: 'apart', one: ['decide'], other: ['extend'], article: '行政许可法第四十二条' },
];

const CONFIRMATION: readonly LawRule[] = LICENCE.filter(
  (rule) => !(rule.form === 'leads' && rule.to === 'hearing') && !(rule.form === 'not-counted'),
).map((rule) => ({ ...rule, article: `参照${rule.article}` }));

const PENALTY: readonly LawRule[] = [
  {
    form: 'through',
    through: ['case-open'],
    before: ['investigate', 'decide'],
    article: '行政处罚法第五十四条第二款',
  },
  { form: 'required', roles: ['investigate'], article: '行政处罚法第五十四条第一款' },
  { form: 'two-officers', role: 'investigate', article: '行政处罚法第四十二条' },
  {
    form: 'through',
    through: ['investigate'],
    before: ['rights-notice', 'decide'],
    article: '行政处罚法第五十七条',
  },
  {
    form: 'through',
    through: ['rights-notice'],
    before: ['decide'],
    article: '行政处罚法第四十四条、第六十二条',
  },
  {
    form: 'through',
    through: ['statement'],
    before: ['decide'],
    article: '行政处罚法第四十五条、第六十二条',
  },
  { form: 'at-least', role: 'statement', limit: wd(5), article: '行政处罚法第六十四条第一项' },
  { form: 'leads', from: 'rights-notice', to: 'hearing', article: '行政处罚法第六十三条' },
  { form: 'apart', one: ['hearing'], other: ['investigate'], article: '行政处罚法第六十四条第四项' },
  { form: 'leads', from: 'statement', to: 'legal-review', article: '行政处罚法第五十八条' },
  { form: 'leads', from: 'legal-review', to: 'decide', article: '行政处罚法第五十八条' },
  {
    form: 'apart',
    one: ['legal-review'],
    other: ['investigate', 'case-source', 'precheck'],
    article: '行政处罚法第五十八条',
  },
  { form: 'leads', from: 'statement', to: 'collective', article: '行政处罚法第五十七条第二款' },
  { form: 'leads', from: 'collective', to: 'decide', article: '行政处罚法第五十七条第二款' },
  { form: 'apart', one: ['decide'], other: ['investigate'], article: '行政处罚法第五十七条' },
  { form: 'required', roles: ['decide'], article: '行政处罚法第五十七条' },
  { form: 'leads', from: 'decide', to: 'no-penalty', article: '行政处罚法第五十七条第一款第二项、第三项' },
  { form: 'leads', from: 'decide', to: 'transfer', article: '行政处罚法第五十七条第一款第四项' },
  { form: 'leads', from: 'decide', to: 'serve', article: '行政处罚法第六十一条' },
  { form: 'at-most', role: 'serve', limit: wd(7), article: '行政处罚法第六十一条' },
];

const COMPULSION: readonly LawRule[] = [
  { form: 'required', roles: ['approve'], article: '行政强制法第十八条第一项' },
  { form: 'two-officers', role: 'act', article: '行政强制法第十八条第二项' },
  { form: 'required', roles: ['rights-notice'], article: '行政强制法第十八条第五项' },
  { form: 'required', roles: ['statement'], article: '行政强制法第十八条第六项' },
  { form: 'required', roles: ['serve'], article: '行政强制法第二十四条' },
];

const INSPECTION: readonly LawRule[] = [
  { form: 'through', through: ['approve'], before: ['inspect'], article: '国办发〔2024〕54号' },
  { form: 'required', roles: ['inspect'], article: '国办发〔2024〕54号' },
  { form: 'two-officers', role: 'inspect', article: '行政处罚法第四十二条' },
  { form: 'through', through: ['inspect'], before: ['findings'], article: '国办发〔2018〕118号' },
  { form: 'required', roles: ['notify'], article: '国办发〔2018〕118号' },
  { form: 'through', through: ['notify'], before: ['publish'], article: '国办发〔2018〕118号' },
];

const FILING: readonly LawRule[] = [
  { form: 'required', roles: ['apply'], article: '备案流程的要求' },
  { form: 'required', roles: ['receipt'], article: '备案流程的要求' },
  {
    form: 'forbidden',
    roles: [
      'review',
      'site-check',
      'expert',
      'hearing',
      'check',
      'approve',
      'decide',
      'extend',
      'refusal-notice',
      'collective',
    ],
    article: '备案不得变相许可(行政许可法第十二条、第十七条)',
  },
];

const REWARD: readonly LawRule[] = [
  { form: 'required', roles: ['plan'], article: '奖励流程的要求' },
  { form: 'required', roles: ['review', 'expert'], article: '奖励流程的要求' },
  { form: 'through', through: ['publicity'], before: ['decide'], article: 'F4 决定前公示' },
  { form: 'required', roles: ['decide'], article: '奖励流程的要求' },
  { form: 'leads', from: 'publicity', to: 'objection', article: 'F4 决定前公示' },
];

const INTERNAL: readonly LawRule[] = [
  { form: 'required', roles: ['collective', 'approve'], article: 'A4 重大事项集体研究，其他事项须经审批' },
];

export const LAW_RULES: Readonly<Record<FlowKind, readonly LawRule[]>> = {
  licence: LICENCE,
  confirmation: CONFIRMATION,
  penalty: PENALTY,
  compulsion: COMPULSION,
  levy: [
    { form: 'required', roles: ['decide'], article: '征收流程的要求' },
    { form: 'leads', from: 'decide', to: 'serve', article: '征收流程的要求' },
  ],
  benefit: [
    { form: 'required', roles: ['receive'], article: '给付流程的要求' },
    { form: 'through', through: ['review'], before: ['decide'], article: '给付流程的要求' },
    { form: 'leads', from: 'decide', to: 'notify', article: '给付流程的要求' },
  ],
  inspection: INSPECTION,
  reward: REWARD,
  adjudication: [
    { form: 'required', roles: ['accept'], article: '裁决流程的要求' },
    { form: 'through', through: ['statement'], before: ['decide'], article: '裁决流程的要求' },
    { form: 'leads', from: 'decide', to: 'serve', article: '裁决流程的要求' },
  ],
  filing: FILING,
  other: [],
  internal: INTERNAL,
};

/** Holds for every kind: the one who handles does not check, and who supervises does not handle (S9-8, A3). */
export const COMMON_RULES: readonly LawRule[] = [
  {
    form: 'apart',
    one: ['check', 'legal-review'],
    other: ['receive', 'review', 'site-check', 'investigate'],
    article: 'A3 审批与监管相分离、承办与审核相分离',
  },
  {
    form: 'apart',
    one: ['handover'],
    other: ['receive', 'accept', 'review', 'site-check', 'check', 'decide'],
    article: 'A3 审批与监管相分离',
  },
];

/** The only steps a supervisor's post may have in a flow. */
export const SUPERVISOR_ROLES: ReadonlySet<StepRole> = new Set(['objection', 'warn']);
export const SUPERVISOR_ARTICLE = 'A3 监督岗位不办理业务';
