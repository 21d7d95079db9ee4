import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import type { Actor, StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { actsOn, findException } from '../../db/exceptions/exception-reader.ts';
import { moveException, recordAct } from '../../db/exceptions/exception-transactor.ts';
import type { ExceptionRefusal } from '../../domain/exceptions/errors.ts';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';
import { fourEyes, nextState, turnIn, type ExceptionAct } from '../../domain/exceptions/lifecycle.ts';
import { endRange } from '../../domain/exceptions/request.ts';
import { can } from '../../policy.ts';
import { enforceException } from './enforce-exception.ts';
import { endException } from './end-exception.ts';
import { keepException } from './keep-exception.ts';

export type ActInput = {
  readonly agencyId: string;
  readonly exceptionId: string;
  readonly rowVersion: number;
  readonly postName: string;
} & (
  | { readonly act: 'sign' | 'review' | 'approve' | 'withdraw' }
  | { readonly act: 'refuse' | 'open'; readonly reason: string }
  | { readonly act: 'keep'; readonly reason: string; readonly endsOn: LegalDay }
  /** 备案: with whom, under which number. */
  | { readonly act: 'file'; readonly filedWith: string; readonly filedAs: string }
);

/**
 * One act on a request or on an exception in force (B7): the head signs, the secrecy reviewer reviews, the leading group office
 * approves, files, keeps or opens; whose turn it is may refuse with reasons; who asked may take it back. Refuses
 * `exceptions/not-found`, `exceptions/forbidden`, `exceptions/not-in-this-state`, `exceptions/stale`, `exceptions/four-eyes`,
 * `exceptions/reason-missing`, `exceptions/date-out-of-range`, `exceptions/already-public`.
 */
export async function actOnException(
  ctx: UseCase,
  actor: Actor,
  input: ActInput,
): Promise<Result<{ readonly rowVersion: number }, ExceptionRefusal>> {
  const of = await findException(ctx.db, { agencyId: input.agencyId, id: input.exceptionId });
  if (of === undefined || actor.kind !== 'staff' || !can(actor, 'exception/read', of))
    return err({ code: 'exceptions/not-found' });
  const state = nextState(of.state, input.act);
  if (!mayAct(actor, of, input.act)) return err({ code: 'exceptions/forbidden' });
  if (state === undefined) return err({ code: 'exceptions/not-in-this-state', state: of.state });
  if (of.rowVersion !== input.rowVersion) return err({ code: 'exceptions/stale', rowVersion: of.rowVersion });
  const done = (await actsOn(ctx.db, of.agencyId, [of.id])).get(of.id) ?? [];
  if (!fourEyes(actor.personId, input.act, done)) return err({ code: 'exceptions/four-eyes' });
  if ('reason' in input && input.reason.trim() === '') return err({ code: 'exceptions/reason-missing' });
  const today = legalDayOf(ctx.clock.now());
  const range = endRange(of.ground, today);
  const endsOn = input.act === 'keep' ? input.endsOn : of.endsOn;
  const dated = input.act === 'keep' || input.act === 'approve';
  if (dated && (endsOn < range.first || endsOn > range.last))
    return err({ code: 'exceptions/date-out-of-range', ...range });
  return ctx.transact(async (tx) => {
    const moved = await moveException(tx, of, {
      state,
      endsOn,
      ...(input.act === 'approve' && { since: today }),
      ...(input.act === 'open' && { endedOn: today, endedBy: 'decision' }),
    });
    if (!moved) return err({ code: 'exceptions/stale', rowVersion: of.rowVersion + 1 });
    await recordAct(tx, ctx, actor, of, { ...detailOf(input), act: input.act, postName: input.postName });
    const effect = await takeEffect(tx, ctx, actor, { ...of, endsOn, since: of.since ?? today }, input.act);
    return effect.ok ? ok({ rowVersion: of.rowVersion + 1 }) : effect;
  });
}

function detailOf(input: ActInput) {
  switch (input.act) {
    case 'sign':
    case 'review':
    case 'approve':
    case 'withdraw':
      return {};
    case 'refuse':
    case 'open':
      return { reason: input.reason };
    case 'keep':
      return { reason: input.reason, endsOn: input.endsOn };
    case 'file':
      return { filedWith: input.filedWith, filedAs: input.filedAs };
  }
}

async function takeEffect(
  tx: Tx,
  ctx: UseCase,
  actor: StaffActor,
  of: DisclosureException,
  act: ExceptionAct,
): Promise<Result<void, ExceptionRefusal>> {
  if (act === 'approve') return enforceException(tx, ctx, actor, of);
  if (act === 'keep') await keepException(tx, ctx, of);
  if (act === 'open') await endException(tx, ctx, of, 'decision');
  return ok();
}

/** Whether somebody may do an act: a refusal is of whose turn it is. */
export function mayAct(actor: Actor, of: DisclosureException, act: ExceptionAct): boolean {
  if (act !== 'refuse') return can(actor, `exception/${act}`, of);
  const turn = turnIn(of.state);
  if (turn !== undefined) return can(actor, `exception/${turn}`, of);
  return (['sign', 'review', 'approve'] as const).some((one) => can(actor, `exception/${one}`, of));
}
