import type { PowerContent } from './content.ts';
import type { ParentEntry } from './parent-entry.ts';

/** What descends from an entry cannot be changed here: name, code, type, basis, level (requirement B11). */
const LOCKED_FIELDS = ['typeCode', 'basicCode', 'level'] as const satisfies readonly (keyof PowerContent)[];

/** The locked fields in which a new content departs from the old one. */
export function departures(before: PowerContent, after: PowerContent): string[] {
  if (before.basicCode === undefined) return [];
  return LOCKED_FIELDS.filter((field) => before[field] !== undefined && before[field] !== after[field]);
}

/** Whether the item rests on an entry of a list above that is in force and of its type (国办发〔2022〕2号). */
export function hasParent(content: PowerContent, entry: ParentEntry | undefined): boolean {
  return (
    entry?.status === 'in-force' && entry.code === content.basicCode && entry.typeCode === content.typeCode
  );
}
