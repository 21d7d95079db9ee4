import { messages } from '#platform/i18n';
import type { SheetFault } from '#platform/spreadsheet';

/** Why a file was not read as a spreadsheet, and what to do. */
export const SHEET_FAULTS = messages({
  'sheet/empty': {
    zh: '这是一个空文件，里面没有内容。请确认选的是保存好的表格。',
    en: 'The file is empty. See that you chose the workbook as it was saved.',
  },
  'sheet/too-large': {
    zh: '文件超过 20 MB，没有打开。请删去图片或者分成几个文件。',
    en: 'The file is larger than 20 MB and was not opened. Take pictures out of it or split it.',
  },
  'sheet/too-many-rows': {
    zh: '表格超过 20,000 行，没有读。请删去空行或者分成几个文件。',
    en: 'The table has more than 20,000 rows and was not read. Delete empty rows or split it.',
  },
  'sheet/legacy-format': {
    zh: '这是旧格式的表格（.xls 或 .xlsb）。请另存为 .xlsx 后再选。',
    en: 'An old workbook (.xls or .xlsb). Save it as .xlsx and choose it again.',
  },
  'sheet/encrypted': {
    zh: '这个表格有打开密码。请取消密码后再选。',
    en: 'The workbook has a password. Remove it and choose the file again.',
  },
  'sheet/macros': {
    zh: '这个表格带宏，没有打开。请另存为不带宏的 .xlsx。',
    en: 'The workbook has macros and was not opened. Save it as .xlsx without macros.',
  },
  'sheet/expands-too-far': {
    zh: '这个文件解压后过大，没有读。请另存为新的 .xlsx 再选。',
    en: 'The file unpacks to far too much and was not read. Save it as a new .xlsx.',
  },
  'sheet/not-a-workbook': {
    zh: '这不是 .xlsx 表格，也不是 CSV 文本。',
    en: 'Neither an .xlsx workbook nor CSV text.',
  },
  'sheet/damaged': {
    zh: '这个表格已经损坏或者不完整。请用表格软件打开后另存。',
    en: 'The workbook is damaged or incomplete. Open it in a spreadsheet and save it again.',
  },
  'sheet/not-text': {
    zh: '读不出这个文件的文字。CSV 请用 UTF-8 或 GB 18030 编码保存。',
    en: 'The text of this file cannot be read. Save CSV as UTF-8 or GB 18030.',
  },
}) satisfies Record<SheetFault, unknown>;

export const m = messages({
  columnMissing: {
    zh: '第 {row} 行像是表头，但是没有{missing}这一列。请补上这一列（或者改成这个名称）再选。',
    en: 'Row {row} looks like the header but has no column {missing}. Add it, or name it so, and choose the file again.',
  },
  noList: {
    zh: '工作簿里没有找到权责清单：表头至少要有“事项名称”和“权力类型”。有这些工作表：{sheets}',
    en: 'No sheet is a list of powers: its header needs at least 事项名称 and 权力类型. Sheets: {sheets}',
  },
});
