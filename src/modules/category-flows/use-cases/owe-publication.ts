import { actorRef, type Actor } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { cancelObligation, isOwed, openObligation } from '#modules/disclosure';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { CategoryVersion } from '../db/version-reader.ts';

const KIND = 'flow-version';

/**
 * A general flow that has passed is information that was made: it is public within twenty working days (政府信息公开条例
 * art. 26; requirements C2, E2). Passing again what was returned after its day begins no new clock.
 */
export async function owePublication(
  tx: Tx,
  ctx: UseCase,
  { agencyId, flow }: CategoryVersion,
): Promise<void> {
  if (flow === null || (await isOwed(tx, { agencyId, rid: flow.rid, kind: KIND }))) return;
  await openObligation(tx, ctx, {
    kind: KIND,
    agencyId,
    rid: flow.rid,
    from: ctx.clock.now(),
    period: STATUTORY_PERIODS['publicity/proactive'].period,
    scope: 'society',
    commitmentClass: 'OPEN',
  });
}

/** Returned after it was passed, and before its day: nothing stands that could be published. */
export async function endOwedPublication(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  { agencyId, flow }: CategoryVersion,
): Promise<void> {
  if (flow === null) return;
  await cancelObligation(tx, ctx, {
    agencyId,
    rid: flow.rid,
    kind: KIND,
    actor: actorRef(actor),
    ground: '审核后退回修改，信息尚未形成（政府信息公开条例第二十六条）',
    unlessLate: true,
  });
}
