import type { Rid } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { cancelObligation, isOwed, openObligation, type ObligationKind } from '#modules/disclosure';
import { getFlowVersion } from '#modules/flows';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { PowerVersion } from '../db/power-reader.ts';

type Owed = { readonly kind: ObligationKind; readonly rid: Rid };

/**
 * A version that has passed is information that was made or changed: it is public within twenty working days (政府信息公开条例
 * art. 26; requirements E2, X5), its flow with it. The register is society's whatever the class of its cases. Passing again what
 * was returned after its day begins no new clock: the late one stands until the version is public.
 */
export async function owePublication(tx: Tx, ctx: UseCase, version: PowerVersion): Promise<void> {
  for (const { kind, rid } of await owedBy(tx, version)) {
    if (await isOwed(tx, { agencyId: version.agencyId, rid, kind })) continue;
    await openObligation(tx, ctx, {
      kind,
      agencyId: version.agencyId,
      powerId: version.powerId,
      rid,
      from: ctx.clock.now(),
      period: STATUTORY_PERIODS['publicity/proactive'].period,
      scope: 'society',
      commitmentClass: 'OPEN',
    });
  }
}

/** Returned after it was passed, and before its day: nothing stands that could be published. */
export async function endOwedPublication(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  version: PowerVersion,
): Promise<void> {
  for (const { kind, rid } of await owedBy(tx, version))
    await cancelObligation(tx, ctx, {
      agencyId: version.agencyId,
      rid,
      kind,
      actor: actorRef(actor),
      ground: '审核后退回修改，信息尚未形成（政府信息公开条例第二十六条）',
      unlessLate: true,
    });
}

async function owedBy(tx: Tx, version: PowerVersion): Promise<readonly Owed[]> {
  const flow =
    version.flowVersionId === null || version.status !== 'in-force'
      ? undefined
      : await getFlowVersion(tx, version.agencyId, version.flowVersionId);
  return [
    { kind: 'power-version', rid: version.rid },
    ...(flow === undefined || flow.n !== null ? [] : [{ kind: 'flow-version' as const, rid: flow.rid }]),
  ];
}
