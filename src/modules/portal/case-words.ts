import { messages, type Message } from '#platform/i18n';
import { isStatusCode, type StatusCode } from '#platform/portal';

/** States and results of a case as they are published, in the one vocabulary of the portal. */
const STATES: Readonly<Record<string, StatusCode>> = {
  'awaiting-correction': 'needs-correction',
  准予: 'granted',
  不予: 'refused',
  予以备案: 'closed',
  已答复: 'closed',
  不予受理: 'not-accepted',
};

/** Results of a case as its record holds them; other texts of a record are the agency's own. */
export const resultWords: Readonly<Record<string, Message>> = messages({
  准予: { zh: '准予', en: 'Granted' },
  不予: { zh: '不予', en: 'Refused' },
  予以备案: { zh: '予以备案', en: 'Entered on file' },
  已答复: { zh: '已答复', en: 'Answered' },
  不予受理: { zh: '不予受理', en: 'Not accepted' },
});

/** The status word of a published state; a state this program does not know reads as under way. */
export function statusOf(state: string): StatusCode {
  const code = STATES[state] ?? state;
  return isStatusCode(code) ? code : 'reviewing';
}

export const actWords: Readonly<Record<string, Message>> = messages({
  accept: { zh: '受理', en: 'Accepted' },
  refuse: { zh: '不予受理', en: 'Not accepted' },
  oblige: { zh: '公开义务成立', en: 'Publication owed' },
  stage: { zh: '办理进展', en: 'Progress' },
  publish: { zh: '公开', en: 'Published' },
  correct: { zh: '更正', en: 'Corrected' },
  withdraw: { zh: '撤下', en: 'Taken down' },
  redact: { zh: '依法遮蔽', en: 'Redacted' },
  restore: { zh: '恢复公开', en: 'Restored' },
  anchor: { zh: '办理日志存证', en: 'Journal anchored' },
});

export const kindWords: Readonly<Record<string, Message>> = messages({
  'power-version': { zh: '事项新版本', en: 'New version of a power' },
  'flow-version': { zh: '运行流程新版本', en: 'New version of a flow' },
  'flow-ending': { zh: '通用流程的终止', en: 'End of a general flow' },
  'trial-decision': { zh: '试运行的转正决定', en: 'Decision on a trial running' },
  'rule-version': { zh: '制度文本新版本', en: 'New version of a rule' },
  'case-accepted': { zh: '受理情况', en: 'Acceptance of a case' },
  'case-stage': { zh: '办理进展', en: 'Progress of a case' },
  'case-decision': { zh: '办理结果', en: 'Decision of a case' },
  'run-register': { zh: '动态运行情况登记表', en: 'Run register entry' },
});

export const OTHER_KIND: Message = { zh: '应公开内容', en: 'To be published' };

export const typeWords: Readonly<Record<string, Message>> = messages({
  'power.version': { zh: '事项版本', en: 'Version of a power' },
  'flow.version': { zh: '流程版本', en: 'Version of a flow' },
  'rule.version': { zh: '制度文本版本', en: 'Version of a rule' },
  case: { zh: '办件', en: 'Case' },
  journal: { zh: '办理日志', en: 'Journal' },
  key: { zh: '验证公钥', en: 'Verifier key' },
});
