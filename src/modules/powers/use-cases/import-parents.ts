import { z } from 'zod';
import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import {
  findingsAgainstParents,
  findParent,
  sameEntry,
  saveParent,
  type ParentFinding,
} from '../db/parent-reader.ts';
import { ParentEntry } from '../domain/parent-entry.ts';
import { can } from '../policy.ts';

export type ParentProblem = { readonly row: number; readonly field: string; readonly found: string };
export type ParentReport = {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly problems: readonly ParentProblem[];
  /** Items that rest on what changed and do not agree with it any more. */
  readonly findings: readonly ParentFinding[];
};
export type ParentRefusal =
  | { readonly code: 'powers/forbidden' }
  | { readonly code: 'import/not-a-file' }
  | { readonly code: 'import/errors'; readonly report: ParentReport }
  | Conflict;

const File = z.object({ parents: z.array(z.unknown()).max(20_000) });

/**
 * Takes entries of the licence lists and catalogues above in (B11). An error in any row stops all. Repeatable; an entry that
 * changed is written with its before and after on record, and the items that rest on it and depart from it now are listed.
 */
export async function importParents(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly json: unknown; readonly dryRun: boolean },
): Promise<Result<ParentReport, ParentRefusal>> {
  if (!can(actor, 'power/publish', { agencyId: input.agencyId })) return err({ code: 'powers/forbidden' });
  const file = File.safeParse(input.json);
  if (!file.success) return err({ code: 'import/not-a-file' });
  const problems: ParentProblem[] = [];
  const entries = new Map<string, ParentEntry>();
  for (const [at, item] of file.data.parents.entries()) {
    const parsed = ParentEntry.safeParse(item);
    if (!parsed.success)
      for (const issue of parsed.error.issues)
        problems.push({ row: at + 1, field: issue.path.map(String).join('/'), found: issue.message });
    else if (entries.has(parsed.data.code))
      problems.push({ row: at + 1, field: 'code', found: parsed.data.code });
    else entries.set(parsed.data.code, parsed.data);
  }
  const changed: { readonly entry: ParentEntry; readonly before: ParentEntry | undefined }[] = [];
  for (const entry of entries.values()) {
    const before = await findParent(ctx.db, entry.code);
    if (before === undefined || !sameEntry(before, entry)) changed.push({ entry, before });
  }
  const created = changed.filter(({ before }) => before === undefined).length;
  const report: ParentReport = {
    read: file.data.parents.length,
    created,
    updated: changed.length - created,
    unchanged: entries.size - changed.length,
    problems,
    findings: [],
  };
  if (problems.length > 0) return err({ code: 'import/errors', report });
  if (input.dryRun || changed.length === 0) return ok(report);
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    for (const { entry, before } of changed) {
      await saveParent(tx, entry, now);
      await writeJournal(tx, {
        ids: ctx.ids,
        at: now,
        actor: actorRef(actor),
        action: 'power/parent',
        subjectType: 'power.parent',
        subjectRid: entry.code,
        agencyId: input.agencyId,
        ...(before === undefined ? {} : { before: { ...before } }),
        after: { ...entry },
        requestId: ctx.requestId,
      });
    }
    const findings = await findingsAgainstParents(tx, { codes: changed.map(({ entry }) => entry.code) });
    return ok({ ...report, findings });
  });
}
