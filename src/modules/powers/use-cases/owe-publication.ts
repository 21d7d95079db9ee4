import type { Rid } from '#kernel';
import type { Actor } from '#modules/access';
import { endOwedVersion, oweVersion, type ObligationKind } from '#modules/disclosure';
import { getFlowVersion } from '#modules/flows';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { PowerVersion } from '../db/power-reader.ts';

type Owed = { readonly kind: ObligationKind; readonly rid: Rid };

/** A version that has passed is owed to society, its flow with it. */
export async function owePublication(tx: Tx, ctx: UseCase, version: PowerVersion): Promise<void> {
  const { agencyId, powerId } = version;
  for (const owed of await owedBy(tx, version)) await oweVersion(tx, ctx, { agencyId, powerId, ...owed });
}

/** Returned after it was passed, neither is owed any more. */
export async function endOwedPublication(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  version: PowerVersion,
): Promise<void> {
  const { agencyId } = version;
  for (const owed of await owedBy(tx, version)) await endOwedVersion(tx, ctx, actor, { agencyId, ...owed });
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
