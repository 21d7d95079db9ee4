import type { LegalDay } from '#kernel';
import type { Db, Tx } from '#platform/database';
import type { Ground } from '../domain/audit.ts';
import type { Act, EntryKind, TaskState } from '../domain/office-return.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Campaign, Task } from './reader.ts';

export type NewCampaign = Schedule & {
  readonly agencyId: string;
  readonly id: string;
  readonly name: string;
  readonly basis: string;
  readonly typeCodes: readonly string[];
  readonly openedBy: string;
  readonly at: Date;
};

/** A campaign with a task for every office in scope. */
export async function insertCampaign(
  tx: Tx,
  campaign: NewCampaign,
  tasks: readonly { readonly id: string; readonly officeId: string }[],
): Promise<void> {
  const { agencyId, id } = campaign;
  await tx
    .insertInto('campaign')
    .values({
      agency_id: agencyId,
      id,
      name: campaign.name,
      basis: campaign.basis,
      type_codes: JSON.stringify(campaign.typeCodes),
      phases: JSON.stringify(campaign.phases),
      deadline: campaign.deadline,
      opened_by: campaign.openedBy,
      opened_at: campaign.at,
    })
    .execute();
  await insertTasks(tx, { agencyId, id }, tasks);
}

export async function insertTasks(
  tx: Tx,
  campaign: { readonly agencyId: string; readonly id: string },
  tasks: readonly { readonly id: string; readonly officeId: string }[],
): Promise<void> {
  await tx
    .insertInto('campaign_task')
    .values(
      tasks.map(({ id, officeId }) => ({
        agency_id: campaign.agencyId,
        id,
        campaign_id: campaign.id,
        office_id: officeId,
      })),
    )
    .execute();
}

/** Closes a campaign with its report; false, with nothing done, when it is not the one that was read any more. */
export async function fixCampaign(
  tx: Tx,
  agencyId: string,
  campaign: Pick<Campaign, 'id' | 'rowVersion'>,
  closing: object,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('campaign')
    .set({
      state: 'closed',
      closed_at: at,
      closing: JSON.stringify(closing),
      row_version: campaign.rowVersion + 1,
    })
    .where('agency_id', '=', agencyId)
    .where('id', '=', campaign.id)
    .where('row_version', '=', campaign.rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** One explanation for each finding, in the same words. */
export async function insertExplanations(
  tx: Tx,
  of: {
    readonly agencyId: string;
    readonly campaignId: string;
    readonly ground: Ground;
    readonly text: string;
    readonly personId: string;
    readonly at: Date;
  },
  findings: readonly { readonly id: string; readonly finding: string }[],
): Promise<void> {
  await tx
    .insertInto('campaign_explanation')
    .values(
      findings.map(({ id, finding }) => ({
        agency_id: of.agencyId,
        id,
        campaign_id: of.campaignId,
        finding,
        ground: of.ground,
        text: of.text,
        person_id: of.personId,
        at: of.at,
      })),
    )
    .execute();
}

/** Moves a task on, so that of two acts that rest on the same state only one is done. */
export async function touchTask(
  tx: Tx,
  agencyId: string,
  task: Pick<Task, 'id' | 'rowVersion'>,
  change: {
    readonly nil?: boolean;
    readonly filled_by?: string;
    readonly filled_at?: Date;
    readonly carried_to?: string;
  } = {},
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('campaign_task')
    .set({ ...change, row_version: task.rowVersion + 1 })
    .where('agency_id', '=', agencyId)
    .where('id', '=', task.id)
    .where('row_version', '=', task.rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

type NewEntry = {
  readonly powerId: string;
  readonly versionId: string;
  readonly kind: EntryKind;
  readonly note: string;
};

export async function deleteEntries(tx: Tx, agencyId: string, taskId: string): Promise<void> {
  await tx
    .deleteFrom('campaign_entry')
    .where('agency_id', '=', agencyId)
    .where('task_id', '=', taskId)
    .execute();
}

export async function insertEntries(
  tx: Tx,
  agencyId: string,
  taskId: string,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('campaign_entry')
    .values(
      entries.map(({ powerId, versionId, kind, note }) => ({
        agency_id: agencyId,
        task_id: taskId,
        power_id: powerId,
        version_id: versionId,
        kind,
        note,
      })),
    )
    .execute();
}

export async function insertAct(
  tx: Tx,
  agencyId: string,
  task: Pick<Task, 'id' | 'rowVersion'>,
  act: {
    readonly id: string;
    readonly act: Act;
    readonly personId: string;
    readonly postName: string;
    readonly digest: string;
    readonly reason: string;
    readonly at: Date;
    readonly due?: LegalDay | null;
  },
): Promise<void> {
  await tx
    .insertInto('campaign_act')
    .values({
      agency_id: agencyId,
      id: act.id,
      task_id: task.id,
      act: act.act,
      person_id: act.personId,
      post_name: act.postName,
      digest: act.digest,
      reason: act.reason,
      at: act.at,
      due: act.due ?? null,
      seq: task.rowVersion + 1,
    })
    .execute();
}

export async function insertExcuse(
  tx: Tx,
  agencyId: string,
  excuse: {
    readonly id: string;
    readonly taskId: string;
    readonly kind: 'late' | 'refused';
    readonly reason: string;
    readonly personId: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('campaign_excuse')
    .values({
      agency_id: agencyId,
      id: excuse.id,
      task_id: excuse.taskId,
      kind: excuse.kind,
      reason: excuse.reason,
      person_id: excuse.personId,
      at: excuse.at,
    })
    .execute();
}

/** Keeps reminders that were not given yet; answers with how many. */
export async function insertReminders(
  db: Db,
  agencyId: string,
  reminders: readonly {
    readonly taskId: string;
    readonly kind: string;
    readonly at: Date;
    readonly due: LegalDay;
    readonly state: TaskState;
    readonly persons: readonly string[];
  }[],
): Promise<number> {
  if (reminders.length === 0) return 0;
  const done = await db
    .insertInto('campaign_reminder')
    .values(
      reminders.map(({ taskId, kind, at, due, state, persons }) => ({
        agency_id: agencyId,
        task_id: taskId,
        kind,
        at,
        due,
        state,
        persons: [...persons],
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0n);
}
