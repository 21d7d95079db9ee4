import type { Limit } from '../domain/limit.ts';
import type { ClockClass, FlowKind, PostKind, StepRole } from '../domain/gov-vocabulary.ts';
import type { NodeKind } from '../domain/flow-table.ts';

export type Lang = 'zh' | 'en';
export type Words = { readonly zh: string; readonly en: string };

const UNITS: Readonly<Record<Limit['unit'], Words>> = {
  wd: { zh: '个工作日', en: 'working day' },
  cd: { zh: '个自然日', en: 'calendar day' },
  month: { zh: '个月', en: 'month' },
  year: { zh: '年', en: 'year' },
};

/** A limit in words, the unit always named: 3个工作日; 0 is 当日 the same day. */
export function limitWords({ n, unit }: Limit, lang: Lang): string {
  if (n === 0) return lang === 'zh' ? '当日' : 'same day';
  return lang === 'zh' ? `${n}${UNITS[unit].zh}` : `${n} ${UNITS[unit].en}${n === 1 ? '' : 's'}`;
}

const SHORT: Readonly<Record<Limit['unit'], string>> = { wd: 'wd', cd: 'cd', month: 'mo', year: 'y' };

/** For charts, where English words are too long: `3 wd`; the legend and the title say them in full. */
export function limitShort(limit: Limit, lang: Lang): string {
  return lang === 'zh' || limit.n === 0 ? limitWords(limit, lang) : `${limit.n} ${SHORT[limit.unit]}`;
}

/** 廉政风险等级, highest first; 0 is none. */
export const RISK_WORDS: readonly Words[] = [
  { zh: '无', en: 'none' },
  { zh: '高', en: 'high' },
  { zh: '中', en: 'medium' },
  { zh: '低', en: 'low' },
];

export const CLOCK_WORDS: Readonly<Record<ClockClass, Words>> = {
  acceptance: { zh: '收件受理期', en: 'acceptance period' },
  main: { zh: '计入办理时限', en: 'counted in the time limit' },
  excluded: { zh: '依法不计入时限', en: 'not counted, by law' },
  delivery: { zh: '送达期', en: 'service period' },
  publicity: { zh: '公开期', en: 'publication period' },
  pre: { zh: '立案或启动前', en: 'before the case is opened' },
  none: { zh: '不计时', en: 'no clock' },
};

export const POST_KIND_WORDS: Readonly<Record<PostKind, Words>> = {
  leader: { zh: '领导', en: 'leader' },
  head: { zh: '处室负责人', en: 'office head' },
  handler: { zh: '承办', en: 'handler' },
  window: { zh: '窗口', en: 'window' },
  reviewer: { zh: '审核', en: 'reviewer' },
  collective: { zh: '集体', en: 'collective body' },
  supervisor: { zh: '监督', en: 'supervisor' },
  external: { zh: '机关以外', en: 'outside the agency' },
};

export const FLOW_KIND_WORDS: Readonly<Record<FlowKind, Words>> = {
  licence: { zh: '行政许可', en: 'licence' },
  confirmation: { zh: '行政确认', en: 'confirmation' },
  penalty: { zh: '行政处罚', en: 'penalty' },
  compulsion: { zh: '行政强制', en: 'compulsion' },
  levy: { zh: '行政征收', en: 'levy' },
  benefit: { zh: '行政给付', en: 'benefit' },
  inspection: { zh: '行政检查', en: 'inspection' },
  reward: { zh: '行政奖励', en: 'reward' },
  adjudication: { zh: '行政裁决', en: 'adjudication' },
  filing: { zh: '行政备案', en: 'record-filing' },
  other: { zh: '其他行政权力', en: 'other power' },
  internal: { zh: '内部管理', en: 'internal' },
};

export const NODE_KIND_WORDS: Readonly<Record<NodeKind, Words>> = {
  start: { zh: '开始', en: 'start' },
  end: { zh: '结束', en: 'end' },
  terminate: { zh: '终止', en: 'terminating end' },
  task: { zh: '人工办理', en: 'step done by a person' },
  service: { zh: '系统办理', en: 'step done by the system' },
  send: { zh: '发出文书', en: 'document sent' },
  call: { zh: '转入另一流程', en: 'call of another flow' },
  timer: { zh: '等到期限', en: 'wait for a term' },
  message: { zh: '等对方回应', en: 'wait for an answer' },
  boundary: { zh: '环节上的定时', en: 'timer on a step' },
  xor: { zh: '判断', en: 'decision' },
  and: { zh: '并行', en: 'parallel' },
};

export const ROLE_WORDS: Readonly<Record<StepRole, Words>> = {
  apply: { zh: '申请', en: 'application' },
  receive: { zh: '收件', en: 'receipt' },
  'wait-correction': { zh: '等待补正', en: 'waiting for corrections' },
  'deemed-accept': { zh: '视为受理', en: 'deemed acceptance' },
  accept: { zh: '受理', en: 'acceptance' },
  'refuse-acceptance': { zh: '不予受理', en: 'refusal to accept' },
  verify: { zh: '核对', en: 'verification' },
  review: { zh: '审查', en: 'examination' },
  'site-check': { zh: '现场核查', en: 'site check' },
  expert: { zh: '专家评审', en: 'expert review' },
  hearing: { zh: '听证', en: 'hearing' },
  check: { zh: '审核', en: 'check' },
  route: { zh: '分流判断', en: 'choice of way' },
  approve: { zh: '审批', en: 'approval' },
  decide: { zh: '决定', en: 'decision' },
  extend: { zh: '延期审批', en: 'extension' },
  serve: { zh: '送达', en: 'service' },
  'refusal-notice': { zh: '不予许可告知', en: 'notice of refusal' },
  receipt: { zh: '出具回执', en: 'filing receipt' },
  notify: { zh: '告知结果', en: 'notice of result' },
  publish: { zh: '公开', en: 'publication' },
  handover: { zh: '移交监管', en: 'handover to supervision' },
  register: { zh: '登记归档', en: 'register and file' },
  close: { zh: '结案', en: 'closing' },
  'case-source': { zh: '案源登记', en: 'lead registered' },
  precheck: { zh: '线索核查', en: 'check of the lead' },
  'case-open': { zh: '立案', en: 'case opening' },
  'no-case': { zh: '不立案', en: 'no case' },
  transfer: { zh: '移送', en: 'transfer' },
  'on-the-spot': { zh: '当场处罚', en: 'on-the-spot penalty' },
  investigate: { zh: '调查取证', en: 'investigation' },
  discretion: { zh: '裁量', en: 'discretion' },
  'rights-notice': { zh: '事先告知', en: 'notice of rights' },
  statement: { zh: '陈述申辩', en: 'statement and defence' },
  recheck: { zh: '复核', en: 're-examination' },
  'legal-review': { zh: '法制审核', en: 'legal review' },
  collective: { zh: '集体讨论', en: 'collective discussion' },
  'no-penalty': { zh: '不予处罚', en: 'no penalty' },
  perform: { zh: '履行监督', en: 'performance' },
  enforce: { zh: '强制执行', en: 'enforcement' },
  plan: { zh: '计划', en: 'plan' },
  draw: { zh: '随机抽取', en: 'random draw' },
  inspect: { zh: '现场检查', en: 'inspection' },
  findings: { zh: '结果认定', en: 'findings' },
  rectify: { zh: '责令改正', en: 'order to rectify' },
  solicit: { zh: '征求意见', en: 'consultation' },
  publicity: { zh: '公示', en: 'public notice' },
  objection: { zh: '异议核查', en: 'objection examined' },
  cancel: { zh: '取消', en: 'cancellation' },
  warn: { zh: '预警督办', en: 'warning' },
  wait: { zh: '等候', en: 'wait' },
  act: { zh: '办理', en: 'action' },
};
