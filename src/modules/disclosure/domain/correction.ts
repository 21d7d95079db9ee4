import { LegalDay } from '#kernel';

/** Kinds of fields that a correction may set: what is a code, a list or a file is published anew by what made it. */
const CORRECTABLE: ReadonlySet<string> = new Set(['text', 'date']);

export function isCorrectable(name: string, kind: string | undefined): boolean {
  return kind !== undefined && CORRECTABLE.has(kind) && name !== 'ground';
}

/**
 * Fields of a correction that may not stand: never shown to society (a correction is open, so it would open them), not a
 * text or a day, empty, or a day that is none.
 */
export function refusedCorrections(
  fields: Readonly<Record<string, unknown>>,
  of: { kind(name: string): string | undefined; isOpen(name: string): boolean },
): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const kind = of.kind(name);
    const fits =
      typeof value === 'string' &&
      value.trim() !== '' &&
      (kind !== 'date' || LegalDay.safeParse(value).success);
    return isCorrectable(name, kind) && of.isOpen(name) && fits ? [] : [name];
  });
}
