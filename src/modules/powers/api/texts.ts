import { messages, t, type Lang } from '#platform/i18n';
import type { BlockerCode } from '../domain/blockers.ts';
import { elementName, isElement } from '../portal/element-names.ts';
import type { RowCode, RowFinding } from '../domain/import-rows.ts';
import { headerOf, isColumn } from '../domain/sheet/columns.ts';

const BLOCKERS = messages({
  'powers/basis-missing': { zh: '没有设定依据', en: 'no legal basis' },
  'powers/licence-without-basis-in-law': {
    zh: '行政许可没有一条已核对的法律依据',
    en: 'a licence needs a legal basis that was checked',
  },
  'powers/licence-without-parent': {
    zh: '行政许可的基本编码不在已导入的上级许可清单中',
    en: 'its basic code names no licence of the lists above that were imported',
  },
  'powers/departs-from-parent': {
    zh: '与上级目录不一致：名称、类型、依据、层级不能改',
    en: 'departs from the entry above: name, type, basis and level are inherited',
  },
  'powers/code-missing': { zh: '没有实施编码', en: 'no implementation code' },
  'powers/code-taken': {
    zh: '编码与另一个事项相同',
    en: 'another power has the same code',
  },
  'powers/limit-missing': { zh: '没有承诺时限', en: 'no committed limit' },
  'powers/committed-exceeds-statutory': {
    zh: '承诺时限长于法定时限',
    en: 'the committed limit is longer than the statutory one',
  },
  'powers/office-missing': { zh: '没有承办机构', en: 'no office in charge' },
  'powers/conditions-missing': { zh: '没有办理条件', en: 'no conditions' },
  'powers/duties-missing': { zh: '没有责任事项', en: 'no duties' },
  'powers/accountability-missing': { zh: '没有追责情形', en: 'no accountability clause' },
  'powers/remedies-missing': { zh: '没有复议和诉讼途径', en: 'no remedies' },
  'powers/review-limit-short': {
    zh: '行政复议期限应为60日（自然日），法律规定更长的除外（行政复议法第二十条）',
    en: 'the time for administrative review is 60 calendar days unless a law sets longer (行政复议法 art. 20)',
  },
  'powers/review-first-unverified': {
    zh: '复议前置的法律依据没有核对',
    en: 'the article that puts review first was not checked',
  },
  'powers/disclosure-missing': { zh: '没有公开范围和时间', en: 'no disclosure rules' },
  'powers/complaint-missing': { zh: '没有投诉渠道', en: 'no complaint channel' },
  'powers/flow-missing': { zh: '没有运行流程图', en: 'no flow' },
  'powers/flow-unlawful': {
    zh: '运行流程图与现在的事项类型、时限或者岗位不符',
    en: 'the flow does not fit the type, limits or posts as they are now',
  },
  'powers/fee-basis-missing': { zh: '收费没有依据', en: 'a fee without a basis' },
  'powers/resolution-missing': {
    zh: '还没有集体审议通过的决议',
    en: 'no resolution has adopted this version',
  },
  'powers/meeting-open': {
    zh: '决议已经通过，会议还没有闭会；闭会后才能公布',
    en: 'the resolution is adopted, the meeting is not closed yet; publication waits for closing',
  },
  'powers/excepted': {
    zh: '不公开目录登记了整个事项，期限届满或者决定公开以前不能公布',
    en: 'the non-public register withholds the whole item until its date or a decision to open it',
  },
  'powers/form-faulty': {
    zh: '申请表有重名的问题、没有选项的选择题，或者条件指向不存在的选项',
    en: 'a question of the application form is named twice, has nothing to choose, or rests on an answer that cannot be given',
  },
  'powers/type-abolished': { zh: '该类型已经取消', en: 'this type was abolished' },
}) satisfies Record<BlockerCode, unknown>;

export function blockerText(code: BlockerCode, lang: Lang): string {
  return t(lang, BLOCKERS[code]);
}

const ROWS = messages({
  'import/not-an-object': { zh: '这一行不是一个事项', en: 'this row is not an item' },
  'import/field-missing': { zh: '缺少这个字段', en: 'this field is missing' },
  'import/field-refused': { zh: '这个字段的内容不合要求', en: 'the value of this field is refused' },
  'import/duplicate-key': { zh: '与前面的行重复', en: 'repeats an earlier row' },
  'import/type-unknown': { zh: '没有这个事项类型', en: 'no such type' },
  'import/type-abolished': { zh: '该类型已经取消（国发〔2015〕27号）', en: 'this type was abolished' },
  'import/type-differs-from-code': {
    zh: '事项类型与编码中的类型不一致',
    en: 'the type differs from the one in the code',
  },
  'import/credit-code-wrong': { zh: '统一社会信用代码校验不通过', en: 'the credit code fails its check' },
  'import/no-credit-code': {
    zh: '编码里没有18位统一社会信用代码，原样保留',
    en: 'no credit code in the code; kept raw',
  },
  'import/form-not-here': {
    zh: '这份空白表格或样表不随清单走，没有带上，请在事项页上传',
    en: 'this form does not travel with a list and was left out: upload it on the page of the item',
  },
  'import/kept-published': {
    zh: '已公布的事项，导入不改它。要改这一格，请先在它的页面起草新版，写明理由和依据，再重新导出来改',
    en: 'published, so an import leaves it. To change this cell draft a new version on the page of the item, with reason and basis, and export anew',
  },
  'import/kept-under-way': {
    zh: '已经签署、在审或者退回修改，导入不改它。请在它的页面修改；在审的，请先退回',
    en: 'signed, under review or returned, so an import leaves it. Change it on its page; if it is under review, have it returned first',
  },
  'import/kept-edited': {
    zh: '这份草稿在这张表写出以后有人改过，没有覆盖。请重新导出，在新的表里改',
    en: 'somebody has edited the draft since this list was written, and it was kept. Export it anew and edit that',
  },
  'import/type-local': {
    zh: '国家和本省规定的类型里没有这个名称，按“其他行政权力”登记，原名记作地方类型。属于行政许可或者别的类型的，请改写',
    en: 'no type of the national or the provincial list: taken as 其他行政权力 (other power), the name kept as its local type. If it is a licence or of another type, write that',
  },
  'import/number-unknown': {
    zh: '系统编号改动过，或者不是这里的，没有用它；按编码和名称对应',
    en: 'this 系统编号 was altered or is none of ours and was not used; the row goes by codes and names',
  },
  'import/basic-code-taken': {
    zh: '另一个事项也用这个基本编码。只有同一事项的不同办理项可以共用，请核对',
    en: 'another item has this basic code; only variants of one item may share it: please check',
  },
  'import/committed-exceeds-statutory': {
    zh: '承诺时限长于法定时限，这样不能公布',
    en: 'the committed limit is longer than the statutory one, which stops publication',
  },
  'import/emptied': {
    zh: '这一格空了，导入后原来的内容会去掉。不是要去掉的，请补上',
    en: 'this cell is empty: what stands here now will be taken away. If that is not meant, fill it in again',
  },
  'import/formula': {
    zh: '这里是公式：请复制后“选择性粘贴—数值”',
    en: 'a formula: paste its value instead',
  },
  'import/cell-error': { zh: '这里是一个出错的单元格', en: 'the cell shows an error' },
  'import/digits-lost': {
    zh: '数字超过15位，表格软件已经丢了后几位：请把单元格设为文本后重新填写',
    en: 'a number of more than 15 digits has lost its last ones: format the cell as text and enter it again',
  },
  'import/zeros-lost': {
    zh: '数字格式丢了开头的零，已补足12位',
    en: 'the cell is a number and lost its leading zeros; filled up to 12 digits',
  },
  'import/office-unknown': {
    zh: '本机关没有这个名称的机构，承办机构保持原样',
    en: 'no office here has this name; the office is left as it is',
  },
  'import/office-not-here': {
    zh: '本机关没有这个名称的机构：请照“机构和人员”里的名称改正，不调整承办机构的请改回原来的名称',
    en: 'no office here has this name: write it as the page of the organisation does, or leave it as it was',
  },
  'import/level-unreadable': {
    zh: '读不出层级：请写国家级、省级、市级、县级、乡级或村级',
    en: 'names no level: 国家级, 省级, 市级, 县级, 乡级 or 村级',
  },
  'import/several-levels': {
    zh: '写了几个层级，取了本机关所在的一级',
    en: 'names several levels; that of the agency was taken',
  },
  'import/limit-unreadable': {
    zh: '读不出时限：请写成“20个工作日”“60个自然日”“3个月”',
    en: 'not a limit: write it as 20个工作日, 60个自然日 or 3个月',
  },
  'import/limit-without-basis': {
    zh: '没有写明依据的条款或者从何时起算',
    en: 'does not say on which article it rests or from when it runs',
  },
  'import/days-unclear': {
    zh: '只写了“日”，按自然日计；是工作日的请写明',
    en: 'says days only, taken as calendar days; say 工作日 for working days',
  },
  'import/basis-unclear': {
    zh: '没有用书名号写出法律名称，整段作为一条依据，标为未核对',
    en: 'names no law between 《》; taken in whole as one basis, not verified',
  },
  'import/duty-unmatched': {
    zh: '分不清哪条依据属于哪个责任事项，都记在第一项',
    en: 'it is not clear which basis belongs to which duty; all of them stand with the first',
  },
  'import/who-missing': {
    zh: '追责对象与追责情形的条数不一致',
    en: 'there are not as many 追责对象 as 追责情形',
  },
  'import/column-unknown': { zh: '不认识这一列，没有读', en: 'an unknown column, not read' },
  'import/column-twice': { zh: '同一种列出现两次', en: 'a column that is there twice' },
  'import/line-ignored': { zh: '这一行不是事项，没有读', en: 'not an item, not read' },
  'import/other-list': {
    zh: '另一张表也是清单，只读了列更全的这一张',
    en: 'another sheet is a list too; only this one, with more columns, was read',
  },
  'import/incomplete': { zh: '要素不全，作为草稿导入', en: 'incomplete: taken in as a draft' },
}) satisfies Record<RowCode, unknown>;

/** Fields of a list row that are not elements of an item under that name. */
const LIST_FIELDS = messages({
  key: { zh: '行的标识', en: 'Key of the row' },
  content: { zh: '全部要素', en: 'The whole item' },
  department: { zh: '部门', en: 'Department' },
  mainItem: { zh: '主项名称', en: 'Main item' },
  taskType: { zh: '事项类型', en: 'Type' },
  taskTypeName: { zh: '类型名称', en: 'Name of the type' },
  itemCode: { zh: '事项编码', en: 'Item code' },
  areaCode: { zh: '区划编码', en: 'Area code' },
  deptCode: { zh: '部门编码', en: 'Code of the department' },
});

/** The field of a finding by the name officials use, with the number of the entry in a list. */
export function rowFieldName(path: string, lang: Lang): string {
  const parts = path.split('/');
  const [table, column] = parts;
  if (table === 'column' && column !== undefined && isColumn(column)) return headerOf(column);
  const inContent = parts[0] === 'content' && parts.length > 1;
  const [name = '', entry] = inContent ? parts.slice(1) : parts;
  const known = name in LIST_FIELDS ? t(lang, LIST_FIELDS[name as keyof typeof LIST_FIELDS]) : undefined;
  const text = (inContent ? undefined : known) ?? (isElement(name) ? elementName(name, lang) : name);
  return entry !== undefined && /^\d+$/.test(entry) ? `${text} ${Number(entry) + 1}` : text;
}

const m = messages({
  row: { zh: '第 {n} 行', en: 'row {n}' },
  atRow: { zh: '第 {n} 行：{text}', en: 'Row {n}: {text}' },
  both: { zh: '{text}。表里：{found}。这里：{here}', en: '{text}. In the list: {found}. Here: {here}' },
  empty: { zh: '（空）', en: '(empty)' },
});

/** What a finding shows of the file: the row that it repeats by its number. */
export function foundText({ code, found }: RowFinding, lang: Lang): string | undefined {
  return code === 'import/duplicate-key' && found !== undefined ? t(lang, m.row, { n: found }) : found;
}

/** A finding in one comment: which row of a merged cell it means, and what stands in the list and here where they differ. */
export function markText(finding: RowFinding, cellRow: number, lang: Lang): string {
  const { row, code, here } = finding;
  const text = rowText(code, lang);
  const both =
    here === undefined
      ? text
      : t(lang, m.both, { text, found: finding.found || t(lang, m.empty), here: here || t(lang, m.empty) });
  return cellRow === row ? both : t(lang, m.atRow, { n: row, text: both });
}

export function rowText(code: RowCode, lang: Lang): string {
  return t(lang, ROWS[code]);
}
