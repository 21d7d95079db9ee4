import { hasRole, type Actor, type StaffActor } from '#modules/access';

/** What is drafted by an office: a version of a power, of a rule, or of a category flow. */
export type DraftedSubject = { readonly agencyId: string; readonly officeId?: string | undefined };
type May = (actor: Actor, subject: DraftedSubject) => boolean;

const where = (subject: DraftedSubject): { agencyId: string; officeId?: string } => ({
  agencyId: subject.agencyId,
  ...(subject.officeId === undefined ? {} : { officeId: subject.officeId }),
});
const isSystem = (actor: Actor): boolean => actor.kind === 'system';
const keeper: May = (actor, subject) =>
  isSystem(actor) || hasRole(actor, 'review-office', { agencyId: subject.agencyId });

const drafts: May = (actor, s) =>
  keeper(actor, s) || hasRole(actor, 'registrar', where(s)) || hasRole(actor, 'office-head', where(s));

const READERS = [
  'registrar',
  'office-head',
  'leader',
  'first-responsible',
  'review-office',
  'supervisor',
  'auditor',
] as const;

/**
 * Who takes which step of a version (A2): the office drafts, its head signs, the leader in charge countersigns, the leading
 * group office returns, passes and publishes. The policy of each kind of thing is made of these, so that no kind has an easier way.
 */
export const MAY = {
  'read-draft': (actor, s) => isSystem(actor) || READERS.some((role) => hasRole(actor, role, where(s))),
  draft: drafts,
  /** Draft for one office or another. */
  begin: (actor, { agencyId }) =>
    drafts(actor, { agencyId }) ||
    (actor.kind === 'staff' &&
      actor.roles.some(
        (held) => held.agencyId === agencyId && drafts(actor, { agencyId, officeId: held.officeId }),
      )),
  sign: (actor, s) => isSystem(actor) || hasRole(actor, 'office-head', where(s)),
  countersign: (actor, s) =>
    isSystem(actor) || hasRole(actor, 'leader', where(s)) || hasRole(actor, 'first-responsible', where(s)),
  return: (actor, s) => keeper(actor, s) || hasRole(actor, 'leader', where(s)),
  pass: keeper,
  publish: keeper,
} as const satisfies Readonly<Record<string, May>>;

/** The offices of one's agency whose drafts one may read; `undefined` means all. A list asks for these, and pages by them. */
export function readableOffices(actor: StaffActor): readonly string[] | undefined {
  const { agencyId } = actor;
  if (MAY['read-draft'](actor, { agencyId })) return undefined;
  return actor.roles.flatMap(({ officeId }) =>
    officeId !== undefined && MAY['read-draft'](actor, { agencyId, officeId }) ? [officeId] : [],
  );
}
