import { sql } from 'kysely';
import { LegalDay } from '#kernel';
import { RARE, showsItem } from '#modules/disclosure';
import type { Reading } from '#platform/database';
import { NOT_LATE } from '../domain/lateness.ts';

export type CaseFilter = {
  readonly running?: boolean | undefined;
  /** Running cases past their day as of this one; not those whose clock stands or that are decided. */
  readonly lateOn?: LegalDay | undefined;
  readonly agency?: string | undefined;
  readonly powerCode?: string | undefined;
  readonly after?: { readonly on: LegalDay; readonly id: string } | undefined;
  readonly limit: number;
};

export type CaseRow = {
  readonly rid: string;
  readonly number: string | null;
  readonly agencyName: string;
  readonly agencySlug: string;
  /** Null while the item is hidden because so few cases of it are running (DECISIONS §3). */
  readonly item: { readonly code: string; readonly name: string } | null;
  readonly state: string;
  readonly closed: boolean;
  readonly acceptedOn: LegalDay;
  readonly dueOn: LegalDay | null;
};

/** Cases that society may see, the newest first; one query, keyset by (acceptedOn, rid). Filters never betray a hidden item. */
export async function listPublicCases(db: Reading, filter: CaseFilter): Promise<readonly CaseRow[]> {
  let query = db
    .selectFrom('public_case as k')
    .innerJoin('agency as a', 'a.id', 'k.agency_id')
    .leftJoin('public_item as i', (j) =>
      j.onRef('i.agency_id', '=', 'k.agency_id').onRef('i.power_code', '=', 'k.power_code'),
    )
    .leftJoin('power_item as p', 'p.code', 'k.power_code')
    .leftJoin('power_in_force as f', (j) =>
      j.onRef('f.agency_id', '=', 'p.agency_id').onRef('f.power_id', '=', 'p.id'),
    )
    .select([
      'k.rid',
      'k.number',
      'k.power_code',
      'k.item_open',
      'k.state',
      'k.closed',
      'k.accepted_on',
      'k.due_on',
      'i.running',
      'a.name as agency_name',
      'a.slug as agency_slug',
      'f.name as power_name',
    ])
    .orderBy('k.accepted_on', 'desc')
    .orderBy('k.rid', 'desc')
    .limit(filter.limit);
  if (filter.running !== undefined) query = query.where('k.closed', '=', !filter.running);
  const { agency, lateOn } = filter;
  if (lateOn !== undefined) query = query.where('k.due_on', '<', lateOn).where('k.state', 'not in', NOT_LATE);
  // As a value and not as a join, so that the index of the agency answers.
  if (agency !== undefined)
    query = query.where('k.agency_id', '=', (e) =>
      e.selectFrom('agency').select('id').where('slug', '=', agency),
    );
  if (filter.powerCode !== undefined)
    query = query
      .where('k.power_code', '=', filter.powerCode)
      .where((e) => e.or([e('k.item_open', '=', true), e('i.running', '>=', RARE)]));
  const { after } = filter;
  if (after !== undefined)
    query = query.where((e) => e(e.refTuple('k.accepted_on', 'k.rid'), '<', e.tuple(after.on, after.id)));
  return (await query.execute()).map((row) => ({
    rid: row.rid,
    number: row.number,
    agencyName: row.agency_name,
    agencySlug: row.agency_slug,
    item:
      row.power_code !== null && row.power_name !== null && showsItem(row.item_open, row.running ?? 0)
        ? { code: row.power_code, name: row.power_name }
        : null,
    state: row.state,
    closed: row.closed,
    acceptedOn: LegalDay.parse(row.accepted_on),
    dueOn: row.due_on === null ? null : LegalDay.parse(row.due_on),
  }));
}

export type NumberedCase = {
  readonly agencyId: string;
  readonly agency: { readonly name: string; readonly slug: string };
  readonly rid: string;
  readonly state: string;
  readonly closed: boolean;
  /** Null while the item is hidden. */
  readonly powerCode: string | null;
  /** Last day of the trial it was accepted under; null for a final version, and while the item is hidden. */
  readonly trialUntil: LegalDay | null;
};

/** The case behind a public number; 受理号 are unique in an agency and carry its code. */
export async function findPublicCase(db: Reading, number: string): Promise<NumberedCase | undefined> {
  const row = await db
    .selectFrom('public_case as k')
    .innerJoin('agency as a', 'a.id', 'k.agency_id')
    .leftJoin('public_item as i', (j) =>
      j.onRef('i.agency_id', '=', 'k.agency_id').onRef('i.power_code', '=', 'k.power_code'),
    )
    .leftJoin('case_file as f', (j) =>
      j.onRef('f.agency_id', '=', 'k.agency_id').onRef('f.rid', '=', 'k.rid'),
    )
    .select(['k.agency_id', 'k.rid', 'k.state', 'k.closed', 'k.power_code', 'k.item_open', 'i.running'])
    .select(['a.name', 'a.slug'])
    .select(sql<string | null>`f.terms ->> 'trialUntil'`.as('trial_until'))
    .where('k.number', '=', number)
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const shown = showsItem(row.item_open, row.running ?? 0);
  return {
    agencyId: row.agency_id,
    agency: { name: row.name, slug: row.slug },
    rid: row.rid,
    state: row.state,
    closed: row.closed,
    powerCode: shown ? row.power_code : null,
    trialUntil: shown && row.trial_until !== null ? LegalDay.parse(row.trial_until) : null,
  };
}
