import { legalDayOf, type LegalDay, type Rid } from '#kernel';
import { computeDue, DueDerivation, getCalendar, type DueInput, type Period } from '#modules/calendar';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { findWholeException } from '../db/exceptions/holds.ts';
import { isVisible, KINDS, type CommitmentClass, type ObligationKind } from '../domain/kinds.ts';
import type { Scope } from '../domain/scopes.ts';

export type OpenObligation = {
  readonly kind: ObligationKind;
  readonly agencyId: string;
  readonly powerId?: string;
  readonly caseId?: string;
  /** The record that has to be published. */
  readonly rid: Rid;
  /** The event the period runs from; its legal day is not counted (民法典 art. 201). */
  readonly from: Date;
  /** Never due before this, e.g. service (E2): where the period would have ended by then, it runs from here. */
  readonly notBefore?: Date;
  /** Working days, calendar days, months or years, with the article that sets them. */
  readonly period: Period;
  readonly scope: Scope;
  readonly commitmentClass: CommitmentClass;
};

const FROM_SERVICE = {
  zh: '自送达之日起（公开不早于送达）',
  en: 'from service: nothing is public before it',
};

/**
 * Opens a disclosure clock in the caller's transaction (X5, E8): the due date with its derivation, by the calendar in force.
 * It ends only by a covered leaf, or by `cancelObligation`; of an item that is withheld as a whole it waits for the end of the
 * exception. Class NONE owes nothing and answers with nothing.
 */
export async function openObligation(
  tx: Tx,
  ctx: UseCase,
  input: OpenObligation,
): Promise<{ readonly obligationId: string; readonly dueOn: LegalDay } | undefined> {
  if (input.commitmentClass === 'NONE') return undefined;
  const calendar = await getCalendar(tx);
  const due = (start: DueInput['start']) =>
    computeDue({ start, period: input.period, extensions: [], pauses: [] }, calendar);
  let derivation = due({ event: input.period.startRule, day: legalDayOf(input.from) });
  const { notBefore } = input;
  if (notBefore !== undefined && derivation.dueAt !== null && new Date(derivation.dueAt) <= notBefore)
    derivation = due({ event: FROM_SERVICE, day: legalDayOf(notBefore) });
  if (derivation.lastDay === null || derivation.dueAt === null)
    throw new Error('a period without pauses has an end');
  const excepted =
    input.powerId === undefined || KINDS[input.kind].type === 'case'
      ? undefined
      : await findWholeException(tx, { agencyId: input.agencyId, powerId: input.powerId });
  const now = ctx.clock.now();
  const obligationId = ctx.ids.uuid(now);
  await tx
    .insertInto('obligation')
    .values({
      agency_id: input.agencyId,
      id: obligationId,
      kind: input.kind,
      rid: input.rid,
      power_id: input.powerId ?? null,
      case_id: input.caseId ?? null,
      scope: input.scope,
      commitment_class: input.commitmentClass,
      visible: isVisible(input.kind, input.scope, input.commitmentClass),
      derivation: JSON.stringify(DueDerivation.parse(derivation)),
      due_on: derivation.lastDay,
      due_at: new Date(derivation.dueAt),
      opened_at: now,
      ...(excepted !== undefined && {
        state: 'excepted',
        ground: excepted.ground,
        exception_id: excepted.exceptionId,
      }),
    })
    .execute();
  return { obligationId, dueOn: derivation.lastDay };
}
