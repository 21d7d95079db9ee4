import type { Actor } from '#modules/access';
import { actorRef } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { cancelObligation, isOwed, openObligation } from '#modules/disclosure';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { RuleVersion } from '../db/rule-reader.ts';

const KIND = 'rule-version';

/**
 * A rule that has passed is information that was made: it is public within twenty working days (政府信息公开条例 art. 26;
 * requirements E2, B10). Passing again what was returned after its day begins no new clock.
 */
export async function owePublication(tx: Tx, ctx: UseCase, { agencyId, rid }: RuleVersion): Promise<void> {
  if (await isOwed(tx, { agencyId, rid, kind: KIND })) return;
  await openObligation(tx, ctx, {
    kind: KIND,
    agencyId,
    rid,
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
  { agencyId, rid }: RuleVersion,
): Promise<void> {
  await cancelObligation(tx, ctx, {
    agencyId,
    rid,
    kind: KIND,
    actor: actorRef(actor),
    ground: '审核后退回修改，信息尚未形成（政府信息公开条例第二十六条）',
    unlessLate: true,
  });
}
