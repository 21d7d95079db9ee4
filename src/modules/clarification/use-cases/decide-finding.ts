import { err, legalDayOf, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import {
  beginAdjustment,
  beginPower,
  planAdjustment,
  PowerContent,
  type PlannedAdjustment,
  type PowerRefusal,
} from '#modules/powers';
import type { UseCase } from '#platform/context';
import { findFinding, findReceiver, notesOf, sideOf, type Finding } from '../db/finding-reader.ts';
import { insertAdjustments, settleFinding } from '../db/finding-writer.ts';
import { handoversOf } from '../db/handover-reader.ts';
import { insertHanded } from '../db/waiting-reader.ts';
import { carryOut, type CarriedOut, type Held, type Receiver } from '../domain/carry-out.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import type { Decision } from '../domain/finding.ts';
import { can } from '../policy.ts';
import { handOver, noteHistory } from './note-history.ts';
import { record } from './record.ts';

export type DecideInput = {
  readonly agencyId: string;
  readonly findingId: string;
  readonly rowVersion: number;
  readonly decision: Decision;
  readonly reason: string;
  /** What the adjustment rests on; not needed to keep. */
  readonly basis: string;
  /** Of a merger: the item that stays. */
  readonly survivorId?: string | undefined;
  /** Of a transfer: one of the three. */
  readonly officeId?: string | undefined;
  readonly receiverId?: string | undefined;
  readonly receiver?: string | undefined;
};
/** A decision also meets what the powers themselves refuse, such as a draft that is already under way. */
export type DecisionRefusal = ClarificationRefusal | PowerRefusal;
type Decided = { readonly versionIds: readonly string[] };

/**
 * Decides a finding for good and begins, in the same transaction, the adjustments that carry it out: drafts, which go up like
 * every other change. A body on this platform that receives a power has agreed to take over what is in force, and gets it as a draft
 * that says where it comes from. Refuses
 * what `carryOut` and `planAdjustment` refuse, `clarification/decided`, `clarification/stale`, `clarification/not-in-force`.
 */
export async function decideFinding(
  ctx: UseCase,
  actor: Actor,
  input: DecideInput,
): Promise<Result<Decided, DecisionRefusal>> {
  const { agencyId, findingId } = input;
  if (!can(actor, 'clarification/decide', { agencyId })) return err({ code: 'clarification/forbidden' });
  const finding = await findFinding(ctx.db, { agencyId, id: findingId });
  if (finding === undefined) return err({ code: 'clarification/not-found' });
  if (finding.state !== 'open') return err({ code: 'clarification/decided' });
  if (finding.rowVersion !== input.rowVersion)
    return err({ code: 'clarification/stale', rowVersion: finding.rowVersion });
  const receiver = await receiverOf(ctx, input);
  const ordered = await order(ctx, input, finding, receiver);
  if (!ordered.ok) return ordered;
  const { items, orders } = ordered.value;
  const planned = await plan(ctx, actor, input, ordered.value);
  if (!planned.ok) return planned;
  return ctx.transact<Decided, DecisionRefusal>(async (tx) => {
    const settled = await settleFinding(
      tx,
      { agencyId, id: findingId, rowVersion: input.rowVersion },
      {
        decision: input.decision,
        reason: input.reason.trim(),
        basis: input.basis.trim() === '' ? null : input.basis.trim(),
        receiver: receiver?.name ?? null,
        personId: personIdOf(actor),
        at: ctx.clock.now(),
      },
    );
    if (!settled) return err({ code: 'clarification/stale', rowVersion: finding.rowVersion + 1 });
    const versionIds: string[] = [];
    for (const adjustment of planned.value) {
      const { versionId } = await beginAdjustment(tx, ctx, actor, adjustment);
      versionIds.push(versionId);
    }
    await insertAdjustments(tx, { agencyId, id: findingId }, versionIds);
    const moved = items.get(finding.powerId);
    if (orders.handover !== null && moved !== undefined) {
      const receiverId = orders.handover.agencyId;
      const { versionId } = await beginPower(tx, ctx, actor, {
        agencyId: orders.handover.agencyId,
        officeId: null,
        content: handOver(moved, orders.handover, legalDayOf(ctx.clock.now())),
      });
      await insertHanded(tx, { agencyId, findingId, receiverId, versionId });
    }
    await record(tx, ctx, actor, {
      action: 'decide',
      agencyId,
      type: 'clarification-finding',
      id: findingId,
      after: { decision: input.decision, versions: versionIds },
    });
    return ok({ versionIds });
  });
}

type Ordered = { readonly orders: CarriedOut; readonly items: ReadonlyMap<string, PowerContent> };

async function order(
  ctx: UseCase,
  input: DecideInput,
  finding: Finding,
  receiver: Receiver | null,
): Promise<Result<Ordered, DecisionRefusal>> {
  const { agencyId } = input;
  const [power, other, notes] = await Promise.all([
    itemOf(ctx, agencyId, finding.powerId),
    finding.other?.agencyId === agencyId ? itemOf(ctx, agencyId, finding.other.powerId) : null,
    notesOf(ctx.db, agencyId, finding.id),
  ]);
  if (power === null) return err({ code: 'clarification/not-in-force' });
  const orders = carryOut({
    decision: input.decision,
    reason: input.reason.trim(),
    basis: input.basis.trim(),
    power: power.held,
    other: other?.held ?? null,
    survivorId: input.survivorId ?? null,
    receiver,
    discussions: notes.length,
  });
  if (!orders.ok) return orders;
  const items = new Map(
    [power, other].flatMap((one) => (one === null ? [] : [[one.held.powerId, one.content]])),
  );
  return ok({ orders: orders.value, items });
}

async function itemOf(
  ctx: UseCase,
  agencyId: string,
  powerId: string,
): Promise<{ readonly held: Held; readonly content: PowerContent } | null> {
  const side = await sideOf(ctx.db, { agencyId, powerId });
  if (side === undefined) return null;
  const content = PowerContent.parse(side.content);
  const title = side.code === null ? content.name : `${content.name}（${side.code}）`;
  return { held: { powerId, title, body: side.agency }, content };
}

async function receiverOf(ctx: UseCase, input: DecideInput): Promise<Receiver | null> {
  const { agencyId, officeId, receiverId, receiver } = input;
  if (input.decision !== 'transfer') return null;
  if (officeId !== undefined) {
    const office = await findReceiver(ctx.db, agencyId, { officeId });
    return office === undefined ? null : { kind: 'office', officeId: office.id, name: office.name };
  }
  if (receiverId !== undefined) {
    const body = await findReceiver(ctx.db, agencyId, { receiverId });
    return body === undefined
      ? null
      : { kind: 'agency', agencyId: body.id, name: body.name, agreed: await hasAgreed(ctx, input, body.id) };
  }
  return receiver === undefined ? null : { kind: 'outside', name: receiver.trim() };
}

/** Whether the body said that it takes over the power as it is in force now. */
async function hasAgreed(
  ctx: UseCase,
  { agencyId, findingId }: DecideInput,
  receiverId: string,
): Promise<boolean> {
  const asked = await handoversOf(ctx.db, agencyId, findingId);
  const newest = asked.find((one) => one.receiverId === receiverId);
  if (newest?.answer !== 'agreed') return false;
  return (await sideOf(ctx.db, newest))?.versionId === newest.versionId;
}

async function plan(
  ctx: UseCase,
  actor: Actor,
  input: DecideInput,
  { orders, items }: Ordered,
): Promise<Result<readonly PlannedAdjustment[], PowerRefusal>> {
  const today = legalDayOf(ctx.clock.now());
  const planned: PlannedAdjustment[] = [];
  for (const { powerId, status, note, officeId } of orders.adjustments) {
    const content = items.get(powerId);
    const one = await planAdjustment(ctx, actor, {
      agencyId: input.agencyId,
      powerId,
      reason: input.reason.trim(),
      changeBasis: input.basis.trim(),
      status,
      ...(content === undefined || note === null ? {} : { content: noteHistory(content, note, today) }),
      ...(officeId === undefined ? {} : { officeId }),
    });
    if (!one.ok) return one;
    planned.push(one.value);
  }
  return ok(planned);
}
