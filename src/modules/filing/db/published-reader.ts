import { sql } from 'kysely';
import { z } from 'zod';
import { legalDayOf } from '#kernel';
import type { Reading } from '#platform/database';
import {
  groundText,
  heldElements,
  listExceptions,
  parseHeld,
  withoutElements,
  type FiledException,
  type WithheldElement,
} from '#modules/disclosure';
import { PowerContent } from '#modules/powers';
import type { FiledFlow, FiledHold, FiledItem, FiledWithheld } from '../domain/package.ts';

/** An agency by the code it files under: its credit code, else its address name. */
export type FilingAgency = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: string;
};

export async function findFilingAgency(
  db: Reading,
  by: { readonly id: string } | { readonly code: string },
): Promise<FilingAgency | undefined> {
  const query = db.selectFrom('agency').select(['id', 'uscc', 'slug', 'name', 'level']);
  const row = await (
    'id' in by
      ? query.where('id', '=', by.id)
      : query.where((e) =>
          e.or([e('uscc', '=', by.code), e.and([e('uscc', 'is', null), e('slug', '=', by.code)])]),
        )
  ).executeTakeFirst();
  return row && { id: row.id, code: row.uscc ?? row.slug, name: row.name, level: row.level };
}

/**
 * Every power of an agency that is published, under a checkpoint and in force on the day of `now`, as society sees it: what is
 * withheld is named with its ground where the register names it, and left out without a word where an entry would do the harm.
 */
export async function itemsInForce(db: Reading, agencyId: string, now: Date): Promise<FiledItem[]> {
  const today = legalDayOf(now);
  const rows = await db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .leftJoin('flow_version as fv', (j) =>
      j.onRef('fv.agency_id', '=', 'v.agency_id').onRef('fv.id', '=', 'v.flow_version_id'),
    )
    .leftJoin('flow as f', (j) =>
      j.onRef('f.agency_id', '=', 'fv.agency_id').onRef('f.id', '=', 'fv.flow_id'),
    )
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'v.rid').on('r.rev', '=', 1))
    .select(['p.code', 'v.n', 'v.status', 'v.content', 'v.effective_from', 'v.rid', 'f.code as flow'])
    .select([heldElements('v.rid').as('held'), commitmentsOf('v.rid').as('commitments')])
    .distinctOn('v.power_id')
    .where('v.agency_id', '=', agencyId)
    .where('v.state', '=', 'published')
    .where('v.effective_from', '<=', today)
    .where('r.covered_size', 'is not', null)
    .orderBy('v.power_id')
    .orderBy('v.n', 'desc')
    .execute();
  return rows
    .flatMap((row) => {
      if (row.status !== 'in-force' || row.code === null || row.n === null || row.effective_from === null)
        return [];
      const content = PowerContent.parse(row.content);
      const { statutoryLimit: limit, committedLimit } = content;
      const held = parseHeld(row.held);
      const withheld = filedHolds(held, Commitments.parse(row.commitments));
      return [
        {
          code: row.code,
          basicCode: content.basicCode ?? null,
          name: content.name,
          typeCode: content.typeCode,
          version: row.n,
          effectiveFrom: row.effective_from,
          statutoryLimit: limit === undefined ? null : { n: limit.n, unit: limit.unit },
          committedLimit: committedLimit ?? null,
          flow: row.flow,
          record: row.rid,
          content: withoutElements(StoredObject.parse(row.content), held),
          ...(withheld.length === 0 ? {} : { withheld }),
        },
      ];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

const StoredObject = z.record(z.string(), z.unknown());
const Commitments = z.record(z.string(), z.string());

/** The newest commitment of each element of a version that is committed by itself, as 64 hex digits by its name there. */
function commitmentsOf(rid: string) {
  return sql<unknown>`(
    SELECT coalesce(jsonb_object_agg(c.name, encode(c.commitment, 'hex')), '{}') FROM (
      SELECT DISTINCT ON (name) name, commitment FROM ledger.field
       WHERE rid = ${sql.ref(rid)} AND name LIKE 'content.%' ORDER BY name, rev DESC) c)`;
}

function filedHolds(
  held: readonly WithheldElement[],
  commitments: Readonly<Record<string, string>>,
): FiledHold[] {
  const named = new Map(held.filter(({ silent }) => !silent).map((one) => [one.element, one]));
  return [...named.values()].map(({ element, ground, until, rid }) => ({
    element,
    article: ground,
    until,
    record: rid,
    commitment: commitments[`content.${element}`] ?? null,
  }));
}

/** Elements of these published versions that society may not see now, by record. */
export async function elementsHeld(
  db: Reading,
  agencyId: string,
  rids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('power_version as v')
    .select(['v.rid', heldElements('v.rid').as('held')])
    .where('v.agency_id', '=', agencyId)
    .where('v.rid', '=', sql<string>`ANY(${[...rids]}::text[])`)
    .execute();
  return new Map(rows.map(({ rid, held }) => [rid, parseHeld(held).map(({ element }) => element)]));
}

/** The newest published version of every flow of an agency, with its exact bytes. */
export async function publishedFlows(db: Reading, agencyId: string): Promise<FiledFlow[]> {
  const rows = await db
    .selectFrom('flow_publication as p')
    .innerJoin('flow as f', (j) => j.onRef('f.agency_id', '=', 'p.agency_id').onRef('f.id', '=', 'p.flow_id'))
    .innerJoin('flow_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'p.agency_id').onRef('v.id', '=', 'p.flow_version_id'),
    )
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'v.rid').on('r.rev', '=', 1))
    .select(['f.code', 'f.name', 'f.power_code', 'p.n', 'v.rid', 'v.sha256', 'v.bytes'])
    .distinctOn('p.flow_id')
    .where('p.agency_id', '=', agencyId)
    .where('r.covered_size', 'is not', null)
    .orderBy('p.flow_id')
    .orderBy('p.n', 'desc')
    .execute();
  return rows
    .map((row) => ({
      code: row.code,
      name: row.name,
      powerCode: row.power_code,
      version: row.n,
      record: row.rid,
      sha256: row.sha256,
      bpmn: row.bytes.toString('utf8'),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

const WHAT = {
  power: 'item',
  'power-field': 'field',
  'case-field': 'field',
  document: 'document',
  rule: 'document',
} as const satisfies Record<FiledException['subjectKind'], 'item' | 'field' | 'document'>;

/**
 * The non-public register of an agency as it is in force (B7). What has no public entry, because that would itself do the harm,
 * is named by its ground alone: the reason stays where it was decided.
 */
export async function registerInForce(db: Reading, agencyId: string): Promise<FiledWithheld[]> {
  const exceptions = await listExceptions(db, agencyId);
  return exceptions
    .flatMap((one): FiledWithheld[] => {
      if (one.state !== 'in-force' || one.since === null) return [];
      const article = groundText(one.ground, one.cited);
      return [
        {
          code: one.id,
          name: one.publicTitle ?? article,
          what: WHAT[one.subjectKind],
          ground: one.ground,
          article,
          scope: one.scope,
          since: one.since,
          reviewOn: one.endsOn,
        },
      ];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
