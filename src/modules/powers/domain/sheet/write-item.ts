import type { PowerContent } from '../content.ts';
import { writeBasis, writeCitations } from './citations.ts';
import { COLUMNS, type ColumnId } from './columns.ts';
import { writeEntries } from './entries.ts';
import { writeLevel, writeType } from './level-and-type.ts';
import { writeLimit, writeLimitWithArticle, writeStatutory } from './limits.ts';

/** Offices by the key that items name them with. */
export type OfficeNames = ReadonlyMap<string, string>;

/** More than a spreadsheet cell holds (32,767 characters). An import that finds this leaves the element as it is. */
export const TOO_LONG = '（内容过长，没有写在表里；导入时保持不变）';
const CELL_HOLDS = 32_000;
/** Keeps the count where an entry has nothing to say. */
export const NOTHING_HERE = '—';

/** An item as a row of the list, by column. */
export function writeItem(content: PowerContent, offices: OfficeNames): ReadonlyMap<ColumnId, string> {
  const texts = COLUMNS.map(({ id }) => {
    const text = textOf(id, content, offices);
    return [id, text.length > CELL_HOLDS ? TOO_LONG : text] as const;
  });
  return new Map(texts);
}

function textOf(id: ColumnId, content: PowerContent, offices: OfficeNames): string {
  const { parentName, officeKey, duties, accountability } = content;
  switch (id) {
    case 'serial':
    case 'id':
      return '';
    case 'main':
      return parentName ?? content.name;
    case 'sub':
      return parentName === undefined ? '' : content.name;
    case 'type':
      return writeType(content.typeCode);
    case 'basis':
      return writeBasis(content.legalBasis);
    case 'body':
      return content.exercisingBody;
    case 'office':
      return officeKey === undefined ? '' : (offices.get(officeKey) ?? officeKey);
    case 'level':
      return writeLevel(content.level, content.scopeOfPower);
    case 'departmentDuties':
      return content.departmentDuties ?? '';
    case 'duties':
      return writeEntries(duties.map((duty) => `${duty.stage}：${duty.content}`));
    case 'dutyBasis':
      return duties
        .filter(({ basis }) => basis.length > 0)
        .map(({ stage, basis }) => `${stage}：${writeCitations(basis)}`)
        .join('\n');
    case 'who':
      return writeEntries(accountability.map(({ who }) => who));
    case 'situations':
      return writeEntries(accountability.map(({ situation }) => situation));
    case 'situationBasis':
      return accountability.every(({ basis }) => basis.length === 0)
        ? ''
        : writeEntries(
            accountability.map(({ basis }) => (basis.length === 0 ? NOTHING_HERE : writeCitations(basis))),
          );
    case 'remarks':
      return content.remarks ?? '';
    case 'localType':
      return content.localType ?? '';
    case 'source':
      return content.powerSource ?? '';
    case 'basicCode':
      return content.basicCode ?? '';
    case 'implementationCode':
      return content.implementationCode ?? '';
    case 'rawCode':
      return content.rawCode ?? '';
    case 'bodyCode':
      return content.exercisingBodyCode ?? '';
    case 'statutory':
      return content.statutoryLimit === undefined ? '' : writeStatutory(content.statutoryLimit);
    case 'committed':
      return content.committedLimit === undefined ? '' : writeLimit(content.committedLimit);
    case 'acceptance':
      return content.acceptanceLimit === undefined ? '' : writeLimitWithArticle(content.acceptanceLimit);
    case 'delivery':
      return content.deliveryLimit === undefined ? '' : writeLimitWithArticle(content.deliveryLimit);
  }
}
