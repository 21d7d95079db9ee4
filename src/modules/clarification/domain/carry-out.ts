import { err, ok, type Result } from '#kernel';
import type { ClarificationRefusal } from './errors.ts';
import type { Decision } from './finding.ts';

/** An item as a decision finds it; `title` is its name with its code. */
export type Held = { readonly powerId: string; readonly title: string; readonly body: string };

/** Where a power goes: to an office of the same body, to a body on this platform that agreed or not, or to one outside it. */
export type Receiver =
  | { readonly kind: 'office'; readonly officeId: string; readonly name: string }
  | { readonly kind: 'agency'; readonly agencyId: string; readonly name: string; readonly agreed: boolean }
  | { readonly kind: 'outside'; readonly name: string };

export type Order = {
  readonly decision: Decision;
  readonly reason: string;
  readonly basis: string;
  readonly power: Held;
  /** The other item of the finding, where it is one of the same body. */
  readonly other: Held | null;
  /** Which of the two stays after a merger. */
  readonly survivorId: string | null;
  readonly receiver: Receiver | null;
  /** How often it was discussed on record. */
  readonly discussions: number;
};

/** A change of an item; `note` is written into its history 历史沿革, null where nothing moves or ends. */
export type Adjustment = {
  readonly powerId: string;
  readonly status: 'in-force' | 'transferred' | 'cancelled';
  readonly note: string | null;
  readonly officeId?: string;
};
/** What a body on this platform receives. */
export type Handover = { readonly agencyId: string; readonly name: string; readonly note: string };
export type CarriedOut = { readonly adjustments: readonly Adjustment[]; readonly handover: Handover | null };

/** Decisions that take a power away from whoever holds it are discussed first (座谈、研讨、论证). */
const DISCUSSED: ReadonlySet<Decision> = new Set(['merge', 'transfer', 'cancel']);

/**
 * The adjustments by which a decision is carried out (B5, B6): drafts that go the way of every change of a power. What moves or
 * ends says in its history where to, what receives it where from. Refuses `clarification/reason-missing`,
 * `clarification/basis-missing`, `clarification/not-discussed`, `clarification/nothing-to-merge`, `clarification/receiver-missing`,
 * and `clarification/not-agreed` unless the body on this platform that receives it has said that it takes it over.
 */
export function carryOut(order: Order): Result<CarriedOut, ClarificationRefusal> {
  const { decision, reason, basis, power, discussions } = order;
  if (reason === '') return err({ code: 'clarification/reason-missing' });
  if (decision === 'keep') return only();
  if (basis === '') return err({ code: 'clarification/basis-missing' });
  if (DISCUSSED.has(decision) && discussions === 0) return err({ code: 'clarification/not-discussed' });
  switch (decision) {
    case 'strengthen':
    case 'cut-links':
      return only({ powerId: power.powerId, status: 'in-force', note: null });
    case 'cancel':
      return only({ powerId: power.powerId, status: 'cancelled', note: `取消：${reason}` });
    case 'merge':
      return merge(order);
    case 'transfer':
      return transfer(order);
  }
}

const only = (...adjustments: readonly Adjustment[]): Result<CarriedOut, never> =>
  ok({ adjustments, handover: null });

function merge({ power, other, survivorId, reason }: Order): Result<CarriedOut, ClarificationRefusal> {
  const pair = other === null ? [] : [power, other];
  const stays = pair.find(({ powerId }) => powerId === survivorId);
  const goes = pair.find(({ powerId }) => powerId !== survivorId);
  if (stays === undefined || goes === undefined) return err({ code: 'clarification/nothing-to-merge' });
  return only(
    { powerId: goes.powerId, status: 'cancelled', note: `并入“${stays.title}”：${reason}` },
    { powerId: stays.powerId, status: 'in-force', note: `“${goes.title}”并入本项：${reason}` },
  );
}

function transfer({ power, receiver, reason }: Order): Result<CarriedOut, ClarificationRefusal> {
  if (receiver === null || receiver.name === '') return err({ code: 'clarification/receiver-missing' });
  if (receiver.kind === 'agency' && !receiver.agreed) return err({ code: 'clarification/not-agreed' });
  const { powerId } = power;
  if (receiver.kind === 'office') {
    const note = `调整由${receiver.name}承办：${reason}`;
    return only({ powerId, status: 'in-force', note, officeId: receiver.officeId });
  }
  const { name } = receiver;
  return ok({
    adjustments: [{ powerId, status: 'transferred', note: `划转至${name}：${reason}` }],
    handover:
      receiver.kind === 'agency'
        ? { agencyId: receiver.agencyId, name, note: `由${power.body}“${power.title}”划入` }
        : null,
  });
}
