import { z } from 'zod';
import { LegalDay } from '#kernel';
import type { Reading, Tx } from '#platform/database';
import { CHANGE_KINDS, type Schedule } from '../domain/schedule.ts';
import type { Campaign, Key } from './reader.ts';

export type CampaignChange = {
  readonly agencyId: string;
  readonly id: string;
  /** As its author saw it. */
  readonly campaign: Campaign;
  readonly kind: (typeof CHANGE_KINDS)[number];
  /** The dates from now on; those it had, when it is cancelled. */
  readonly schedule: Schedule;
  readonly reason: string;
  readonly personId: string;
  readonly at: Date;
  /** The report as it is fixed, of a cancellation. */
  readonly closing?: object;
};

/** Changes a campaign and keeps why; false, with nothing done, when it is not the one its author saw any more. */
export async function changeCampaign(tx: Tx, change: CampaignChange): Promise<boolean> {
  const { agencyId, campaign, kind, schedule, at, closing } = change;
  const { numUpdatedRows } = await tx
    .updateTable('campaign')
    .set({
      deadline: schedule.deadline,
      phases: JSON.stringify(schedule.phases),
      row_version: campaign.rowVersion + 1,
      ...(kind === 'cancel' && { state: 'cancelled', closed_at: at, closing: JSON.stringify(closing) }),
    })
    .where('agency_id', '=', agencyId)
    .where('id', '=', campaign.id)
    .where('row_version', '=', campaign.rowVersion)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx
    .insertInto('campaign_change')
    .values({
      agency_id: agencyId,
      id: change.id,
      campaign_id: campaign.id,
      kind,
      reason: change.reason,
      deadline_before: campaign.deadline,
      deadline_after: schedule.deadline,
      person_id: change.personId,
      at,
    })
    .execute();
  return true;
}

const ChangeRow = z.object({
  kind: z.enum(CHANGE_KINDS),
  reason: z.string(),
  deadline_before: LegalDay,
  deadline_after: LegalDay,
  name: z.string().nullable(),
  at: z.date(),
});

/** What was changed in a campaign since it was opened, the newest first. */
export async function changesOf(db: Reading, { agencyId, id }: Key) {
  const rows = await db
    .selectFrom('campaign_change as c')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'c.agency_id').onRef('p.id', '=', 'c.person_id'),
    )
    .select(['c.kind', 'c.reason', 'c.deadline_before', 'c.deadline_after', 'c.at', 'p.name'])
    .where('c.agency_id', '=', agencyId)
    .where('c.campaign_id', '=', id)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(50)
    .execute();
  return z
    .array(ChangeRow)
    .parse(rows)
    .map((row) => ({
      kind: row.kind,
      reason: row.reason,
      before: row.deadline_before,
      after: row.deadline_after,
      person: row.name ?? '',
      at: row.at,
    }));
}
