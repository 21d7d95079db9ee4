import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { findFinding } from '../db/finding-reader.ts';
import { insertNote } from '../db/finding-writer.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import type { NoteForm } from '../domain/finding.ts';
import { can } from '../policy.ts';
import { record } from './record.ts';

/**
 * Puts a discussion of an open finding on record; it is never changed. Refuses `clarification/decided` when there is nothing
 * to discuss any more and `clarification/held-after-today`.
 */
export async function discuss(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly findingId: string;
    readonly form: NoteForm;
    readonly heldOn: LegalDay;
    readonly participants: string;
    readonly text: string;
  },
): Promise<Result<{ readonly noteId: string }, ClarificationRefusal>> {
  const { agencyId, findingId } = input;
  if (!can(actor, 'clarification/discuss', { agencyId })) return err({ code: 'clarification/forbidden' });
  const finding = await findFinding(ctx.db, { agencyId, id: findingId });
  if (finding === undefined) return err({ code: 'clarification/not-found' });
  if (finding.state !== 'open') return err({ code: 'clarification/decided' });
  const now = ctx.clock.now();
  if (input.heldOn > legalDayOf(now)) return err({ code: 'clarification/held-after-today' });
  const noteId = ctx.ids.uuid(now);
  return ctx.transact(async (tx) => {
    await insertNote(tx, { ...input, id: noteId, personId: personIdOf(actor), at: now });
    await record(tx, ctx, actor, {
      action: 'discuss',
      agencyId,
      type: 'clarification-finding',
      id: findingId,
      after: { note: noteId, form: input.form },
    });
    return ok({ noteId });
  });
}
