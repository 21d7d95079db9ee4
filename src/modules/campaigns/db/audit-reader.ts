import { sql } from 'kysely';
import { z } from 'zod';
import { cutForSearch } from '#platform/search';
import type { Reading } from '#platform/database';
import { auditReturns, GROUNDS, type Finding, type Ground, type Listed } from '../domain/audit.ts';
import type { OfficeReturn } from '../use-cases/shared.ts';
import type { Campaign } from './reader.ts';

export type ExplainedFinding = Finding & {
  readonly explanation: {
    readonly ground: Ground;
    readonly text: string;
    readonly person: string;
    readonly at: string;
  } | null;
};

/** Names from other bodies are compared up to this many. */
const MOST_ELSEWHERE = 2_000;

/** The completeness audit of a campaign as things stand, each finding with its newest explanation. */
export async function auditOf(
  db: Reading,
  agencyId: string,
  campaign: Campaign,
  returns: readonly OfficeReturn[],
): Promise<readonly ExplainedFinding[]> {
  const held = returns.filter(({ state }) => state !== 'released');
  const officeIds = new Set(returns.map(({ task }) => task.officeId));
  const [catalogue, parents, elsewhere, explanations] = await Promise.all([
    readCatalogue(db, agencyId, campaign.typeCodes),
    readParents(db, agencyId, campaign.typeCodes),
    readElsewhere(db, agencyId, campaign.typeCodes),
    readExplanations(db, agencyId, campaign.id),
  ]);
  const findings = auditReturns({
    offices: held.map(({ task }) => ({
      id: task.officeId,
      name: task.officeName,
      functions: task.functions,
    })),
    listed: held.flatMap(({ task, entries }) =>
      entries.map(({ powerId, name, basicCode }): Listed => ({
        powerId,
        officeId: task.officeId,
        name,
        basicCode,
      })),
    ),
    catalogue: catalogue.filter(({ officeId }) => officeIds.has(officeId)),
    parents,
    elsewhere,
    wordsOf: (text) => cutForSearch(text).split(' '),
  });
  return findings.map((one) => ({ ...one, explanation: explanations.get(one.key) ?? null }));
}

async function readCatalogue(
  db: Reading,
  agencyId: string,
  typeCodes: readonly string[],
): Promise<readonly Listed[]> {
  const rows = await db
    .selectFrom('power_in_force as f')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'f.agency_id').onRef('v.id', '=', 'f.version_id'),
    )
    .select(['f.power_id', 'v.office_id', 'v.name'])
    .select(sql<string | null>`v.content->>'basicCode'`.as('basic_code'))
    .where('f.agency_id', '=', agencyId)
    .where('f.status', '=', 'in-force')
    .where('f.type_code', 'in', [...typeCodes])
    .execute();
  return rows.flatMap((row) =>
    row.office_id === null
      ? []
      : [{ powerId: row.power_id, officeId: row.office_id, name: row.name, basicCode: row.basic_code }],
  );
}

async function readParents(db: Reading, agencyId: string, typeCodes: readonly string[]) {
  return db
    .selectFrom('power_parent as p')
    .innerJoin('agency as a', (j) => j.on('a.id', '=', agencyId))
    .select(['p.code', 'p.name', 'p.issuer'])
    .where('p.status', '=', 'in-force')
    .where('p.type_code', 'in', [...typeCodes])
    .where(sql<boolean>`p.levels ? a.level`)
    .orderBy('p.code')
    .execute();
}

/** What bodies of the same kind and level have published. */
async function readElsewhere(db: Reading, agencyId: string, typeCodes: readonly string[]) {
  const rows = await db
    .selectFrom('power_in_force as f')
    .innerJoin('agency as a', 'a.id', 'f.agency_id')
    .innerJoin('agency as mine', (j) =>
      j.on('mine.id', '=', agencyId).onRef('mine.kind', '=', 'a.kind').onRef('mine.level', '=', 'a.level'),
    )
    .select(['f.name', 'a.name as agency'])
    .where('f.agency_id', '<>', agencyId)
    .where('f.status', '=', 'in-force')
    .where('f.type_code', 'in', [...typeCodes])
    .orderBy('f.name')
    .limit(MOST_ELSEWHERE)
    .execute();
  return rows;
}

async function readExplanations(db: Reading, agencyId: string, campaignId: string) {
  const rows = await db
    .selectFrom('campaign_explanation as x')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'x.agency_id').onRef('p.id', '=', 'x.person_id'),
    )
    .select(['x.finding', 'x.ground', 'x.text', 'p.name', 'x.at'])
    .where('x.agency_id', '=', agencyId)
    .where('x.campaign_id', '=', campaignId)
    .orderBy('x.at')
    .execute();
  return new Map(
    rows.map((row) => [
      row.finding,
      {
        ground: z.enum(GROUNDS).parse(row.ground),
        text: row.text,
        person: row.name ?? '',
        at: row.at.toISOString(),
      },
    ]),
  );
}
