import { createHash } from 'node:crypto';
import { legalDayOf, type LegalDay } from '#kernel';
import { recorderOf } from '#modules/access';
import type { Reading } from '#platform/database';
import {
  actsOn,
  entriesOf,
  excusesOf,
  tasksOf,
  type ActRow,
  type EntryRow,
  type ExcuseRow,
  type Key,
  type Task,
} from '../db/reader.ts';
import { returnText, taskState, type TaskState } from '../domain/office-return.ts';
import { roundsOf, type Round } from '../domain/rounds.ts';

/** The journal row of an act of a campaign. */
export const record = recorderOf<'campaign' | 'campaign-task'>('campaigns');

/** The return of an office as it stands now. */
export type OfficeReturn = {
  readonly task: Task;
  readonly entries: readonly EntryRow[];
  readonly acts: readonly ActRow[];
  readonly excuses: readonly ExcuseRow[];
  /** SHA-256 of what a signature would cover now, 64 hex digits. */
  readonly digest: string;
  readonly state: TaskState;
};

export async function returnsOf(
  db: Reading,
  agencyId: string,
  tasks: readonly Task[],
): Promise<readonly OfficeReturn[]> {
  const ids = tasks.map(({ id }) => id);
  const [entries, acts, excuses] = await Promise.all([
    entriesOf(db, agencyId, ids),
    actsOn(db, agencyId, ids),
    excusesOf(db, agencyId, ids),
  ]);
  return tasks.map((task) => {
    const own = entries.filter(({ taskId }) => taskId === task.id);
    const done = acts.filter(({ taskId }) => taskId === task.id);
    const digest = createHash('sha256')
      .update(
        returnText({
          campaignId: task.campaignId,
          officeId: task.officeId,
          merged: task.merged,
          nil: task.nil,
          entries: own,
        }),
      )
      .digest('hex');
    return {
      task,
      entries: own,
      acts: done,
      excuses: excuses.filter(({ taskId }) => taskId === task.id),
      digest,
      state: taskState({ nil: task.nil, entries: own.length, digest, acts: done }),
    };
  });
}

/** When a return was due, handed in, and by how much it was late; the last round is the one that runs. */
export function timesOf(
  { acts, state }: Pick<OfficeReturn, 'acts' | 'state'>,
  deadline: LegalDay,
  today: LegalDay,
): readonly [Round, ...Round[]] {
  return roundsOf({
    deadline,
    state,
    today,
    acts: acts.map(({ act, at, due }) => ({ act, on: legalDayOf(at), due })),
  });
}

export async function returnsOfCampaign(db: Reading, key: Key): Promise<readonly OfficeReturn[]> {
  return returnsOf(db, key.agencyId, await tasksOf(db, key));
}
