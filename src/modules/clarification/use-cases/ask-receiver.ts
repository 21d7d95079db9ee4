import { err, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { findFinding, findReceiver, sideOf } from '../db/finding-reader.ts';
import { findHandoverTo } from '../db/handover-reader.ts';
import { answerQuestion, insertHandover } from '../db/handover-writer.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { record } from './record.ts';

/**
 * Asks another body on this platform whether it takes a power over, as it is in force now (B5). Refuses
 * `clarification/receiver-missing`, `clarification/asked` while the same question is open, `clarification/decided`,
 * `clarification/not-in-force`.
 */
export async function askReceiver(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly findingId: string;
    readonly receiverId: string;
    readonly text: string;
    readonly postName: string;
  },
): Promise<Result<{ readonly handoverId: string }, ClarificationRefusal>> {
  const { agencyId, findingId, receiverId } = input;
  if (!can(actor, 'clarification/decide', { agencyId })) return err({ code: 'clarification/forbidden' });
  const finding = await findFinding(ctx.db, { agencyId, id: findingId });
  if (finding === undefined) return err({ code: 'clarification/not-found' });
  if (finding.state !== 'open') return err({ code: 'clarification/decided' });
  const [receiver, side] = await Promise.all([
    findReceiver(ctx.db, agencyId, { receiverId }),
    sideOf(ctx.db, { agencyId, powerId: finding.powerId }),
  ]);
  if (receiver === undefined) return err({ code: 'clarification/receiver-missing' });
  if (side === undefined) return err({ code: 'clarification/not-in-force' });
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  const asked = await ctx.transact<{ readonly handoverId: string }, ClarificationRefusal>(async (tx) => {
    await insertHandover(tx, {
      agencyId,
      id,
      findingId,
      receiverId,
      versionId: side.versionId,
      text: input.text,
      personId: personIdOf(actor),
      postName: input.postName,
      at: now,
    });
    await record(tx, ctx, actor, {
      action: 'ask',
      agencyId,
      type: 'clarification-handover',
      id,
      after: { finding: findingId, receiver: receiverId, version: side.versionId },
    });
    return ok({ handoverId: id });
  });
  return asked.ok || asked.error.code !== 'conflict' ? asked : err({ code: 'clarification/asked' });
}

/**
 * What the body that was asked says, for good: that it takes the power over, or why not. Refuses `clarification/decided` when
 * the finding is settled or the question answered, `clarification/reason-missing` for a refusal without one.
 */
export async function answerHandover(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly id: string;
    readonly answer: 'agreed' | 'refused';
    readonly reason: string;
    readonly postName: string;
  },
): Promise<Result<void, ClarificationRefusal>> {
  const { agencyId, id, answer, reason } = input;
  if (!can(actor, 'clarification/answer', { agencyId })) return err({ code: 'clarification/forbidden' });
  const asked = await findHandoverTo(ctx.db, agencyId, id);
  if (asked === undefined) return err({ code: 'clarification/not-found' });
  if (answer === 'refused' && reason === '') return err({ code: 'clarification/reason-missing' });
  const now = ctx.clock.now();
  return ctx.transact<void, ClarificationRefusal>(async (tx) => {
    const said = { answer, reason, personId: personIdOf(actor), postName: input.postName, at: now };
    if (!(await answerQuestion(tx, { agencyId: asked.agencyId, id }, said)))
      return err({ code: 'clarification/decided' });
    await record(tx, ctx, actor, {
      action: answer === 'agreed' ? 'agree' : 'refuse',
      agencyId,
      type: 'clarification-handover',
      id,
      after: { giver: asked.agencyId, version: asked.versionId },
    });
    return ok();
  });
}
