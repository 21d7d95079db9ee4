import { sql } from 'kysely';
import { z } from 'zod';
import type { Reading } from '#platform/database';

const Row = z
  .object({
    called: z.string(),
    version: z.coerce.number().int(),
    name: z.string(),
    power_code: z.string().nullable(),
    n: z.int(),
  })
  .transform(({ power_code: powerCode, ...row }) => ({ ...row, powerCode }));

/** A flow that calls another: by its newest published version. */
export type Caller = z.output<typeof Row>;

/**
 * Which flows of an agency call a general flow, and in which version: a call is bound to a version when it is drawn, so a new
 * version changes none of them. All general flows when `code` is left out.
 */
export async function callersIn(db: Reading, agencyId: string, code?: string): Promise<readonly Caller[]> {
  const { rows } = await sql`
    SELECT DISTINCT step -> 'calls' ->> 'flow' AS called, step -> 'calls' ->> 'version' AS version,
           v."table" ->> 'name' AS name, f.power_code, p.n
      FROM flow f
      JOIN LATERAL (SELECT q.n, q.flow_version_id FROM flow_publication q
                     WHERE q.agency_id = f.agency_id AND q.flow_id = f.id ORDER BY q.n DESC LIMIT 1) p ON true
      JOIN flow_version v ON v.agency_id = f.agency_id AND v.id = p.flow_version_id
      CROSS JOIN LATERAL jsonb_array_elements(v."table" -> 'nodes') AS step
     WHERE f.agency_id = ${agencyId}::uuid AND step ? 'calls'
       AND (${code ?? null}::text IS NULL OR step -> 'calls' ->> 'flow' = ${code ?? null}::text)
     ORDER BY name, version`.execute(db);
  return z.array(Row).parse(rows);
}

/** How many flows in force call a general flow: those of powers that are exercised, and general flows that have not ended. */
export async function countCallersInForce(db: Reading, agencyId: string, code: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(DISTINCT f.id)::int AS n
      FROM flow f
      JOIN LATERAL (SELECT q.flow_version_id FROM flow_publication q
                     WHERE q.agency_id = f.agency_id AND q.flow_id = f.id ORDER BY q.n DESC LIMIT 1) p ON true
      JOIN flow_version v ON v.agency_id = f.agency_id AND v.id = p.flow_version_id
      CROSS JOIN LATERAL jsonb_array_elements(v."table" -> 'nodes') AS step
     WHERE f.agency_id = ${agencyId}::uuid AND step -> 'calls' ->> 'flow' = ${code}
       AND NOT EXISTS (SELECT FROM flow_ending e WHERE e.agency_id = f.agency_id AND e.flow_id = f.id)
       AND NOT EXISTS (SELECT FROM power_item i
                         JOIN power_in_force w ON w.agency_id = i.agency_id AND w.power_id = i.id
                        WHERE i.agency_id = f.agency_id AND i.code = f.power_code AND w.status <> 'in-force')`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
