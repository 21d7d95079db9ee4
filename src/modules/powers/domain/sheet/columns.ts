import { toLine, toParagraphs } from './cell-text.ts';

/**
 * The columns of a 权责清单 as offices keep it, in their order, with the codes and limits that the national 实施清单 adds
 * (law-and-standards §1.4). `more` are headers seen for the same thing; brackets and spaces in a header do not count.
 */
export const COLUMNS = [
  { id: 'serial', header: '序号', width: 6, more: ['编号', '序'] },
  {
    id: 'main',
    header: '事项名称',
    width: 30,
    more: ['权力事项名称', '权责事项名称', '职权名称', '权力名称', '项目名称', '主项名称', '主项', '名称'],
  },
  {
    id: 'sub',
    header: '子项名称',
    width: 30,
    more: ['子项', '权力子项', '子项名', '子事项名称', '业务办理项名称'],
  },
  {
    id: 'type',
    header: '权力类型',
    width: 12,
    more: [
      '职权类别',
      '职权类型',
      '权力类别',
      '权责类别',
      '权责类型',
      '事项类型',
      '事项类别',
      '类型',
      '类别',
    ],
  },
  {
    id: 'basis',
    header: '实施依据',
    width: 60,
    more: ['设定依据', '法律依据', '职权依据', '权力依据', '实施依据及内容', '依据'],
  },
  {
    id: 'body',
    header: '行使主体',
    width: 18,
    more: ['实施主体', '责任主体', '实施机关', '实施单位', '行使单位', '部门', '单位'],
  },
  {
    id: 'office',
    header: '承办机构',
    width: 18,
    more: ['承办处室', '承办科室', '责任科室', '责任处室', '办理机构', '内设机构', '承办部门'],
  },
  {
    id: 'level',
    header: '实施层级及权限',
    width: 16,
    more: ['实施层级', '行使层级', '行使层级及权限', '层级', '层级及权限', '权限划分'],
  },
  {
    id: 'departmentDuties',
    header: '部门职责',
    width: 30,
    more: ['主管部门职责', '单位职责', '职责'],
  },
  {
    id: 'duties',
    header: '责任事项内容',
    width: 60,
    more: ['责任事项', '责任内容', '责任清单'],
  },
  { id: 'dutyBasis', header: '责任事项依据', width: 40, more: ['责任依据', '责任事项的依据'] },
  {
    id: 'who',
    header: '追责对象范围',
    width: 24,
    more: ['追责对象', '追责范围', '问责对象', '责任追究对象'],
  },
  {
    id: 'situations',
    header: '追责情形',
    width: 50,
    more: ['问责情形', '责任追究情形', '追责情形内容', '追责情况'],
  },
  {
    id: 'situationBasis',
    header: '追责依据',
    width: 40,
    more: ['问责依据', '责任追究依据', '追责情形依据'],
  },
  { id: 'remarks', header: '备注', width: 20, more: ['说明', '备注说明'] },
  { id: 'localType', header: '地方类型', width: 14, more: ['地方权力类型', '本地类型'] },
  { id: 'source', header: '权力来源', width: 18, more: ['职权来源', '行使方式'] },
  { id: 'basicCode', header: '基本编码', width: 16, more: ['目录编码', '基本目录编码', '事项基本编码'] },
  { id: 'implementationCode', header: '实施编码', width: 36, more: ['实施清单编码', '事项实施编码'] },
  {
    id: 'rawCode',
    header: '原编码',
    width: 30,
    more: ['职权编码', '权力编码', '事项编码', '原职权编码', '编码', '项目编码'],
  },
  {
    id: 'bodyCode',
    header: '行使主体代码',
    width: 22,
    more: ['实施主体代码', '统一社会信用代码', '实施主体编码', '行使主体信用代码'],
  },
  {
    id: 'statutory',
    header: '法定时限',
    width: 36,
    more: ['法定办结时限', '法定期限', '法定办理时限', '法定办结期限'],
  },
  {
    id: 'committed',
    header: '承诺时限',
    width: 14,
    more: ['承诺办结时限', '承诺期限', '承诺办理时限', '承诺办结期限'],
  },
  { id: 'acceptance', header: '受理时限', width: 24, more: ['受理期限'] },
  { id: 'delivery', header: '送达时限', width: 24, more: ['送达期限'] },
  { id: 'id', header: '系统编号', width: 16, more: [] },
] as const;

export type ColumnId = (typeof COLUMNS)[number]['id'];

/** Columns in which an item may say several things, one a line or one a row below it. */
export const LONG_COLUMNS: ReadonlySet<ColumnId> = new Set([
  'basis',
  'departmentDuties',
  'duties',
  'dutyBasis',
  'who',
  'situations',
  'situationBasis',
  'remarks',
]);

/** The text of a cell as its column is read: several lines, or one. */
export function textUnder(id: ColumnId, cell: string): string {
  return LONG_COLUMNS.has(id) || id === 'level' ? toParagraphs(cell) : toLine(cell);
}

const BY_NAME: ReadonlyMap<string, ColumnId> = new Map(
  COLUMNS.flatMap(({ id, header, more }) => [header, ...more].map((name) => [bare(name), id] as const)),
);

/** Which column a header means, if it is one of ours under any name. */
export function columnNamed(header: string): ColumnId | undefined {
  return BY_NAME.get(bare(header)) ?? BY_NAME.get(bare(withoutBrackets(header)));
}

export function headerOf(id: ColumnId): string {
  return COLUMNS.find((column) => column.id === id)?.header ?? id;
}

export function isColumn(name: string): name is ColumnId {
  return COLUMNS.some(({ id }) => id === name);
}

function withoutBrackets(text: string): string {
  return text.replaceAll(/[（(【[][^）)】\]]*[）)】\]]/g, '');
}

/** Letters only, full width folded: line breaks, spaces, stars and brackets in a header say nothing. */
function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
}
