import { sql } from 'kysely';
import { z } from 'zod';
import { Uuid, type LegalDay } from '#kernel';
import { getFlowVersion, isStep, nodeName } from '#modules/flows';
import type { Reading } from '#platform/database';
import type { Governed } from '../domain/content.ts';
import { isOpen } from './rule-reader.ts';

export type StepChoice = { readonly id: string; readonly name: string };

/** A power in force as rules name it, with the steps of its flow. */
export type Target = {
  readonly powerId: string;
  readonly code: string;
  readonly name: string;
  readonly flowVersionId: string | null;
};

const inForce = (db: Reading, agencyId: string) =>
  db
    .selectFrom('power_in_force as f')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'f.agency_id').onRef('p.id', '=', 'f.power_id'),
    )
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'f.agency_id').onRef('v.id', '=', 'f.version_id'),
    )
    .select(['f.power_id', 'p.code', 'f.name', 'v.flow_version_id'])
    .where('f.agency_id', '=', agencyId)
    .where('f.status', '=', 'in-force');
type TargetRow = Awaited<ReturnType<ReturnType<typeof inForce>['executeTakeFirstOrThrow']>>;

const toTarget = (row: TargetRow): readonly Target[] =>
  row.code === null
    ? []
    : [{ powerId: row.power_id, code: row.code, name: row.name, flowVersionId: row.flow_version_id }];

/** Powers in force of an agency whose name has these words, by name, to be chosen from. */
export async function findTargets(
  db: Reading,
  agencyId: string,
  q: string,
  limit: number,
): Promise<readonly Target[]> {
  let query = inForce(db, agencyId).orderBy('f.name').orderBy('f.power_id').limit(limit);
  if (q !== '') query = query.where('f.name', 'like', `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  return (await query.execute()).flatMap(toTarget);
}

/** Those of the powers that are in force, by id. */
export async function targetsOf(
  db: Reading,
  agencyId: string,
  powerIds: readonly string[],
): Promise<ReadonlyMap<string, Target>> {
  if (powerIds.length === 0) return new Map();
  const rows = await inForce(db, agencyId)
    .where('f.power_id', 'in', [...powerIds])
    .execute();
  return new Map(rows.flatMap(toTarget).map((target) => [target.powerId, target]));
}

/** Those powers in force of an agency that go by one of these names. */
export async function powersNamed(
  db: Reading,
  agencyId: string,
  names: readonly string[],
): Promise<readonly Target[]> {
  const rows = await inForce(db, agencyId)
    .where('f.name', 'in', [...names])
    .execute();
  return rows.flatMap(toTarget);
}

/** The power of an agency that has this code. */
export async function findPowerId(db: Reading, agencyId: string, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('power_item')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.id;
}

/** The steps of the flow a power runs by now. */
export async function stepsOf(
  db: Reading,
  agencyId: string,
  { flowVersionId }: Target,
): Promise<readonly StepChoice[]> {
  if (flowVersionId === null) return [];
  const { table } = await getFlowVersion(db, agencyId, flowVersionId);
  return table.nodes.filter(isStep).map((node) => ({ id: node.id, name: nodeName(node, 'zh') }));
}

/** A governed power as it is now; what is not there any more is counted. */
export type HeldGoverned = {
  readonly target: Target | undefined;
  readonly governed: Governed;
  readonly steps: readonly StepChoice[];
  readonly stepsGone: number;
};

/** What a rule governs, held against the powers in force and their flows, in its order. */
export async function holdGoverned(
  db: Reading,
  agencyId: string,
  governs: readonly Governed[],
): Promise<readonly HeldGoverned[]> {
  const targets = await targetsOf(
    db,
    agencyId,
    governs.map(({ powerId }) => powerId),
  );
  return Promise.all(
    governs.map(async (governed) => {
      const target = targets.get(governed.powerId);
      if (target === undefined) return { target, governed, steps: [], stepsGone: 0 };
      const all = governed.steps.length === 0 ? [] : await stepsOf(db, agencyId, target);
      const steps = governed.steps.flatMap(({ id }) => all.find((step) => step.id === id) ?? []);
      return { target, governed, steps, stepsGone: governed.steps.length - steps.length };
    }),
  );
}

const GoverningRow = z
  .object({
    rule_id: Uuid,
    title: z.string(),
    document_number: z.string().nullable(),
    governs: z.array(
      z.object({ powerId: z.string(), steps: z.array(z.object({ id: z.string(), name: z.string() })) }),
    ),
  })
  .transform((row) => ({ ...row, ruleId: row.rule_id, documentNumber: row.document_number }));

/** A rule that governs a power: which steps, or with none the power as a whole. */
export type GoverningRule = {
  readonly ruleId: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly steps: readonly StepChoice[];
};

/**
 * The rules in force on a day that govern a power, by title; only what a checkpoint covers and nobody took down. A rule whose newest version is
 * repealed, or does not name the power any more, is none of them.
 */
export async function rulesGoverning(
  db: Reading,
  { agencyId, powerId }: { readonly agencyId: string; readonly powerId: string },
  day: LegalDay,
): Promise<readonly GoverningRule[]> {
  const { rows } = await sql`
    SELECT v.rule_id, v.title, v.document_number, v.content -> 'governs' AS governs
      FROM rule_governs g
      JOIN rule_version v ON v.agency_id = g.agency_id AND v.id = g.version_id
      JOIN ledger.revision r ON r.rid = v.rid AND r.rev = 1 AND r.covered_size IS NOT NULL
     WHERE ${isOpen('v')} AND g.agency_id = ${agencyId}::uuid AND g.power_id = ${powerId}::uuid
       AND v.effective_from <= ${day}::date
       AND NOT EXISTS (SELECT FROM rule_version w JOIN ledger.revision x ON x.rid = w.rid AND x.rev = 1 AND x.covered_size IS NOT NULL
                        WHERE w.agency_id = v.agency_id AND w.rule_id = v.rule_id AND w.state = 'published'
                          AND w.effective_from <= ${day}::date AND w.n > v.n)
     ORDER BY v.title, v.rule_id`.execute(db);
  return z
    .array(GoverningRow)
    .parse(rows)
    .map(({ ruleId, title, documentNumber, governs }) => ({
      ruleId,
      title,
      documentNumber,
      steps: governs.find((one) => one.powerId === powerId)?.steps ?? [],
    }));
}
