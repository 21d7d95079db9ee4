import type { Message } from '#platform/i18n';
import type { CHOICES } from './choices.ts';

type Base = {
  readonly name: string;
  readonly label: Message;
  readonly required?: boolean;
  /** Of a question: the kinds of answer for which this is asked. */
  readonly ofKinds?: readonly string[];
  /** What to write, under the field. */
  readonly hint?: Message;
};
/** What is chosen from the agency’s own chart: offices, posts, complaint channels. */
export type Source = 'offices' | 'posts' | 'channels';
export type FieldSpec =
  | (Base & {
      readonly kind:
        | 'line'
        | 'law'
        | 'parent'
        | 'text'
        | 'number'
        | 'check'
        | 'lines'
        | 'limit'
        | 'day'
        | 'file';
    })
  | (Base & { readonly kind: 'choice' | 'choices'; readonly choices: keyof typeof CHOICES })
  | (Base & { readonly kind: 'pick' | 'picks'; readonly source: Source })
  | (Base & { readonly kind: 'group' | 'list'; readonly fields: readonly FieldSpec[] });

const f = (
  kind: 'line' | 'law' | 'parent' | 'text' | 'number' | 'check' | 'lines' | 'limit' | 'day' | 'file',
  name: string,
  zh: string,
  en: string,
  required = false,
  hint?: Message,
): FieldSpec => ({
  kind,
  name,
  label: { zh, en },
  ...(required ? { required } : {}),
  ...(hint ? { hint } : {}),
});
/** A part of a question that only some kinds of answer have. */
const only = (ofKinds: readonly string[], field: FieldSpec): FieldSpec => ({ ...field, ofKinds });
const from = (kind: 'pick' | 'picks', source: Source, name: string, zh: string, en: string): FieldSpec => ({
  kind,
  source,
  name,
  label: { zh, en },
});
const pick = (
  kind: 'choice' | 'choices',
  choices: keyof typeof CHOICES,
  name: string,
  zh: string,
  en: string,
  required = false,
): FieldSpec => ({ kind, choices, name, label: { zh, en }, ...(required ? { required } : {}) });
const many = (
  kind: 'group' | 'list',
  name: string,
  zh: string,
  en: string,
  fields: readonly FieldSpec[],
): FieldSpec => ({ kind, name, label: { zh, en }, fields });

/** Number and unit that stand among the other parts of a group; `limit` where they are one part of it. */
const LIMIT = f('limit', '', '期限', 'Limit', true);
const NESTED_LIMIT = f('limit', 'limit', '期限', 'Limit', true);
const CITATIONS = many('list', 'basis', '依据', 'Basis', [
  f('line', 'law', '法律法规名称', 'Law', true),
  f('line', 'article', '条款', 'Article', true),
  f('check', 'verified', '已核对', 'checked'),
]);

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
      pick('choice', 'type', 'typeCode', '事项类型', 'Type', true),
      f('line', 'localType', '地方类型', 'Local type'),
      from('pick', 'offices', 'officeKey', '承办处室', 'Office in charge'),
      f('line', 'leader', '分管领导', 'Leader in charge'),
      f('line', 'exercisingBody', '行使主体', 'Exercising body', true),
      f('line', 'exercisingBodyCode', '行使主体信用代码', 'Credit code of the body'),
      pick('choice', 'level', 'level', '行使层级', 'Level', true),
      f('parent', 'basicCode', '基本编码', 'Basic code', false, {
        zh: '输入上级清单里的名称或者编码来选；上级没有赋码的用 900 段暂编，12 位',
        en: 'type a name or code of the lists above and choose; 12 digits, main items from 900 are provisional',
      }),
      f('line', 'implementationCode', '实施编码', 'Implementation code', false, {
        zh: '由信用代码、层级和基本编码自动合成',
        en: 'made from credit code, level and basic code',
      }),
      f('line', 'rawCode', '原编码', 'Code as imported'),
      f('line', 'powerSource', '权力来源', 'Source of power', false, {
        zh: '法定本级行使、上级下放、受委托等',
        en: 'by law, delegated, entrusted',
      }),
      f('line', 'entrustedBy', '委托机关', 'Entrusted by'),
      f('text', 'scopeOfPower', '权限范围', 'Scope'),
      f('text', 'departmentDuties', '部门职责', 'Duties of the department'),
      f('text', 'remarks', '备注', 'Remarks'),
    ],
  },
  {
    key: 'basis',
    title: { zh: '凭什么', en: 'On what law' },
    fields: [
      many('list', 'legalBasis', '设定依据', 'Legal basis', [
        f('law', 'law', '法律法规名称', 'Law', true, {
          zh: '输入名称和条号，从依据库里选，其余各格自动填好',
          en: 'type title and article, choose from the library: the rest is filled in',
        }),
        f('line', 'version', '文号或版本', 'Version'),
        f('line', 'level', '效力层级', 'Level'),
        f('line', 'article', '条款', 'Article', true),
        f('text', 'summary', '内容', 'Text'),
        f('check', 'verified', '已与公布文本核对', 'checked against the text'),
      ]),
      f('lines', 'rulesOfExercise', '行使规则', 'Rules of exercise'),
      f('lines', 'unverified', '尚未核实', 'Not verified', false, {
        zh: '没有与公布文本核对的内容，公开时如实标明',
        en: 'shown as not verified, never as law',
      }),
    ],
  },
  {
    key: 'handling',
    title: { zh: '怎么办', en: 'How it is handled' },
    fields: [
      f('lines', 'serviceObjects', '服务对象', 'Open to'),
      f('lines', 'conditions', '办理条件', 'Conditions'),
      f('check', 'conditionsVerified', '条件已与条文核对', 'conditions checked against the text'),
      many('list', 'materials', '申请材料', 'Materials', [
        f('line', 'name', '名称', 'Name', true),
        f('line', 'source', '来源', 'Source', true),
        pick('choice', 'form', 'form', '形式', 'Form', true),
        f('number', 'copies', '份数', 'Copies', true),
        pick('choice', 'ease', 'ease', '容缺或承诺', 'Ease'),
        f('line', 'note', '说明', 'Note'),
        f('check', 'required', '必交', 'required'),
        f('file', 'blankForm', '空白表格', 'Blank form'),
        f('file', 'sample', '样表', 'Filled-in sample'),
      ]),
      many('list', 'applicationForm', '申请表（除申请人、申请内容外还要问的）', 'Application form', [
        f('line', 'label', '问题', 'Question', true),
        pick('choice', 'formKind', 'kind', '怎么回答', 'Kind of answer', true),
        f('check', 'required', '必答', 'must be answered'),
        f('line', 'hint', '提示', 'Hint'),
        only(['choice', 'choices'], f('lines', 'choices', '选项', 'Choices')),
        only(['line', 'text'], f('number', 'max', '最多字数', 'Longest text')),
        only(['number'], f('number', 'max', '最大数值', 'Largest number')),
        many('group', 'when', '只在前面这样回答时才问', 'Asked only when', [
          f('line', 'label', '前面的问题', 'Earlier question', true),
          f('line', 'is', '选了', 'was answered', true),
        ]),
      ]),
      pick('choice', 'handling', 'handling', '办件类型', 'Kind of handling'),
      pick('choices', 'channel', 'channels', '办理形式', 'Channels'),
      f('number', 'visits', '到现场次数', 'Visits'),
      pick('choice', 'clockFrom', 'clockFrom', '时限起点', 'Limits run from'),
      f('limit', 'committedLimit', '承诺时限', 'Committed limit'),
      many('group', 'statutoryLimit', '法定时限', 'Statutory limit', [
        LIMIT,
        f('line', 'article', '依据条款', 'Article', true),
        f('line', 'startRule', '起算', 'Runs from', true),
        many('group', 'extension', '可以延长', 'Extension', [
          LIMIT,
          f('line', 'approver', '批准人', 'Approved by', true),
        ]),
        f('check', 'verified', '已核对', 'checked'),
      ]),
      many('group', 'acceptanceLimit', '受理时限', 'Limit of acceptance', [
        LIMIT,
        f('line', 'article', '依据条款', 'Article', true),
      ]),
      many('group', 'correctionLimit', '补正期限（逾期视为放弃）', 'Limit of correction (silence gives up)', [
        LIMIT,
        f('line', 'law', '法律法规名称', 'Law', true),
        f('line', 'article', '条款', 'Article', true),
        f('check', 'verified', '已核对', 'checked'),
      ]),
      many('group', 'deliveryLimit', '送达时限', 'Limit of service', [
        LIMIT,
        f('line', 'article', '依据条款', 'Article', true),
      ]),
      many('list', 'committedVariants', '特定情形的承诺时限', 'Limits in certain cases', [
        pick('choice', 'role', 'role', '经过的环节', 'With the step', true),
        LIMIT,
      ]),
      f('line', 'place', '办理地点', 'Place'),
      f('line', 'hours', '办理时间', 'Hours'),
      f('line', 'enquiry', '咨询电话', 'Enquiries'),
      f('line', 'supervisionLine', '监督电话', 'Supervision line'),
      f('line', 'quantityLimit', '数量限制', 'Quantity limit'),
      many('group', 'result', '办理结果', 'Result', [
        f('line', 'name', '名称', 'Name', true),
        f('line', 'kind', '形式', 'Kind'),
        f('line', 'note', '说明', 'Note'),
        f('file', 'sample', '结果样本', 'Sample of the result'),
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
        f('check', 'charged', '本事项收费', 'a fee is charged'),
        f('text', 'basis', '收费或者不收费的依据', 'Basis for charging or not'),
        many('list', 'items', '收费项目', 'Fees', [
          f('line', 'name', '名称', 'Name', true),
          f('line', 'standard', '标准', 'Amount', true),
          f('line', 'basis', '依据', 'Basis', true),
        ]),
      ]),
    ],
  },
  {
    key: 'rights',
    title: { zh: '权利和救济', en: 'Rights and remedies' },
    fields: [
      f('lines', 'partyRights', '相对人权利', 'Rights'),
      f('lines', 'partyDuties', '相对人义务', 'Duties'),
      many('group', 'review', '行政复议', 'Review', [
        f('line', 'authority', '复议机关', 'Authority', true),
        NESTED_LIMIT,
        f('line', 'article', '依据', 'Article', true),
      ]),
      many('group', 'reviewFirst', '复议前置', 'Review comes first', [
        pick('choice', 'reviewFirst', 'ground', '情形', 'Ground', true),
        f('line', 'law', '法律法规名称', 'Law', true),
        f('line', 'article', '条款', 'Article', true),
        f('check', 'verified', '已核对', 'checked'),
      ]),
      many('group', 'litigation', '行政诉讼', 'Litigation', [
        f('line', 'court', '法院', 'Court', true),
        NESTED_LIMIT,
        f('line', 'article', '依据', 'Article', true),
      ]),
    ],
  },
  {
    key: 'duties',
    title: { zh: '责任和监督', en: 'Duties and supervision' },
    fields: [
      many('list', 'duties', '责任事项', 'Duties', [
        f('line', 'stage', '环节', 'Stage', true),
        from('pick', 'posts', 'post', '岗位', 'Post'),
        f('text', 'content', '内容', 'Content', true),
        CITATIONS,
      ]),
      many('list', 'accountability', '追责情形', 'Accountability', [
        f('line', 'who', '追责对象', 'Who answers', true),
        f('text', 'situation', '情形', 'Situation', true),
        CITATIONS,
      ]),
      many('list', 'riskPoints', '廉政风险点', 'Risk points', [
        pick('choice', 'risk', 'level', '等级', 'Level', true),
        from('pick', 'posts', 'owner', '责任岗位', 'Post'),
        f('text', 'point', '风险点', 'Point', true),
        f('text', 'control', '防控措施', 'Control', true),
      ]),
      f('lines', 'serviceCommitment', '服务承诺', 'Commitments'),
      f('lines', 'workDiscipline', '工作纪律', 'Discipline'),
      f('text', 'supervision', '监督方式', 'Manner of supervision'),
      from('picks', 'channels', 'complaintChannels', '投诉渠道', 'Complaint channels'),
      f('line', 'supervisionOffice', '事后监管机构', 'Supervising office'),
    ],
  },
  {
    key: 'disclosure',
    title: { zh: '公开', en: 'Disclosure' },
    fields: [
      many('list', 'disclosure', '公开范围和时间', 'What is disclosed, to whom, when', [
        f('line', 'what', '内容', 'What', true),
        pick('choice', 'scope', 'scope', '范围', 'Scope', true),
        pick('choice', 'treatment', 'treatment', '方式', 'Treatment', true),
        pick('choice', 'review', 'review', '审查', 'Review', true),
        many('group', 'due', '时间', 'When', [LIMIT, f('line', 'from', '自何时起', 'Counted from', true)]),
        f('line', 'basis', '依据', 'Basis'),
      ]),
      f('lines', 'carriers', '公开载体', 'Carriers'),
      many('list', 'history', '沿革', 'History', [
        f('day', 'on', '日期', 'Day'),
        f('line', 'what', '内容', 'What', true),
      ]),
    ],
  },
];

/** Whether a part is asked for beside the others as they are answered. */
export function isAskedFor({ ofKinds }: FieldSpec, among: Readonly<Record<string, unknown>>): boolean {
  return ofKinds === undefined || ofKinds.includes(String(among['kind']));
}

/** Every element by its name. */
export const ELEMENTS: ReadonlyMap<string, FieldSpec> = new Map(
  SECTIONS.flatMap((section) => section.fields.map((field) => [field.name, field] as const)),
);
