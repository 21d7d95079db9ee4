import type { PowerContent } from './content.ts';
import { diffContents } from './diff.ts';
import { COLUMNS, type ColumnId } from './sheet/columns.ts';
import { writeItem, type OfficeNames } from './sheet/write-item.ts';

/** One place in which a row and the item that is here differ, as the list writes both. */
export type CellChange = {
  /** `column/…`, or `content/…` of an element that the list has no column for: then without its values. */
  readonly field: string;
  readonly cell?: string;
  readonly before?: string;
  readonly after?: string;
  /** Something stands here, and the row says nothing. */
  readonly emptied: boolean;
};

/** The columns that say something of an element; its first column is where a fault of it is shown. */
export const COLUMNS_OF: Readonly<Partial<Record<keyof PowerContent, readonly ColumnId[]>>> = {
  name: ['main', 'sub'],
  parentName: ['main'],
  typeCode: ['type'],
  localType: ['localType', 'type'],
  legalBasis: ['basis'],
  exercisingBody: ['body'],
  exercisingBodyCode: ['bodyCode'],
  officeKey: ['office'],
  level: ['level'],
  scopeOfPower: ['level'],
  departmentDuties: ['departmentDuties'],
  duties: ['duties', 'dutyBasis'],
  accountability: ['situations', 'who', 'situationBasis'],
  remarks: ['remarks'],
  powerSource: ['source'],
  basicCode: ['basicCode'],
  implementationCode: ['implementationCode'],
  rawCode: ['rawCode'],
  statutoryLimit: ['statutory'],
  committedLimit: ['committed'],
  acceptanceLimit: ['acceptance'],
  deliveryLimit: ['delivery'],
};
const SHOWN = 120;
/** What of the text before the first difference is shown with it. */
const LEAD = 20;

/** In what a row differs from the item that is here, by the columns of the list, then by elements without one. */
export function changesOf(
  before: PowerContent,
  after: PowerContent,
  offices: OfficeNames,
  cells: ReadonlyMap<ColumnId, string> = new Map(),
): CellChange[] {
  const [was, will] = [writeItem(before, offices), writeItem(after, offices)];
  const changed = COLUMNS.map(({ id }) => id).filter((id) => was.get(id) !== will.get(id));
  const byColumn = changed.map((id): CellChange => {
    const [from, to] = [was.get(id) ?? '', will.get(id) ?? ''];
    const cell = cells.get(id);
    return {
      field: `column/${id}`,
      ...(cell === undefined ? {} : { cell }),
      ...excerpts(from, to),
      emptied: to === '',
    };
  });
  const others = diffContents(before, after).filter(
    ({ field }) => !(COLUMNS_OF[field] ?? []).some((id) => changed.includes(id)),
  );
  return [
    ...byColumn,
    ...others.map(({ field, before: from, after: to }): CellChange => ({
      field: `content/${field}`,
      emptied: isEmpty(to) && !isEmpty(from),
    })),
  ];
}

/** Both texts short enough for a line of the report, from where they begin to differ. */
function excerpts(before: string, after: string): { readonly before: string; readonly after: string } {
  const [a, b] = [Array.from(before), Array.from(after)];
  if (Math.max(a.length, b.length) <= SHOWN) return { before, after };
  const found = a.findIndex((char, i) => char !== b[i]);
  const first = found === -1 ? a.length : found;
  const start = first <= LEAD * 2 ? 0 : first - LEAD;
  const cut = (chars: readonly string[]): string =>
    chars.length === 0
      ? ''
      : `${start > 0 ? '…' : ''}${chars.slice(start, start + SHOWN).join('')}${chars.length > start + SHOWN ? '…' : ''}`;
  return { before: cut(a), after: cut(b) };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
