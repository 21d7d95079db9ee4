import { err, legalDayOf, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict, Reading } from '#platform/database';
import { findDraft, postNames, type StoredDraft } from '../db/draft-reader.ts';
import { getFlowVersion } from '../db/flow-reader.ts';
import { sha256Hex } from '../db/flow-transactor.ts';
import { diffTables } from '../domain/diff-tables.ts';
import { draftOf, type FlowDraft } from '../domain/draft-table.ts';
import { isDrawable } from '../domain/drawable.ts';
import {
  draftBound,
  draftNotFound,
  draftStale,
  fileRefused,
  notAllowed,
  type DraftRefusal,
} from '../domain/errors.ts';
import { freshCode } from '../domain/fresh-code.ts';
import { parseFlow } from '../domain/parse-flow.ts';
import { writeDraft } from '../domain/write-draft.ts';
import { can } from '../policy.ts';
import { templateOf } from '../templates/index.ts';
import { subjectOf, viewDraft, type DraftView } from './read-flow-draft.ts';

/** One change of a drawing. */
export type DraftChange =
  /** The table as edited; the drawing it has is kept as long as it fits. */
  | { readonly table: FlowDraft }
  /** The drawing as edited, finished or not. */
  | { readonly bpmn: string }
  /** A file from elsewhere: taken only when every element of it is understood. In a category flow it keeps that flow's id. */
  | { readonly file: string }
  /** Laid out anew. */
  | { readonly layout: true }
  /** Begun anew from the template of its type. */
  | { readonly template: true };

export interface EditDraftInput {
  readonly agencyId: string;
  readonly draftId: string;
  /** The state the change rests on. */
  readonly rowVersion: number;
  readonly change: DraftChange;
}

/**
 * Stores a change of a drawing and answers with what the checks now say. Refuses `flows/draft-not-found`,
 * `flows/not-allowed`, `flows/draft-bound` while its version is signed or further, `flows/file-refused` with every element that is not understood, and `flows/draft-stale` with
 * whose change is there when somebody else was faster.
 */
export async function editFlowDraft(
  ctx: UseCase,
  actor: Actor,
  input: EditDraftInput,
): Promise<Result<DraftView, DraftRefusal | Conflict>> {
  const { agencyId, draftId, change } = input;
  const stored = await findDraft(ctx.db, agencyId, { id: draftId });
  if (stored === undefined) return err(draftNotFound());
  if (!can(actor, 'flow/submit', subjectOf(stored))) return err(notAllowed());
  if (!isDrawable(stored.ownerState)) return err(draftBound(stored.ownerState));
  const changed = await applyChange(ctx, stored, change);
  if (!changed.ok) return changed;
  if (stored.edit.rowVersion !== input.rowVersion)
    return err(draftStale(stored.edit, await differing(stored.bpmn, changed.value)));
  const at = ctx.clock.now();
  const ref = actorRef(actor);
  const written = await ctx.transact(async (tx): Promise<Result<number, DraftRefusal | Conflict>> => {
    const row = await tx
      .updateTable('flow_draft')
      .set((eb) => ({
        bpmn: changed.value,
        drawn_by: drawers(stored, actor),
        edited_by: ref.id,
        edited_at: at,
        row_version: eb('row_version', '+', 1),
      }))
      .where('agency_id', '=', agencyId)
      .where('id', '=', draftId)
      .where('row_version', '=', input.rowVersion)
      .returning('row_version')
      .executeTakeFirst();
    if (row === undefined) {
      const newest = await findDraft(tx, agencyId, { id: draftId });
      return err(draftStale(newest?.edit ?? stored.edit, []));
    }
    await writeJournal(tx, {
      ids: ctx.ids,
      at,
      actor: ref,
      action: 'flow/edit',
      subjectType: 'flow.draft',
      subjectRid: draftId,
      agencyId,
      after: { sha256: sha256Hex(new TextEncoder().encode(changed.value)) },
      requestId: ctx.requestId,
    });
    return ok(row.row_version);
  });
  if (!written.ok) return written;
  const by = actor.kind === 'staff' ? actor.name : ref.id;
  const edit = { by, at, rowVersion: written.value };
  return ok(await viewDraft(ctx.db, { ...stored, bpmn: changed.value, edit }, legalDayOf(at)));
}

/** Everybody who drew in it; the system is nobody who could review. */
function drawers({ drawnBy }: StoredDraft, actor: Actor): string[] {
  return actor.kind === 'staff' ? [...new Set([...drawnBy, actor.personId])] : [...drawnBy];
}

/** The file after a change. */
async function applyChange(
  { db }: UseCase,
  stored: StoredDraft,
  change: DraftChange,
): Promise<Result<string, DraftRefusal>> {
  const { agencyId, bpmn, terms, owner } = stored;
  if ('bpmn' in change) return ok(change.bpmn);
  if ('file' in change) {
    const read = await readDrawing(change.file);
    if (!read.ok) return read;
    if (owner.kind === 'power.version') return ok(change.file);
    const { draft, diagram } = read.value;
    const id = await codeOf(db, stored);
    return ok(draft.id === id ? change.file : await writeDraft({ ...draft, id }, diagram));
  }
  if ('template' in change) {
    const now = await readDrawing(bpmn);
    const id = now.ok ? now.value.draft.id : await codeOf(db, stored);
    const name = now.ok ? now.value.draft.name : '';
    const names = await postNames(db, agencyId);
    return ok(await writeDraft(templateOf(terms.kind, { id, name, postNames: names }), null));
  }
  const now = await readDrawing(bpmn);
  if ('table' in change) return ok(await writeDraft(change.table, now.ok ? now.value.diagram : null));
  return now.ok ? ok(await writeDraft(now.value.draft, null)) : now;
}

/** The process id under which a category flow stays the same flow, whatever the file that fills its drawing calls it. */
async function codeOf(db: Reading, { agencyId, owner, baseVersionId }: StoredDraft): Promise<string> {
  return baseVersionId === null
    ? freshCode(owner.id)
    : (await getFlowVersion(db, agencyId, baseVersionId)).code;
}

async function readDrawing(xml: string) {
  const parsed = await parseFlow(new TextEncoder().encode(xml));
  if (!parsed.ok) return err(fileRefused(parsed.error));
  const draft = draftOf(parsed.value);
  return draft.ok ? ok({ draft: draft.value, diagram: parsed.value.diagram }) : err(fileRefused(draft.error));
}

/** Names of the elements in which two drawings differ; empty when one of them is no table. */
async function differing(stored: string, mine: string): Promise<string[]> {
  const [before, after] = [await readDrawing(stored), await readDrawing(mine)];
  if (!before.ok || !after.ok) return [];
  const { added, removed, changed, waysAdded, waysRemoved, waysChanged } = diffTables(
    before.value.draft,
    after.value.draft,
  );
  const names = [...added, ...removed, ...changed].map(({ name, id }) => (name === '' ? id : name));
  const ways = [...waysAdded, ...waysRemoved].map(({ label, id }) => label ?? id);
  return [...new Set([...names, ...ways, ...waysChanged.map(({ name }) => name)])];
}
