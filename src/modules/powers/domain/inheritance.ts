import type { PowerContent } from './content.ts';

/** What descends from an entry cannot be changed here: name, code, type, basis, level (requirement B11). */
const LOCKED_FIELDS = ['typeCode', 'basicCode', 'level'] as const satisfies readonly (keyof PowerContent)[];

/** The locked fields in which a new content departs from the old one. */
export function departures(before: PowerContent, after: PowerContent): string[] {
  if (before.basicCode === undefined) return [];
  return LOCKED_FIELDS.filter((field) => before[field] !== undefined && before[field] !== after[field]);
}

/** Whether the basic code descends from a catalogue above: national `00` or the province's own digits (GB/T 39554.1). */
export function hasParent(content: PowerContent): boolean {
  return (
    content.basicCode !== undefined &&
    /^\d{12}$/.test(content.basicCode) &&
    content.basicCode.slice(2, 4) === content.typeCode
  );
}
