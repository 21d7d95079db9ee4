import type { PowerContent } from '../content.ts';
import { readBasis } from './citations.ts';
import { toCode } from './cell-text.ts';
import { textUnder, type ColumnId } from './columns.ts';
import type { ItemCell, SheetItem } from './find-table.ts';
import { readIdentity } from './identity.ts';
import { isForeignType, readLevel, readType } from './level-and-type.ts';
import { articleIn, readLimit, statutoryFrom } from './limits.ts';
import { NOT_GIVEN } from './citations.ts';
import { readAccountability, readDuties } from './read-duties.ts';
import { TOO_LONG, writeItem, type OfficeNames } from './write-item.ts';

/** What a cell is found to say that it should not; the sentences stand at the edge. */
export type CellCode =
  | 'import/formula'
  | 'import/cell-error'
  | 'import/digits-lost'
  | 'import/zeros-lost'
  | 'import/office-unknown'
  /** The list was written here, and its cell names another office by now that is none of ours. */
  | 'import/office-not-here'
  | 'import/type-unknown'
  /** A name that is no national type, taken as 其他行政权力. */
  | 'import/type-local'
  /** The number of an item here that is none. */
  | 'import/number-unknown'
  | 'import/level-unreadable'
  | 'import/several-levels'
  | 'import/limit-unreadable'
  | 'import/limit-without-basis'
  | 'import/days-unclear'
  | 'import/basis-unclear'
  | 'import/duty-unmatched'
  | 'import/who-missing';
export type CellFinding = {
  readonly column: ColumnId;
  readonly severity: 'error' | 'warning';
  readonly code: CellCode;
  readonly found: string;
};

/** Elements of an item; `undefined` takes one away. */
export type Change = { readonly [K in keyof PowerContent]?: PowerContent[K] | undefined };
export type ReadItem = { readonly change: Change; readonly findings: readonly CellFinding[] };

export type Reading = {
  readonly cells: SheetItem['cells'];
  /** The text under a column, empty where the cell is. */
  readonly text: (id: ColumnId) => string;
  readonly has: (id: ColumnId) => boolean;
  readonly before: PowerContent | undefined;
  readonly body: { readonly name: string; readonly level: PowerContent['level'] };
  readonly officeKeys: ReadonlyMap<string, string>;
  readonly say: (column: ColumnId, severity: 'error' | 'warning', code: CellCode, found?: string) => void;
};

/** Columns that are read together, and how. */
const PARTS: readonly {
  readonly columns: readonly ColumnId[];
  readonly read: (reading: Reading) => Change;
}[] = [
  { columns: ['main', 'sub'], read: readNames },
  { columns: ['type', 'localType'], read: readTypes },
  { columns: ['basis'], read: readLegalBasis },
  { columns: ['body'], read: ({ text, body }) => ({ exercisingBody: text('body') || body.name }) },
  { columns: ['office'], read: readOffice },
  { columns: ['level'], read: readLevels },
  {
    columns: ['departmentDuties'],
    read: ({ text }) => ({ departmentDuties: text('departmentDuties') || undefined }),
  },
  { columns: ['duties', 'dutyBasis'], read: readDuties },
  { columns: ['who', 'situations', 'situationBasis'], read: readAccountability },
  { columns: ['remarks'], read: ({ text }) => ({ remarks: text('remarks') || undefined }) },
  { columns: ['source'], read: ({ text }) => ({ powerSource: text('source') || undefined }) },
  { columns: ['basicCode'], read: (reading) => ({ basicCode: codeOf(reading, 'basicCode') }) },
  {
    columns: ['implementationCode'],
    read: (reading) => ({ implementationCode: codeOf(reading, 'implementationCode') }),
  },
  { columns: ['rawCode'], read: (reading) => ({ rawCode: codeOf(reading, 'rawCode') }) },
  { columns: ['bodyCode'], read: readBodyCode },
  { columns: ['statutory'], read: readStatutory },
  { columns: ['committed'], read: (reading) => ({ committedLimit: limitOf(reading, 'committed')?.limit }) },
  {
    columns: ['acceptance'],
    read: (reading) => ({ acceptanceLimit: limitWithArticle(reading, 'acceptance') }),
  },
  { columns: ['delivery'], read: (reading) => ({ deliveryLimit: limitWithArticle(reading, 'delivery') }) },
];

/**
 * What a row of the list changes of an item. Columns that the list does not have, and cells that say what is here already, leave
 * their elements as they are: so nothing is lost that the list has no column for, and a list read back changes nothing.
 */
export function readItem(
  item: SheetItem,
  columns: ReadonlySet<ColumnId>,
  before: PowerContent | undefined,
  body: Reading['body'],
  offices: OfficeNames,
): ReadItem {
  const findings: CellFinding[] = [];
  const here = before === undefined ? undefined : writeItem(before, offices);
  const reading: Reading = {
    cells: item.cells,
    text: (id) => item.cells.get(id)?.text ?? '',
    has: (id) => columns.has(id),
    before,
    body,
    officeKeys: new Map([...offices].map(([key, name]) => [bareName(name), key])),
    say: (column, severity, code, found) =>
      findings.push({ column, severity, code, found: found ?? item.cells.get(column)?.text ?? '' }),
  };
  const change: Record<string, unknown> = {};
  for (const part of PARTS) {
    const present = part.columns.filter((id) => columns.has(id));
    if (present.length === 0 || present.some((id) => isNoValue(reading, id))) continue;
    if (present.some((id) => reading.text(id) === TOO_LONG)) continue;
    if (here && present.every((id) => textUnder(id, here.get(id) ?? '') === textUnder(id, reading.text(id))))
      continue;
    Object.assign(change, part.read(reading));
  }
  return { change, findings };
}

function isNoValue(reading: Reading, id: ColumnId): boolean {
  const cell = reading.cells.get(id);
  if (cell?.kind === 'formula') reading.say(id, 'error', 'import/formula');
  else if (cell?.kind === 'error') reading.say(id, 'error', 'import/cell-error');
  else return false;
  return true;
}

function readNames({ text }: Reading): Change {
  const main = text('main');
  const sub = text('sub');
  return isNamed(sub)
    ? { name: sub, parentName: main === '' ? undefined : main }
    : { name: main, parentName: undefined };
}

/** Whether the cell of a sub-item names one; else the item has the name of the cell before it. */
export function isNamed(sub: string): boolean {
  return sub !== '' && sub !== '无' && !/^[-—–/]+$/.test(sub);
}

function readTypes({ text, has, before, say }: Reading): Change {
  const read = readType(text('type'));
  if (!read) {
    if (text('type') !== '') say('type', 'error', 'import/type-unknown');
    return {};
  }
  if (read.local !== undefined && isForeignType(read.local)) say('type', 'warning', 'import/type-local');
  const written = has('localType') ? text('localType') || undefined : undefined;
  const kept = has('localType') || before?.typeCode !== read.code ? undefined : before.localType;
  return { typeCode: read.code, localType: written ?? read.local ?? kept };
}

function readLegalBasis({ text, say }: Reading): Change {
  const { basis, unclear } = readBasis(text('basis'));
  for (const found of unclear) say('basis', 'warning', 'import/basis-unclear', found);
  return { legalBasis: [...basis] };
}

/**
 * A list from elsewhere may name offices as they are called there; the item stays with the office it has. One that was written here
 * names no other unless somebody changed the cell.
 */
function readOffice({ text, officeKeys, before, say }: Reading): Change {
  const name = text('office');
  if (name === '') return { officeKey: undefined };
  const key = officeKeys.get(bareName(name));
  const writtenHere = before?.officeKey !== undefined && readIdentity(text('id')) !== undefined;
  if (key === undefined && writtenHere) say('office', 'error', 'import/office-not-here');
  else if (key === undefined) say('office', 'warning', 'import/office-unknown');
  return { officeKey: key ?? before?.officeKey };
}

function readLevels({ text, body, say }: Reading): Change {
  if (text('level') === '') return { level: body.level, scopeOfPower: undefined };
  const { levels, scope } = readLevel(text('level'));
  const [first] = levels;
  if (first === undefined) {
    say('level', 'error', 'import/level-unreadable');
    return {};
  }
  const level = levels.includes(body.level) ? body.level : first;
  if (levels.length > 1) say('level', 'warning', 'import/several-levels');
  return { level, scopeOfPower: scope };
}

function readBodyCode(reading: Reading): Change {
  const code = codeOf(reading, 'bodyCode');
  // The content’s own schema checks the credit code; a brand cannot be given here.
  return code === undefined ? { exercisingBodyCode: undefined } : unsafeChange({ exercisingBodyCode: code });
}

function unsafeChange(change: Readonly<Record<string, unknown>>): Change {
  return change as Change;
}

/** Spreadsheets keep fifteen digits of a number and none of its leading zeros. */
function codeOf({ cells, text, say }: Reading, id: ColumnId): string | undefined {
  const code = toCode(text(id));
  if (code === '') return undefined;
  if (cells.get(id)?.kind !== 'number') return code;
  if (!/^\d{1,15}$/.test(code)) say(id, 'error', 'import/digits-lost');
  else if (id === 'basicCode' && code.length < 12) {
    say(id, 'warning', 'import/zeros-lost');
    return code.padStart(12, '0');
  }
  return code;
}

function readStatutory(reading: Reading): Change {
  const read = limitOf(reading, 'statutory');
  if (read === undefined) return { statutoryLimit: undefined };
  const { value, complete } = statutoryFrom(read);
  if (!complete) reading.say('statutory', 'warning', 'import/limit-without-basis');
  return { statutoryLimit: value };
}

function limitWithArticle(reading: Reading, id: 'acceptance' | 'delivery'): PowerContent['acceptanceLimit'] {
  const read = limitOf(reading, id);
  if (read === undefined) return undefined;
  const article = articleIn(read.rest);
  if (article === undefined) reading.say(id, 'warning', 'import/limit-without-basis');
  return { ...read.limit, article: article ?? NOT_GIVEN };
}

function limitOf({ text, say }: Reading, id: ColumnId) {
  const read = readLimit(text(id));
  if (read === 'unreadable') {
    say(id, 'error', 'import/limit-unreadable');
    return undefined;
  }
  if (read?.unclear === true) say(id, 'warning', 'import/days-unclear');
  return read;
}

/** Offices are named with and without brackets of either width and spaces. */
function bareName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '');
}

export type { ItemCell };
