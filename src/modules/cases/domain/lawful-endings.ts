/** Grounds on which an accepted application ends without a decision 终止. */
export const TERMINATION_GROUNDS = {
  'applicant-gone': {
    zh: '申请人死亡、丧失行为能力或者终止，无权利承继人',
    en: 'the applicant no longer exists',
  },
  'object-gone': { zh: '申请事项的标的已不存在', en: 'what was applied for no longer exists' },
  'law-changed': {
    zh: '法律、法规、规章修改，不再需要办理',
    en: 'the law changed and nothing is left to decide',
  },
  'inaction-of-party': {
    zh: '申请人逾期不履行配合义务，致使无法办理',
    en: 'the applicant did not do what only they can',
  },
} as const;
export type TerminationGround = keyof typeof TERMINATION_GROUNDS;
