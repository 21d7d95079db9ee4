import { z } from 'zod';
import { lawKey } from './citation.ts';
import { LawEntry } from './law.ts';

/** What is wrong in an import: the number of the entry as people count it, and the field. */
export type ImportFinding = { readonly row: number; readonly field: string; readonly code: string };
export type ReadLaws = {
  readonly entries: readonly { readonly row: number; readonly entry: LawEntry }[];
  readonly findings: readonly ImportFinding[];
};

/** Laws from JSON: `{ "laws": [ … ] }`, each as the API takes it. */
export function readLawsJson(json: unknown): ReadLaws {
  const file = z.object({ laws: z.array(z.unknown()).max(5_000) }).safeParse(json);
  if (!file.success)
    return { entries: [], findings: [{ row: 1, field: 'laws', code: 'library/file-shape' }] };
  return check(file.data.laws);
}

/** Parses every entry; an entry of a name that stood earlier in the file is a finding. */
function check(given: readonly unknown[]): ReadLaws {
  const entries: { row: number; entry: LawEntry }[] = [];
  const findings: ImportFinding[] = [];
  const seen = new Set<string>();
  for (const [at, value] of given.entries()) {
    const row = at + 1;
    const parsed = LawEntry.safeParse(value);
    if (!parsed.success) {
      findings.push(
        ...parsed.error.issues.map(({ path, code }) => ({ row, field: path.map(String).join('/'), code })),
      );
      continue;
    }
    const entry = parsed.data;
    const key = lawKey(entry.title);
    if (seen.has(key)) findings.push({ row, field: 'title', code: 'library/title-twice' });
    seen.add(key);
    entries.push({ row, entry });
  }
  return { entries, findings };
}
