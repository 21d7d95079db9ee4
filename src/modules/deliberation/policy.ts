import { definePolicy, hasRole, type Actor, type StaffActor } from '#modules/access';
import type { Ballot } from './domain/rules.ts';

type Agency = { readonly agencyId: string };
type Meeting = Agency & { readonly members: readonly string[] };
/** Who signs the minutes; undefined while nobody is named in the place of a chair who withdrew. */
type Signed = { readonly signerId: string | undefined };

const OVERSEE = ['supervisor', 'auditor'] as const;
const keeps = (actor: Actor, where: Agency): boolean =>
  actor.kind === 'system' || hasRole(actor, 'review-office', where);
const signs = (actor: Actor, { agencyId, signerId }: Agency & Signed): boolean =>
  actor.kind === 'staff' && actor.agencyId === agencyId && actor.personId === signerId;
const belongs = (actor: Actor, { members }: Meeting): boolean =>
  actor.kind === 'staff' && members.includes(actor.personId);

/**
 * Who does what in a deliberation: the leading group office serves the bodies and keeps the record, members speak for
 * themselves, the first responsible person sets what needs a resolution, the chair signs the minutes, or who is named in the
 * place of a chair who withdrew. What was said is for members, the keeper of the record and authorised supervisors (S9-4); the
 * outcome is for every member of staff.
 */
export const can = definePolicy<{
  'deliberation/keep': Agency;
  'deliberation/set-route': Agency;
  'deliberation/read': Agency;
  'deliberation/speak': Meeting & { readonly personId: string };
  'deliberation/read-opinions': Meeting;
  'deliberation/sign-minutes': Agency & Signed;
  'deliberation/read-minutes': Meeting & Signed;
}>({
  'deliberation/keep': keeps,
  'deliberation/set-route': (actor, where) =>
    actor.kind === 'system' || hasRole(actor, 'first-responsible', where),
  'deliberation/read': (actor, { agencyId }) => actor.kind === 'staff' && actor.agencyId === agencyId,
  'deliberation/speak': (actor, meeting) =>
    keeps(actor, meeting) ||
    (belongs(actor, meeting) && actor.kind === 'staff' && actor.personId === meeting.personId),
  'deliberation/read-opinions': (actor, meeting) =>
    keeps(actor, meeting) || belongs(actor, meeting) || overseesRecord(actor, meeting),
  'deliberation/sign-minutes': signs,
  'deliberation/read-minutes': (actor, meeting) =>
    keeps(actor, meeting) ||
    belongs(actor, meeting) ||
    overseesRecord(actor, meeting) ||
    signs(actor, meeting),
});

/**
 * How somebody may know what was said of an item: by name, as what was said without who said it, or not at all.
 */
export type Hearing = 'named' | 'unnamed' | 'nothing';

/**
 * The one rule of who hears what, on the page, in minutes and on paper. Who keeps the record has it all. Who withdrew from an
 * item hears nothing of it, whatever else they are. After a secret ballot names are for those who were in the room: everybody
 * else who may hear reads what was said once the item is settled, since until then each opinion comes with its turn.
 */
export function hearingOf(
  actor: StaffActor,
  item: Agency & {
    readonly attendees: readonly { readonly personId: string; readonly present: boolean }[];
    readonly recused: readonly string[];
    readonly ballot: Ballot;
    /** Whether it is off the table. */
    readonly settled: boolean;
    /** Who signs the minutes, where that is known. */
    readonly signerId: string | undefined;
  },
): Hearing {
  if (keeps(actor, item)) return 'named';
  const { personId } = actor;
  if (item.recused.includes(personId)) return 'nothing';
  const me = item.attendees.find((one) => one.personId === personId);
  if (me === undefined && personId !== item.signerId && !overseesRecord(actor, item)) return 'nothing';
  if (item.ballot !== 'secret' || me?.present === true) return 'named';
  return item.settled ? 'unnamed' : 'nothing';
}

/** Supervisors read what was said by their office; each such look is journalled (H7). */
export function overseesRecord(actor: Actor, where: Agency): boolean {
  return OVERSEE.some((role) => hasRole(actor, role, { agencyId: where.agencyId }));
}
