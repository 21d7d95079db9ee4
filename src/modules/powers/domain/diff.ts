import type { PowerContent } from './content.ts';

/** One element that differs between two versions, with both values as they stand. */
export type Difference = {
  readonly field: keyof PowerContent;
  readonly before: unknown;
  readonly after: unknown;
};

/** The elements in which two versions differ, in the order of the form. */
export function diffContents(before: PowerContent, after: PowerContent): Difference[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof PowerContent>;
  return [...fields].flatMap((field) =>
    same(before[field], after[field]) ? [] : [{ field, before: before[field], after: after[field] }],
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
