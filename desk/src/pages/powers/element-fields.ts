import type { Message } from '#platform/i18n';

type Base = { readonly name: string; readonly label: Message; readonly required?: boolean };
export type FieldSpec =
  | (Base & { readonly kind: 'line' | 'text' | 'number' | 'check' | 'lines' | 'limit' })
  | (Base & { readonly kind: 'choice' | 'choices'; readonly choices: keyof typeof CHOICES })
  | (Base & { readonly kind: 'group' | 'list'; readonly fields: readonly FieldSpec[] });

type Choice = { readonly value: string; readonly label: Message };
const choice = (value: string, zh: string, en: string): Choice => ({ value, label: { zh, en } });

export const CHOICES = {
  unit: [
    choice('wd', '工作日', 'working days'),
    choice('cd', '自然日', 'calendar days'),
    choice('month', '月', 'months'),
    choice('year', '年', 'years'),
  ],
  type: [
    choice('01', '行政许可', 'Licence'),
    choice('02', '行政处罚', 'Penalty'),
    choice('03', '行政强制', 'Compulsion'),
    choice('04', '行政征收', 'Levy'),
    choice('05', '行政给付', 'Benefit'),
    choice('06', '行政检查', 'Inspection'),
    choice('07', '行政确认', 'Confirmation'),
    choice('08', '行政奖励', 'Reward'),
    choice('09', '行政裁决', 'Adjudication'),
    choice('10', '其他行政权力', 'Other'),
    choice('20', '公共服务', 'Public service'),
    choice('99', '内部管理权', 'Internal'),
  ],
  level: [
    choice('1', '国家级', 'National'),
    choice('2', '省级', 'Province'),
    choice('3', '市级', 'City'),
    choice('4', '县级', 'County'),
    choice('5', '乡镇级', 'Township'),
    choice('6', '村居', 'Village'),
  ],
  form: [
    choice('original', '原件', 'original'),
    choice('copy', '复印件', 'copy'),
    choice('original-and-copy', '原件和复印件', 'both'),
    choice('electronic', '电子', 'electronic'),
  ],
  ease: [
    choice('none', '无', 'none'),
    choice('may-follow', '可容缺', 'may follow'),
    choice('may-promise', '可承诺', 'may be promised'),
    choice('not-asked', '免提交', 'not asked for'),
  ],
  handling: [choice('instant', '即办件', 'instant'), choice('committed', '承诺件', 'committed')],
  channel: [
    choice('online', '网上', 'online'),
    choice('window', '窗口', 'window'),
    choice('post', '邮寄', 'by post'),
    choice('agent', '代办', 'agent'),
  ],
  scope: [
    choice('society', '全社会', 'society'),
    choice('concerned', '当事人', 'the parties'),
    choice('on-application', '依申请', 'on application'),
    choice('unit', '单位内部', 'the unit'),
    choice('leadership', '领导班子', 'leadership'),
  ],
  treatment: [
    choice('open', '公开', 'open'),
    choice('mask', '隐去部分内容', 'masked'),
    choice('withhold', '不公开', 'withheld'),
  ],
  review: [choice('auto', '自动', 'automatic'), choice('person', '人工审查', 'by a person')],
} as const satisfies Readonly<Record<string, readonly Choice[]>>;

const f = (
  kind: 'line' | 'text' | 'number' | 'check' | 'lines' | 'limit',
  name: string,
  zh: string,
  en: string,
  required = false,
): FieldSpec => ({ kind, name, label: { zh, en }, ...(required ? { required } : {}) });
const pick = (
  kind: 'choice' | 'choices',
  choices: keyof typeof CHOICES,
  name: string,
  zh: string,
  en: string,
): FieldSpec => ({ kind, choices, name, label: { zh, en } });
const many = (
  kind: 'group' | 'list',
  name: string,
  zh: string,
  en: string,
  fields: readonly FieldSpec[],
): FieldSpec => ({ kind, name, label: { zh, en }, fields });

/** The elements of B2 in the order a clerk fills them in. */
export const SECTIONS: readonly {
  readonly key: string;
  readonly title: Message;
  readonly fields: readonly FieldSpec[];
}[] = [
  {
    key: 'what',
    title: { zh: '是什么', en: 'What it is' },
    fields: [
      f('line', 'name', '事项名称', 'Name', true),
      f('line', 'parentName', '主项名称', 'Main item'),
      pick('choice', 'type', 'typeCode', '事项类型', 'Type'),
      f('line', 'localType', '地方类型', 'Local type'),
      f('line', 'basicCode', '基本编码', 'Basic code'),
      f('line', 'implementationCode', '实施编码', 'Implementation code'),
      f('line', 'rawCode', '原编码', 'Code as imported'),
      f('line', 'exercisingBody', '行使主体', 'Exercising body', true),
      pick('choice', 'level', 'level', '行使层级', 'Level'),
      f('line', 'powerSource', '权力来源', 'Source of power'),
      f('line', 'entrustedBy', '委托机关', 'Entrusted by'),
      f('text', 'scopeOfPower', '权限范围', 'Scope'),
    ],
  },
  {
    key: 'basis',
    title: { zh: '凭什么', en: 'On what law' },
    fields: [
      many('list', 'legalBasis', '设定依据', 'Legal basis', [
        f('line', 'law', '法律法规名称', 'Law', true),
        f('line', 'version', '文号或版本', 'Version'),
        f('line', 'level', '效力层级', 'Level'),
        f('line', 'article', '条款', 'Article', true),
        f('text', 'summary', '内容', 'Text'),
        f('check', 'verified', '已与公布文本核对', 'checked against the text'),
      ]),
      f('lines', 'rulesOfExercise', '行使规则', 'Rules of exercise'),
      f('lines', 'unverified', '尚未核实', 'Not verified'),
    ],
  },
  {
    key: 'handling',
    title: { zh: '怎么办', en: 'How it is handled' },
    fields: [
      f('lines', 'serviceObjects', '服务对象', 'Open to'),
      f('lines', 'conditions', '办理条件', 'Conditions'),
      f('check', 'conditionsVerified', '条件已核对', 'conditions checked'),
      many('list', 'materials', '申请材料', 'Materials', [
        f('line', 'name', '名称', 'Name', true),
        pick('choice', 'form', 'form', '形式', 'Form'),
        f('number', 'copies', '份数', 'Copies'),
        f('line', 'source', '来源', 'Source', true),
        f('check', 'required', '必交', 'required'),
        pick('choice', 'ease', 'ease', '容缺或承诺', 'Ease'),
        f('line', 'note', '说明', 'Note'),
      ]),
      f('limit', 'committedLimit', '承诺时限', 'Committed limit'),
      many('group', 'statutoryLimit', '法定时限', 'Statutory limit', [
        f('number', 'n', '数量', 'Number'),
        pick('choice', 'unit', 'unit', '单位', 'Unit'),
        f('line', 'article', '依据条款', 'Article'),
        f('line', 'startRule', '起算', 'Runs from'),
        f('check', 'verified', '已核对', 'checked'),
      ]),
      many('group', 'acceptanceLimit', '受理时限', 'Limit of acceptance', [
        f('number', 'n', '数量', 'Number'),
        pick('choice', 'unit', 'unit', '单位', 'Unit'),
        f('line', 'article', '依据条款', 'Article'),
      ]),
      many('group', 'deliveryLimit', '送达时限', 'Limit of service', [
        f('number', 'n', '数量', 'Number'),
        pick('choice', 'unit', 'unit', '单位', 'Unit'),
        f('line', 'article', '依据条款', 'Article'),
      ]),
      pick('choice', 'handling', 'handling', '办件类型', 'Kind of handling'),
      pick('choices', 'channel', 'channels', '办理形式', 'Channels'),
      f('number', 'visits', '到现场次数', 'Visits'),
      f('line', 'place', '办理地点', 'Place'),
      f('line', 'hours', '办理时间', 'Hours'),
      f('line', 'enquiry', '咨询电话', 'Enquiries'),
      f('line', 'supervisionLine', '监督电话', 'Supervision line'),
      f('line', 'quantityLimit', '数量限制', 'Quantity limit'),
      many('group', 'result', '办理结果', 'Result', [
        f('line', 'name', '名称', 'Name'),
        f('line', 'kind', '形式', 'Kind'),
        f('text', 'note', '说明', 'Note'),
      ]),
      f('lines', 'jointOffices', '联办机构', 'Joint handling'),
      f('lines', 'intermediaries', '中介服务', 'Intermediaries'),
    ],
  },
  {
    key: 'fees',
    title: { zh: '收费', en: 'Fees' },
    fields: [
      many('group', 'fees', '收费', 'Fees', [
        f('check', 'charged', '收费', 'a fee is charged'),
        f('text', 'basis', '依据', 'Basis'),
        many('list', 'items', '收费项目', 'Fees', [
          f('line', 'name', '名称', 'Name', true),
          f('line', 'standard', '标准', 'Amount', true),
          f('text', 'basis', '依据', 'Basis', true),
        ]),
      ]),
    ],
  },
  {
    key: 'rights',
    title: { zh: '相对人的权利和救济', en: 'Rights and remedies' },
    fields: [
      f('lines', 'partyRights', '权利', 'Rights'),
      f('lines', 'partyDuties', '义务', 'Duties'),
      many('group', 'review', '行政复议', 'Review', [
        f('line', 'authority', '复议机关', 'Authority'),
        f('limit', 'limit', '期限', 'Limit'),
        f('line', 'article', '依据', 'Article'),
      ]),
      many('group', 'litigation', '行政诉讼', 'Litigation', [
        f('line', 'court', '法院', 'Court'),
        f('limit', 'limit', '期限', 'Limit'),
        f('line', 'article', '依据', 'Article'),
      ]),
    ],
  },
  {
    key: 'duties',
    title: { zh: '责任和监督', en: 'Duties and supervision' },
    fields: [
      many('list', 'duties', '责任事项', 'Duties', [
        f('line', 'stage', '环节', 'Stage', true),
        f('text', 'content', '内容', 'Content', true),
        f('line', 'post', '岗位', 'Post'),
      ]),
      many('list', 'accountability', '追责情形', 'Accountability', [
        f('text', 'situation', '情形', 'Situation', true),
        f('line', 'who', '追责对象', 'Who answers', true),
      ]),
      many('list', 'riskPoints', '廉政风险点', 'Risk points', [
        f('text', 'point', '风险点', 'Point', true),
        f('number', 'level', '等级（1 最高）', 'Level (1 highest)', true),
        f('text', 'control', '防控措施', 'Control', true),
        f('line', 'owner', '责任岗位', 'Post'),
      ]),
      f('lines', 'serviceCommitment', '服务承诺', 'Commitments'),
      f('lines', 'workDiscipline', '工作纪律', 'Discipline'),
      f('text', 'supervision', '监督方式', 'Manner of supervision'),
      f('lines', 'complaintChannels', '投诉渠道', 'Complaint channels'),
      f('line', 'supervisionOffice', '监管机构', 'Supervising office'),
    ],
  },
  {
    key: 'disclosure',
    title: { zh: '公开范围和时间', en: 'Disclosure' },
    fields: [
      many('list', 'disclosure', '公开规则', 'Rules', [
        f('line', 'what', '内容', 'What', true),
        pick('choice', 'scope', 'scope', '范围', 'Scope'),
        pick('choice', 'treatment', 'treatment', '方式', 'Treatment'),
        pick('choice', 'review', 'review', '审查', 'Review'),
        f('text', 'basis', '依据', 'Basis'),
      ]),
      f('lines', 'carriers', '公开载体', 'Carriers'),
    ],
  },
];
