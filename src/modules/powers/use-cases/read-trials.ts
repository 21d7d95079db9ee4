import { legalDayOf } from '#kernel';
import type { StaffActor } from '#modules/access';
import { readableOffices } from '#modules/approval';
import { getCalendar, workingDaysBetween } from '#modules/calendar';
import type { AppContext } from '#platform/context';
import { listTrials, type TrialRow } from '../db/trial-list-reader.ts';
import { findFinalBefore, handsIn } from '../db/trial-reader.ts';
import { standingOf, TRIAL_REMINDER_WORKING_DAYS } from '../domain/trial.ts';
import { can, subjectOf } from '../policy.ts';

/** More trials than an agency has at once. */
const AT_MOST = 100;

export type ReadTrial = Omit<TrialRow, 'powerId' | 'officeId'> & {
  readonly workingDaysLeft: number | null;
  readonly due: boolean;
  readonly returnsTo: number | null;
  readonly mayDecide: boolean;
};

/**
 * The trials of the reader's agency that they may read, with what is needed to decide them: how the cases went, whether the day is
 * near, where it could return to, and whether it is theirs to decide.
 */
export async function readTrials(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  actor: StaffActor,
  { undecided }: { readonly undecided: boolean },
): Promise<readonly ReadTrial[]> {
  const { agencyId } = actor;
  const today = legalDayOf(ctx.clock.now());
  const [rows, calendar] = await Promise.all([
    listTrials(ctx.db, { agencyId, limit: AT_MOST, undecided, officeIds: readableOffices(actor) }),
    getCalendar(ctx.db),
  ]);
  return Promise.all(
    rows.map(async ({ powerId, officeId, ...row }) => {
      const { trial, versionId, n } = row;
      const open = trial.decision === undefined;
      const standing = standingOf(trial, today);
      const left = open && standing !== 'late' ? workingDaysBetween(calendar, today, trial.until) : null;
      const decides = open && can(actor, 'power/decide-trial', subjectOf({ agencyId, officeId }));
      return {
        ...row,
        workingDaysLeft: left,
        due: open && (standing === 'late' || (left ?? 0) <= TRIAL_REMINDER_WORKING_DAYS),
        returnsTo: open ? ((await findFinalBefore(ctx.db, { agencyId, powerId, n }))?.n ?? null) : null,
        mayDecide: decides && !(await handsIn(ctx.db, { agencyId, versionId })).has(actor.personId),
      };
    }),
  );
}
