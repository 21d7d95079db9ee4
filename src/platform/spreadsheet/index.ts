export { checkContainer } from './check-container.ts';
export { markSpreadsheet, readSpreadsheet, SPREADSHEET_LIMIT, writeSpreadsheet } from './spreadsheet.ts';
export type { Book, Mark, Sheet, SheetCell, SheetFault, SheetRefusal, Table } from './types.ts';
