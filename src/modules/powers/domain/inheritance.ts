import type { PowerContent } from './content.ts';
import type { ParentEntry } from './parent-entry.ts';

/** What descends from an entry cannot be changed here: name, code, type, basis, level (requirement B11). */
const LOCKED_FIELDS = ['typeCode', 'basicCode', 'level'] as const satisfies readonly (keyof PowerContent)[];

/** The elements of a published content that its next version takes over unchanged. */
export function lockedIn(published: PowerContent): string[] {
  if (published.basicCode === undefined) return [];
  return LOCKED_FIELDS.filter((field) => published[field] !== undefined);
}

/** The locked fields in which a new content departs from the old one. */
export function departures(before: PowerContent, after: PowerContent): string[] {
  return lockedIn(before).filter(
    (field) => before[field as keyof PowerContent] !== after[field as keyof PowerContent],
  );
}

/** Whether the item rests on an entry of a list above that is in force and of its type (国办发〔2022〕2号). */
export function hasParent(content: PowerContent, entry: ParentEntry | undefined): boolean {
  return (
    entry?.status === 'in-force' && entry.code === content.basicCode && entry.typeCode === content.typeCode
  );
}
