import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { canonicalJson } from '#kernel';
import { POWER_TYPES } from '#modules/powers';
import { cutForSearch } from '#platform/search';
import type { Reading } from '#platform/database';
import { auditReturns, GROUNDS, type Finding, type Ground, type Listed } from '../domain/audit.ts';
import { isHandedIn } from '../domain/office-return.ts';
import { answersFor } from '../domain/successors.ts';
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

/** What a list was compared with: how much of it there was, and the SHA-256 of it. */
export type AuditedInput = { readonly name: string; readonly count: number; readonly digest: string };

/**
 * The completeness audit of a campaign as things stand, each finding with its newest explanation, and the fingerprints of
 * everything it rests on, so that it can be told later whether it would come out the same. An office is asked once it has
 * handed in, the whole body once all have.
 */
export async function auditOf(
  db: Reading,
  agencyId: string,
  campaign: Campaign,
  returns: readonly OfficeReturn[],
): Promise<{ readonly findings: readonly ExplainedFinding[]; readonly inputs: readonly AuditedInput[] }> {
  const tasks = returns.map(({ task }) => task);
  const heir = new Map(tasks.map((task) => [task.officeId, answersFor(tasks, task).officeId]));
  const held = returns.filter(({ state }) => state !== 'released');
  const answering = [...heir].flatMap(([officeId, by]) =>
    held.some(({ task }) => task.officeId === by) ? [officeId] : [],
  );
  const [inForce, parents, elsewhere, chart, explanations] = await Promise.all([
    readCatalogue(db, agencyId, campaign.typeCodes),
    readParents(db, agencyId, campaign.typeCodes),
    readElsewhere(db, agencyId, campaign.typeCodes),
    readDuties(db, agencyId, answering),
    readExplanations(db, agencyId, campaign.id),
  ]);
  const listed = held.flatMap(({ task, entries }) =>
    entries.map(({ powerId, name, typeCode, basicCode }): Listed => ({
      powerId,
      officeId: task.officeId,
      name,
      typeCode,
      basicCode,
    })),
  );
  const catalogue = inForce.flatMap((one) => {
    const officeId = heir.get(one.officeId);
    return officeId === undefined ? [] : [{ ...one, officeId }];
  });
  const duties = chart.map((one) => ({ ...one, officeId: heir.get(one.officeId) ?? one.officeId }));
  const types = POWER_TYPES.filter(({ code }) => campaign.typeCodes.includes(code)).map(({ code, name }) => ({
    code,
    name: name.zh,
  }));
  const findings = auditReturns({
    offices: tasks.map(({ officeId, officeName }) => ({ id: officeId, name: officeName })),
    duties,
    types,
    listed,
    catalogue,
    parents,
    elsewhere,
    wordsOf: (text) => cutForSearch(text).split(' '),
  });
  const waiting = new Set(returns.filter(({ state }) => !isHandedIn(state)).map(({ task }) => task.officeId));
  const isRipe = ({ officeId }: Finding): boolean =>
    officeId === null ? waiting.size === 0 : !waiting.has(officeId);
  return {
    // What was explained already stays to be read while the office works on its return again.
    findings: findings
      .map((one) => ({ ...one, explanation: explanations.get(one.key) ?? null }))
      .filter((one) => isRipe(one) || one.explanation !== null),
    inputs: Object.entries({ listed, catalogue, parents, elsewhere, duties, types }).map(([name, of]) => ({
      name,
      count: of.length,
      digest: createHash('sha256').update(canonicalJson(of)).digest('hex'),
    })),
  };
}

/** What the chart says these offices, and their posts, are for. */
async function readDuties(db: Reading, agencyId: string, officeIds: readonly string[]) {
  if (officeIds.length === 0) return [];
  const [offices, posts] = await Promise.all([
    db
      .selectFrom('office')
      .select(['id as officeId', 'name as of', 'functions as text'])
      .where('agency_id', '=', agencyId)
      .where('id', 'in', [...officeIds])
      .orderBy('sort')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('post')
      .select(['office_id as officeId', 'name as of', 'duties as text'])
      .where('agency_id', '=', agencyId)
      .where('office_id', 'in', [...officeIds])
      .orderBy('sort')
      .orderBy('id')
      .execute(),
  ]);
  return [
    ...offices.map((one) => ({ ...one, unit: 'office' as const })),
    ...posts.map((one) => ({ ...one, unit: 'post' as const })),
  ];
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
    .select(['f.power_id', 'v.office_id', 'v.name', 'v.type_code'])
    .select(sql<string | null>`v.content->>'basicCode'`.as('basic_code'))
    .where('f.agency_id', '=', agencyId)
    .where('f.status', '=', 'in-force')
    .where('f.type_code', 'in', [...typeCodes])
    .orderBy('f.power_id')
    .execute();
  return rows.flatMap((row) =>
    row.office_id === null
      ? []
      : [
          {
            powerId: row.power_id,
            officeId: row.office_id,
            name: row.name,
            typeCode: row.type_code,
            basicCode: row.basic_code,
          },
        ],
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
    .orderBy('a.name')
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
