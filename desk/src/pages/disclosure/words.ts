import type { Message } from '#platform/i18n';

/** What a public view is about, in the words of the regulations. */
export const kindWords: Readonly<Record<string, Message>> = {
  'power-version': { zh: '权责事项', en: 'Power' },
  'flow-version': { zh: '运行流程', en: 'Flow' },
  'flow-ending': { zh: '通用流程的终止', en: 'End of a general flow' },
  'trial-decision': { zh: '试运行的转正决定', en: 'Decision on a trial' },
  'rule-version': { zh: '制度文本', en: 'Rule' },
  'case-accepted': { zh: '受理情况', en: 'Acceptance' },
  'case-stage': { zh: '办理进展', en: 'Progress' },
  'case-decision': { zh: '办理决定', en: 'Decision' },
  'run-register': { zh: '动态运行情况登记表', en: 'Register of the run' },
};

export const maskWords: Readonly<Record<'id-card' | 'mobile' | 'bank-card' | 'other', Message>> = {
  'id-card': { zh: '疑似身份证号', en: 'perhaps an identity number' },
  mobile: { zh: '疑似手机号', en: 'perhaps a mobile number' },
  'bank-card': { zh: '疑似银行卡号', en: 'perhaps a bank card number' },
  other: { zh: '疑似个人信息', en: 'perhaps personal data' },
};

export const treatmentWords: Readonly<Record<'open' | 'mask' | 'withhold', Message>> = {
  open: { zh: '公开', en: 'open' },
  mask: { zh: '遮蔽后公开', en: 'masked' },
  withhold: { zh: '不公开', en: 'withheld' },
};

export const typeWords: Readonly<Record<string, Message>> = {
  case: { zh: '办件', en: 'Case' },
  'power.version': { zh: '权责事项版本', en: 'Version of a power' },
  'flow.version': { zh: '运行流程版本', en: 'Version of a flow' },
  'rule.version': { zh: '制度文本版本', en: 'Version of a rule' },
};

export const actWords: Readonly<Record<string, Message>> = {
  accept: { zh: '受理', en: 'accepted' },
  refuse: { zh: '不予受理', en: 'not accepted' },
  oblige: { zh: '应当公开', en: 'owed' },
  stage: { zh: '进展', en: 'progress' },
  publish: { zh: '公开', en: 'published' },
  correct: { zh: '更正', en: 'corrected' },
  withdraw: { zh: '撤下', en: 'taken down' },
  redact: { zh: '遮蔽', en: 'erased' },
  restore: { zh: '恢复', en: 'restored' },
};
