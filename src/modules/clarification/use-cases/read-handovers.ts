import { err, ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { HandoverDetail, HandoverList } from '../contract/index.ts';
import { sideOf } from '../db/finding-reader.ts';
import { findHandoverTo, handoversTo } from '../db/handover-reader.ts';
import { findHanded } from '../db/waiting-reader.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { handoverRow, sideView } from './views.ts';

const MOST = 100;

/** What other bodies ask this one to take over; nothing for whoever reads no findings. */
export async function readHandovers(
  ctx: UseCase,
  actor: StaffActor,
  of: { readonly unanswered: boolean },
): Promise<Result<HandoverList, ClarificationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'clarification/read', { agencyId })) return ok({ items: [] });
  const asked = await handoversTo(ctx.db, agencyId, { ...of, limit: MOST });
  return ok({ items: asked.map(handoverRow) });
}

/** One of them, with the power as it is in force with whoever would give it. */
export async function readHandover(
  ctx: UseCase,
  actor: StaffActor,
  id: string,
): Promise<Result<HandoverDetail, ClarificationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'clarification/read', { agencyId })) return err({ code: 'clarification/forbidden' });
  const asked = await findHandoverTo(ctx.db, agencyId, id);
  if (asked === undefined) return err({ code: 'clarification/not-found' });
  const { agencyId: giver, findingId } = asked;
  const [side, draftId] = await Promise.all([
    sideOf(ctx.db, asked),
    findHanded(ctx.db, { agencyId: giver, findingId, receiverId: agencyId }),
  ]);
  return ok({
    ...handoverRow(asked),
    side: side === undefined ? null : sideView(side),
    draftId,
    mayAnswer:
      asked.answer === null &&
      asked.findingState === 'open' &&
      can(actor, 'clarification/answer', { agencyId }),
  });
}
