import { canonicalBytes, type JsonValue } from '@chengming/ledger-verify';

type FieldKind = 'text' | 'date' | 'instant' | 'integer' | 'money-fen' | 'list' | 'object' | 'file' | 'code';
type Dictionary = Readonly<
  Record<string, { readonly kind: FieldKind; readonly zh: string; readonly en: string }>
>;

/**
 * Field dictionaries of the ledger: what the names in a record mean. A leaf carries the hash of its dictionary, which
 * `/ledger/schema/{hash}` answers with; a changed dictionary is another hash and the old one stays.
 */
const DICTIONARIES = {
  'power.version/1': {
    agency: { kind: 'text', zh: '行使主体', en: 'Exercising body' },
    code: { kind: 'code', zh: '事项编码', en: 'Code' },
    n: { kind: 'integer', zh: '版本号', en: 'Version' },
    name: { kind: 'text', zh: '事项名称', en: 'Name' },
    effectiveFrom: { kind: 'date', zh: '施行日期', en: 'In force from' },
    content: { kind: 'object', zh: '事项要素', en: 'Elements' },
    flow: { kind: 'code', zh: '流程记录号', en: 'Record of the flow' },
    reason: { kind: 'text', zh: '调整理由', en: 'Reason of the change' },
    approvals: { kind: 'list', zh: '审签', en: 'Approvals' },
    status: { kind: 'code', zh: '状态', en: 'State' },
    trial: { kind: 'object', zh: '试运行', en: 'Trial running' },
    trialDecision: { kind: 'object', zh: '试运行的决定', en: 'Decision on the trial' },
    restores: { kind: 'integer', zh: '恢复的版本号', en: 'Version put back in force' },
    'content.rulesOfExercise': { kind: 'list', zh: '行使规则', en: 'Rules of exercise' },
    'content.scopeOfPower': { kind: 'text', zh: '权限范围', en: 'Scope' },
    'content.riskPoints': { kind: 'list', zh: '廉政风险点', en: 'Risk points' },
    'content.jointOffices': { kind: 'list', zh: '联办机构', en: 'Joint handling' },
    'content.intermediaries': { kind: 'list', zh: '中介服务', en: 'Intermediary services' },
    'content.supervision': { kind: 'text', zh: '监督方式', en: 'Manner of supervision' },
    opens: { kind: 'list', zh: '公开的原字段', en: 'Earlier fields opened' },
    closes: { kind: 'list', zh: '转为不公开的原字段', en: 'Earlier fields withheld' },
  },
  'flow.version/1': {
    code: {
      kind: 'code',
      zh: '事项编码（通用流程为流程编码）',
      en: 'Code of the power, or of the general flow',
    },
    n: { kind: 'integer', zh: '版本号', en: 'Version' },
    file: { kind: 'file', zh: '流程文件', en: 'Flow file' },
    effectiveFrom: { kind: 'date', zh: '施行日期', en: 'In force from' },
    agency: { kind: 'text', zh: '制定机关', en: 'Made by' },
    office: { kind: 'text', zh: '起草处室', en: 'Office' },
    kind: { kind: 'code', zh: '权力类别', en: 'Category of power' },
    title: { kind: 'text', zh: '名称', en: 'Title' },
    reason: { kind: 'text', zh: '修订理由', en: 'Reason of the revision' },
    approvals: { kind: 'list', zh: '审签', en: 'Approvals' },
    ending: { kind: 'object', zh: '终止', en: 'Ending' },
    opens: { kind: 'list', zh: '公开的原字段', en: 'Earlier fields opened' },
  },
  'rule.version/1': {
    agency: { kind: 'text', zh: '制定机关', en: 'Made by' },
    rule: { kind: 'code', zh: '制度编号', en: 'Identity of the rule' },
    n: { kind: 'integer', zh: '版本号', en: 'Version' },
    title: { kind: 'text', zh: '名称', en: 'Title' },
    kind: { kind: 'code', zh: '类别', en: 'Kind' },
    documentNumber: { kind: 'text', zh: '文号', en: 'Document number' },
    office: { kind: 'text', zh: '起草处室', en: 'Office' },
    status: { kind: 'code', zh: '状态', en: 'State' },
    effectiveFrom: { kind: 'date', zh: '施行（废止）日期', en: 'In force (or repealed) from' },
    reason: { kind: 'text', zh: '修订或废止的理由', en: 'Reason of the revision or repeal' },
    basis: { kind: 'list', zh: '制定依据', en: 'Basis' },
    articles: { kind: 'list', zh: '条文', en: 'Articles' },
    governs: { kind: 'list', zh: '管理的权责事项和环节', en: 'Powers and steps governed' },
    approvals: { kind: 'list', zh: '审签', en: 'Approvals' },
  },
  'case/1': {
    agency: { kind: 'text', zh: '办理机关', en: 'Agency' },
    receivedOn: { kind: 'date', zh: '收件日期', en: 'Received on' },
    class: { kind: 'code', zh: '存证级别', en: 'Commitment class' },
    number: { kind: 'code', zh: '受理号', en: 'Case number' },
    power: { kind: 'code', zh: '事项编码', en: 'Code of the power' },
    powerVersion: { kind: 'code', zh: '事项版本记录号', en: 'Record of the power version' },
    flowVersion: { kind: 'code', zh: '流程版本记录号', en: 'Record of the flow version' },
    party: { kind: 'text', zh: '相对人', en: 'Party' },
    'party.masked': { kind: 'text', zh: '相对人（隐去部分内容）', en: 'Party (masked)' },
    acceptedOn: { kind: 'date', zh: '受理日期', en: 'Accepted on' },
    dueOn: { kind: 'date', zh: '办理期限', en: 'Due on' },
    step: { kind: 'text', zh: '环节', en: 'Step' },
    state: { kind: 'code', zh: '状态', en: 'State' },
    decision: { kind: 'text', zh: '决定', en: 'Decision' },
    decisionNumber: { kind: 'text', zh: '决定书文号', en: 'Number of the decision' },
    decidedOn: { kind: 'date', zh: '决定日期', en: 'Decided on' },
    servedOn: { kind: 'date', zh: '送达日期', en: 'Served on' },
    content: { kind: 'text', zh: '决定内容', en: 'Content of the decision' },
    document: { kind: 'file', zh: '文书', en: 'Document' },
    receipt: { kind: 'code', zh: '收件凭证指纹', en: 'Fingerprint of the receipt' },
    deviations: { kind: 'list', zh: '经批准的程序偏离', en: 'Approved deviations' },
    register: { kind: 'object', zh: '动态运行情况登记', en: 'Run register entry' },
    ground: { kind: 'text', zh: '理由', en: 'Ground' },
    opens: { kind: 'list', zh: '公开的原字段', en: 'Earlier fields opened' },
    closes: { kind: 'list', zh: '转为不公开的原字段', en: 'Earlier fields withheld' },
  },
  'exception/1': {
    agency: { kind: 'text', zh: '登记机关', en: 'Registered by' },
    title: { kind: 'text', zh: '不公开的内容', en: 'What is not public' },
    subjectKind: { kind: 'code', zh: '对象', en: 'Of what' },
    subject: { kind: 'code', zh: '对象记录号', en: 'Record it belongs to' },
    element: { kind: 'code', zh: '要素', en: 'Element' },
    ground: { kind: 'code', zh: '依据代码', en: 'Code of the ground' },
    article: { kind: 'text', zh: '依据', en: 'Ground' },
    kind: { kind: 'code', zh: '方式', en: 'How' },
    scope: { kind: 'code', zh: '仍可查看的范围', en: 'Who may still see it' },
    since: { kind: 'date', zh: '自', en: 'Since' },
    until: { kind: 'date', zh: '至（复查或者公开日）', en: 'Until (review or release)' },
    state: { kind: 'code', zh: '状态', en: 'State' },
    endedOn: { kind: 'date', zh: '终止日期', en: 'Ended on' },
  },
  'journal/1': {
    root: { kind: 'code', zh: '办理日志树根', en: 'Root of the journal tree' },
  },
  'key/1': {
    key: { kind: 'code', zh: '验证公钥', en: 'Verifier key' },
    use: { kind: 'code', zh: '用途', en: 'Use' },
  },
} as const satisfies Readonly<Record<string, Dictionary>>;

export type SchemaName = keyof typeof DICTIONARIES;

/** Every dictionary this version of the program knows, with its canonical bytes. */
export function allDictionaries(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  return Object.entries(DICTIONARIES).map(([name, fields]) => ({ name, bytes: encode(name, fields) }));
}

/** Canonical bytes of a dictionary; their SHA-256 is the schema hash of leaves. */
export function dictionaryOf(name: SchemaName): Uint8Array<ArrayBuffer> {
  return encode(name, DICTIONARIES[name]);
}

function encode(name: string, dictionary: Dictionary): Uint8Array<ArrayBuffer> {
  const fields: JsonValue = Object.fromEntries(
    Object.entries(dictionary).map(([field, meaning]) => [field, { ...meaning }]),
  );
  return canonicalBytes({ v: 'gov-schema/1', name, fields });
}

/** The words for a field of a dictionary, for pages; the name itself when it is not in it. */
export function fieldLabel(schema: string, field: string, lang: 'zh' | 'en'): string {
  const dictionary: Dictionary | undefined = Object.entries(DICTIONARIES).find(
    ([name]) => name === schema,
  )?.[1];
  return dictionary?.[field]?.[lang] ?? field;
}

/** What values a field holds; nothing when the dictionary does not know it. */
export function fieldKind(schema: string, field: string): FieldKind | undefined {
  const dictionary: Dictionary | undefined = Object.entries(DICTIONARIES).find(
    ([name]) => name === schema,
  )?.[1];
  return dictionary?.[field]?.kind;
}
