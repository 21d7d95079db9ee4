import type { Rid } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { isOwed } from '../db/obligation-reader.ts';
import type { ObligationKind } from '../domain/kinds.ts';
import { cancelObligation } from './cancel-obligation.ts';
import { openObligation } from './open-obligation.ts';

type OwedVersion = {
  readonly agencyId: string;
  readonly kind: ObligationKind;
  readonly rid: Rid;
  readonly powerId?: string;
};

/**
 * What has passed review is information that was made or changed: it is public within twenty working days (政府信息公开条例 art. 26;
 * requirements E2, X5). It is society's whatever the class of cases. Passing again what was returned after its day begins no new
 * clock: the late one stands until the version is public.
 */
export async function oweVersion(tx: Tx, ctx: UseCase, version: OwedVersion): Promise<void> {
  if (await isOwed(tx, version)) return;
  await openObligation(tx, ctx, {
    ...version,
    from: ctx.clock.now(),
    period: STATUTORY_PERIODS['publicity/proactive'].period,
    scope: 'society',
    commitmentClass: 'OPEN',
  });
}

/** Returned after it was passed, and before its day: nothing stands that could be published. */
export async function endOwedVersion(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  { agencyId, kind, rid }: OwedVersion,
): Promise<void> {
  await cancelObligation(tx, ctx, {
    agencyId,
    rid,
    kind,
    actor: actorRef(actor),
    ground: '审核后退回修改，信息尚未形成（政府信息公开条例第二十六条）',
    unlessLate: true,
  });
}
