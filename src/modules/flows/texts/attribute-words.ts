import type { Words } from './words.ts';

/** Every element of requirement C4 and of the executable profile as people call it, by its name in the table and in the file. */
export const ATTRIBUTE_WORDS = {
  name: { zh: '名称', en: 'Name' },
  nameEn: { zh: '英文名称', en: 'Name in English' },
  kind: { zh: '种类', en: 'Kind' },
  post: { zh: '承办岗位', en: 'Post' },
  role: { zh: '法律性质', en: 'Nature in law' },
  clock: { zh: '计时', en: 'Clock' },
  limit: { zh: '环节时限', en: 'Time limit' },
  timer: { zh: '定时', en: 'Timer' },
  statutoryLimit: { zh: '法定时限', en: 'Statutory limit' },
  minLimit: { zh: '法定最短期限', en: 'Least time by law' },
  article: { zh: '法定环节的依据条款', en: 'Article that requires the step' },
  risk: { zh: '廉政风险等级', en: 'Integrity risk' },
  riskPoint: { zh: '风险点', en: 'Where the risk lies' },
  keyPoint: { zh: '重点部位', en: 'Key point' },
  twoOfficers: { zh: '两名以上人员办理', en: 'Two officers or more' },
  public: { zh: '对外公开', en: 'Public' },
  publicLabel: { zh: '对外名称', en: 'Public name' },
  main: { zh: '在此办结', en: 'Concludes the case' },
  host: { zh: '所在环节', en: 'On step' },
  attachedToRef: { zh: '所在环节', en: 'On step' },
  interrupting: { zh: '到期后停止本环节', en: 'Ends the step' },
  calls: { zh: '调用的流程', en: 'Called flow' },
  calledElement: { zh: '调用的流程', en: 'Called flow' },
  calledVersion: { zh: '调用的版本', en: 'Called version' },
  completes: { zh: '等它办结', en: 'Waits for its end' },
  outcomes: { zh: '办理结果', en: 'Outcomes' },
  outcome: { zh: '办理结果', en: 'Outcome' },
  bases: { zh: '依据', en: 'Basis' },
  documents: { zh: '产生的文书', en: 'Documents' },
  action: { zh: '办理内容', en: 'What is done' },
  rule: { zh: '办理规则', en: 'Handling rule' },
  duty: { zh: '职责', en: 'Duty' },
  supervision: { zh: '监督制约', en: 'Supervision and constraint' },
  rights: { zh: '相对人的权利', en: 'Rights of the party' },
  complaint: { zh: '投诉渠道', en: 'Where to complain' },
  from: { zh: '来自', en: 'From' },
  to: { zh: '去向', en: 'Leads to' },
  label: { zh: '连线文字', en: 'Words on the way' },
  labelEn: { zh: '连线英文', en: 'Words in English' },
  when: { zh: '条件（文字）', en: 'Condition in words' },
  feel: { zh: '条件（判断式）', en: 'Condition' },
  condition: { zh: '条件', en: 'Condition' },
  default: { zh: '其余情形走这条', en: 'Way for all other cases' },
  loop: { zh: '退回', en: 'Goes back' },
  posts: { zh: '岗位泳道', en: 'Lanes' },
  fields: { zh: '案件字段', en: 'Case fields' },
} as const satisfies Readonly<Record<string, Words>>;
export type Attribute = keyof typeof ATTRIBUTE_WORDS;

const WORDS: Readonly<Record<string, Words>> = ATTRIBUTE_WORDS;

/** `gov:limit`, `outcomes.0.label` and the like in words; what has none is said as it stands. */
export function attributeWords(path: string, lang: 'zh' | 'en'): string {
  const [first = path] = path.replace(/^gov:/u, '').split('.');
  return WORDS[first]?.[lang] ?? path;
}
