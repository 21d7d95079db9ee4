import { messages } from '#platform/i18n';

/** The words of the non-public register, on its pages, at the desk and in its files. */
export const SUBJECT_WORDS = messages({
  power: { zh: '整个事项', en: 'a whole item' },
  'power-field': { zh: '事项的一个要素', en: 'an element of an item' },
  'case-field': { zh: '办件的一个字段', en: 'a field of a case' },
  document: { zh: '办件的一份文书或者材料', en: 'a document of a case' },
  rule: { zh: '整项制度', en: 'a whole rule' },
});
export const EXCEPTION_STATE_WORDS = messages({
  requested: { zh: '待处长签字', en: 'waits for the head of the office' },
  signed: { zh: '待保密和公开审查', en: 'waits for the secrecy review' },
  reviewed: { zh: '待领导小组办公室批准', en: 'waits for the leading group office' },
  'in-force': { zh: '不公开', en: 'in force' },
  refused: { zh: '未批准', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'taken back' },
  ended: { zh: '已终止', en: 'ended' },
});
export const EXCEPTION_ACT_WORDS = messages({
  request: { zh: '提出申请', en: 'asked' },
  sign: { zh: '签字同意', en: 'Sign' },
  review: { zh: '审查通过', en: 'Pass the review' },
  approve: { zh: '批准不公开', en: 'Approve' },
  refuse: { zh: '不批准', en: 'Refuse' },
  withdraw: { zh: '撤回申请', en: 'Take back' },
  file: { zh: '登记备案', en: 'Record the filing' },
  keep: { zh: '继续不公开', en: 'Keep' },
  open: { zh: '决定公开', en: 'Open' },
  lapse: { zh: '期限届满，自动终止', en: 'ended: its date has passed' },
});
export const SCOPE_WORDS = messages({
  leadership: { zh: '领导班子', en: 'the leadership' },
  unit: { zh: '本单位内部', en: 'staff of the agency' },
  concerned: { zh: '当事人', en: 'the parties concerned' },
  'on-application': { zh: '依申请公开', en: 'on application' },
});
export const HOW_WORDS = messages({
  withheld: { zh: '不公开', en: 'withheld' },
  postponed: { zh: '延期公开', en: 'postponed' },
});
export const FORM_WORDS = messages({
  entry: { zh: '公开登记条目', en: 'a public entry' },
  count: { zh: '只公开年度数量', en: 'only the yearly count' },
});
/** Fields of a case and elements of an item that may be withheld, by the names officials use. */
export const ELEMENT_WORDS = messages({
  rulesOfExercise: { zh: '行使规则', en: 'Rules of exercise' },
  scopeOfPower: { zh: '权限范围', en: 'Scope' },
  riskPoints: { zh: '廉政风险点', en: 'Risk points' },
  jointOffices: { zh: '联办机构', en: 'Joint handling' },
  intermediaries: { zh: '中介服务', en: 'Intermediary services' },
  supervision: { zh: '监督方式', en: 'Manner of supervision' },
  content: { zh: '决定内容', en: 'Content of the decision' },
  party: { zh: '当事人', en: 'Party' },
  register: { zh: '动态运行情况登记', en: 'Run register entry' },
});
/** What stands before every request: state secrets never enter this system. */
export const SECRECY_WARNING = {
  zh: '国家秘密不得录入本系统。密级文件及其内容请按保密规定在涉密系统中办理，不要写在这里。',
  en: 'Never enter state secrets here. Classified documents and what they say belong in a classified system, not in this form.',
} as const;

/** The name of an element or a field; the code itself where it has none. */
export function elementWord(element: string): { readonly zh: string; readonly en: string } {
  const found = Object.entries(ELEMENT_WORDS).find(([name]) => name === element)?.[1];
  return found ?? { zh: element, en: element };
}
