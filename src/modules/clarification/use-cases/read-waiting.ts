import { ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { ClarificationWaiting } from '../contract/index.ts';
import { answersThatCame, countOpen, draftsHanded } from '../db/waiting-reader.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';

/** For the home page: findings and answers that wait for whoever decides, and drafts that came of a transfer. */
export async function readWaiting(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<ClarificationWaiting, ClarificationRefusal>> {
  const { agencyId } = actor;
  const decides = can(actor, 'clarification/decide', { agencyId });
  const reads = can(actor, 'clarification/read', { agencyId });
  const [open, answers, drafts] = await Promise.all([
    decides ? countOpen(ctx.db, agencyId) : 0,
    decides ? answersThatCame(ctx.db, agencyId) : [],
    reads ? draftsHanded(ctx.db, agencyId) : [],
  ]);
  return ok({ open, answers, drafts });
}
