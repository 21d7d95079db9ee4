import { ELEMENT_WORDS } from '#modules/powers/contract';
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

/** An element by its name, as it is called everywhere. */
const own = (name: keyof typeof ELEMENT_WORDS) =>
  [name, ELEMENT_WORDS[name].zh, ELEMENT_WORDS[name].en] as const;

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
      f('line', ...own('name'), true),
      f('line', ...own('parentName')),
      pick('choice', 'type', ...own('typeCode'), true),
      f('line', ...own('localType')),
      from('pick', 'offices', ...own('officeKey')),
      f('line', ...own('leader')),
      f('line', ...own('exercisingBody'), true),
      f('line', ...own('exercisingBodyCode')),
      pick('choice', 'level', ...own('level'), true),
      f('parent', ...own('basicCode'), false, {
        zh: '输入上级清单里的名称或者编码来选；上级没有赋码的用 900 段暂编，12 位',
        en: 'type a name or code of the lists above and choose; 12 digits, main items from 900 are provisional',
      }),
      f('line', ...own('implementationCode'), false, {
        zh: '由信用代码、层级和基本编码自动合成',
        en: 'made from credit code, level and basic code',
      }),
      f('line', ...own('rawCode')),
      f('line', ...own('powerSource'), false, {
        zh: '法定本级行使、上级下放、受委托等',
        en: 'by law, delegated, entrusted',
      }),
      f('line', ...own('entrustedBy')),
      f('text', ...own('scopeOfPower')),
      f('text', ...own('departmentDuties')),
      f('text', ...own('remarks')),
    ],
  },
  {
    key: 'basis',
    title: { zh: '凭什么', en: 'On what law' },
    fields: [
      many('list', ...own('legalBasis'), [
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
      f('lines', ...own('rulesOfExercise')),
      f('lines', ...own('unverified'), false, {
        zh: '没有与公布文本核对的内容，公开时如实标明',
        en: 'shown as not verified, never as law',
      }),
    ],
  },
  {
    key: 'handling',
    title: { zh: '怎么办', en: 'How it is handled' },
    fields: [
      f('lines', ...own('serviceObjects')),
      f('lines', ...own('conditions')),
      f('check', ...own('conditionsVerified')),
      many('list', ...own('materials'), [
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
      {
        hint: {
          zh: '申请人、申请内容以外还要问的',
          en: 'what is asked beside the applicant and the request',
        },
        ...many('list', ...own('applicationForm'), [
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
      },
      pick('choice', 'handling', ...own('handling')),
      pick('choices', 'channel', ...own('channels')),
      f('number', ...own('visits')),
      pick('choice', 'clockFrom', ...own('clockFrom')),
      f('limit', ...own('committedLimit')),
      many('group', ...own('statutoryLimit'), [
        LIMIT,
        f('line', 'article', '依据条款', 'Article', true),
        f('line', 'startRule', '起算', 'Runs from', true),
        many('group', 'extension', '可以延长', 'Extension', [
          LIMIT,
          f('line', 'approver', '批准人', 'Approved by', true),
        ]),
        f('check', 'verified', '已核对', 'checked'),
      ]),
      many('group', ...own('acceptanceLimit'), [LIMIT, f('line', 'article', '依据条款', 'Article', true)]),
      {
        hint: {
          zh: '逾期不补正视为放弃申请的，才填',
          en: 'only where silence gives the application up by law',
        },
        ...many('group', ...own('correctionLimit'), [
          LIMIT,
          f('line', 'law', '法律法规名称', 'Law', true),
          f('line', 'article', '条款', 'Article', true),
          f('check', 'verified', '已核对', 'checked'),
        ]),
      },
      many('group', ...own('deliveryLimit'), [LIMIT, f('line', 'article', '依据条款', 'Article', true)]),
      many('list', ...own('committedVariants'), [
        pick('choice', 'role', 'role', '经过的环节', 'With the step', true),
        LIMIT,
      ]),
      f('line', ...own('place')),
      f('line', ...own('hours')),
      f('line', ...own('enquiry')),
      f('line', ...own('supervisionLine')),
      f('line', ...own('quantityLimit')),
      many('group', ...own('result'), [
        f('line', 'name', '名称', 'Name', true),
        f('line', 'kind', '形式', 'Kind'),
        f('line', 'note', '说明', 'Note'),
        f('file', 'sample', '结果样本', 'Sample of the result'),
      ]),
      f('lines', ...own('jointOffices')),
      f('lines', ...own('intermediaries')),
    ],
  },
  {
    key: 'fees',
    title: { zh: '收费', en: 'Fees' },
    fields: [
      many('group', ...own('fees'), [
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
      f('lines', ...own('partyRights')),
      f('lines', ...own('partyDuties')),
      many('group', ...own('review'), [
        f('line', 'authority', '复议机关', 'Authority', true),
        NESTED_LIMIT,
        f('line', 'article', '依据', 'Article', true),
      ]),
      many('group', ...own('reviewFirst'), [
        pick('choice', 'reviewFirst', 'ground', '情形', 'Ground', true),
        f('line', 'law', '法律法规名称', 'Law', true),
        f('line', 'article', '条款', 'Article', true),
        f('check', 'verified', '已核对', 'checked'),
      ]),
      many('group', ...own('litigation'), [
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
      many('list', ...own('duties'), [
        f('line', 'stage', '环节', 'Stage', true),
        from('pick', 'posts', 'post', '岗位', 'Post'),
        f('text', 'content', '内容', 'Content', true),
        CITATIONS,
      ]),
      many('list', ...own('accountability'), [
        f('line', 'who', '追责对象', 'Who answers', true),
        f('text', 'situation', '情形', 'Situation', true),
        CITATIONS,
      ]),
      many('list', ...own('riskPoints'), [
        pick('choice', 'risk', 'level', '等级', 'Level', true),
        from('pick', 'posts', 'owner', '责任岗位', 'Post'),
        f('text', 'point', '风险点', 'Point', true),
        f('text', 'control', '防控措施', 'Control', true),
      ]),
      f('lines', ...own('serviceCommitment')),
      f('lines', ...own('workDiscipline')),
      f('text', ...own('supervision')),
      from('picks', 'channels', ...own('complaintChannels')),
      f('line', ...own('supervisionOffice')),
    ],
  },
  {
    key: 'disclosure',
    title: { zh: '公开', en: 'Disclosure' },
    fields: [
      many('list', ...own('disclosure'), [
        f('line', 'what', '内容', 'What', true),
        pick('choice', 'scope', 'scope', '范围', 'Scope', true),
        pick('choice', 'treatment', 'treatment', '方式', 'Treatment', true),
        pick('choice', 'review', 'review', '审查', 'Review', true),
        many('group', 'due', '时间', 'When', [LIMIT, f('line', 'from', '自何时起', 'Counted from', true)]),
        f('line', 'basis', '依据', 'Basis'),
      ]),
      f('lines', ...own('carriers')),
      many('list', ...own('history'), [
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
