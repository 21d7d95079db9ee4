import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { lawsByKey, type Law } from '../db/law-reader.ts';
import { insertLaw, replaceLaw } from '../db/law-transactor.ts';
import { lawKey } from '../domain/citation.ts';
import type { LibraryRefusal } from '../domain/errors.ts';
import { faultsOf, inOrder, merged, type LawEntry } from '../domain/law.ts';
import { readLawsJson, type ImportFinding } from '../domain/law-rows.ts';
import { can } from '../policy.ts';
import { record } from './keep-law.ts';

export type LawImportReport = {
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly findings: readonly ImportFinding[];
};

/**
 * Laws from a JSON file. Any finding stops it all; `dryRun` only reports. What is there is completed, article by
 * article, and nothing is taken away; the same file twice changes nothing.
 */
export async function importLaws(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly dryRun: boolean; readonly json: unknown },
): Promise<Result<LawImportReport, LibraryRefusal>> {
  const { agencyId } = input;
  if (!can(actor, 'law/keep', { agencyId })) return err({ code: 'library/forbidden' });
  const read = readLawsJson(input.json);
  const known = await lawsByKey(
    ctx.db,
    agencyId,
    read.entries.map(({ entry }) => lawKey(entry.title)),
  );
  const plan = read.entries.map(({ row, entry }) => ({
    row,
    ...planOf(known.get(lawKey(entry.title)), entry),
  }));
  const findings = [
    ...read.findings,
    ...plan.flatMap(({ row, next }) => faultsOf(next).map(({ code, field }) => ({ row, field, code }))),
  ];
  const report: LawImportReport = {
    read: read.entries.length,
    added: plan.filter(({ what }) => what === 'add').length,
    changed: plan.filter(({ what }) => what === 'change').length,
    unchanged: plan.filter(({ what }) => what === 'keep').length,
    findings,
  };
  if (input.dryRun || findings.length > 0) return ok(report);
  const now = ctx.clock.now();
  return ctx.transact<LawImportReport, LibraryRefusal>(async (tx) => {
    for (const { law, next, what } of plan) {
      if (what === 'keep') continue;
      const lawId = law?.id ?? ctx.ids.uuid(now);
      if (law === undefined) await insertLaw(tx, { agencyId, id: lawId }, now, next);
      else if (!(await replaceLaw(tx, { agencyId, id: lawId, rowVersion: law.rowVersion }, now, next)))
        return err({ code: 'library/stale', rowVersion: law.rowVersion + 1 });
      await record(tx, ctx, actor, {
        action: 'import-law',
        agencyId,
        lawId,
        ...(law === undefined ? {} : { before: law.entry }),
        after: next,
      });
    }
    return ok(report);
  });
}

function planOf(
  law: Law | undefined,
  entry: LawEntry,
): { readonly law: Law | undefined; readonly next: LawEntry; readonly what: 'add' | 'change' | 'keep' } {
  if (law === undefined) return { law, next: inOrder(entry), what: 'add' };
  const next = merged(law.entry, entry);
  const same = JSON.stringify(sorted(next)) === JSON.stringify(sorted(inOrder(law.entry)));
  return { law, next, what: same ? 'keep' : 'change' };
}

/** Members in one order, so that two entries that say the same are written the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
