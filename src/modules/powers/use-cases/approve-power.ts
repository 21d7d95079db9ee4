import { err, legalDayOf, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import {
  approvalsOf,
  decideApproval,
  recordApproval,
  voidSignatures,
  type ApprovalAct,
  type ApprovalRefusal,
} from '#modules/approval';
import { voidTabled } from '#modules/deliberation';
import { atOneMoment, type UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import { findCodeHolder } from '../db/code-holder.ts';
import { findVersion } from '../db/power-reader.ts';
import { approvedOf, updateVersion } from '../db/power-transactor.ts';
import {
  blocked,
  codeTaken,
  forbidden,
  fourEyesBroken,
  notFound,
  notInThisState,
  reasonMissing,
  stale,
  type PowerRefusal,
} from '../domain/errors.ts';
import { can, subjectOf } from '../policy.ts';
import { flowIssuesOf } from './enter-version.ts';
import { endOwedPublication, owePublication } from './owe-publication.ts';

export type ApproveInput = {
  readonly agencyId: string;
  readonly versionId: string;
  readonly rowVersion: number;
  readonly act: ApprovalAct;
  /** Required to return a version. */
  readonly reason?: string;
  /** Post the act is done at, as it is shown. */
  readonly postName?: string;
};

/**
 * Signs, countersigns, returns or passes a version (A2: nothing goes up unsigned). The signature covers the digest of
 * what the signer saw; a return voids those before it. What is passed is owed to society from then on. Refuses `powers/forbidden`, `powers/not-in-this-state`, `powers/stale`, `powers/reason-missing`,
 * `powers/four-eyes` when who signed wants to countersign or pass it too, `powers/code-taken` when its code is another item’s,
 * and `powers/blocked` when a name would stand under a flow that contradicts the elements; a post may still be filled until the version is published.
 */
export async function approvePower(
  from: UseCase,
  actor: Actor,
  input: ApproveInput,
): Promise<Result<{ readonly rowVersion: number }, PowerRefusal | Conflict>> {
  const ctx = atOneMoment(from);
  const version = await findVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err(notFound());
  if (!can(actor, `power/${input.act}`, subjectOf(version))) return err(forbidden());
  const of = approvedOf(version);
  const decided = decideApproval(version, {
    ...input,
    personId: actorRef(actor).id,
    signatures: await approvalsOf(ctx.db, of),
  });
  if (!decided.ok) return err(refusalOf(decided.error));
  const state = decided.value;
  const now = ctx.clock.now();
  if (input.act !== 'return') {
    const holder = await findCodeHolder(ctx.db, version);
    if (holder) return err(codeTaken(holder.name));
    const issues = await flowIssuesOf(ctx.db, version, legalDayOf(now));
    if (issues.some(({ code }) => code !== 'flows/post-vacant'))
      return err(blocked([{ code: 'powers/flow-unlawful', field: 'flow' }]));
  }
  return ctx.transact(async (tx) => {
    if (!(await updateVersion(tx, version, now, { state }))) return err(stale(version.rowVersion + 1));
    if (input.act === 'return') {
      await voidSignatures(tx, of);
      await voidTabled(tx, ctx, actor, {
        agencyId: version.agencyId,
        type: 'power.version',
        id: version.versionId,
      });
    }
    await recordApproval(tx, ctx, actor, of, input);
    if (input.act === 'pass') await owePublication(tx, ctx, version);
    if (input.act === 'return' && version.state === 'passed')
      await endOwedPublication(tx, ctx, actor, version);
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

function refusalOf(refusal: ApprovalRefusal): PowerRefusal {
  switch (refusal.why) {
    case 'not-in-this-state':
      return notInThisState(refusal.state);
    case 'stale':
      return stale(refusal.rowVersion);
    case 'reason-missing':
      return reasonMissing();
    case 'four-eyes':
      return fourEyesBroken();
  }
}
