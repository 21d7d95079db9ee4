import { readFile } from 'node:fs/promises';
import { LegalDay } from '#kernel';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import type { DraftOwner } from './db/draft-reader.ts';

/** The demonstration bureau, whose posts the demonstration flows name; answers its id. */
export async function importDemoAgency(ctx: UseCase): Promise<string> {
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  const system = { kind: 'system', name: 'test' } as const;
  const imported = await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') });
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  return imported.value.agencyId;
}

/** A version of a category flow with nothing in it: what a drawing may hang on. */
export async function emptyOwner({ db, ids }: UseCase, agencyId: string): Promise<DraftOwner> {
  const at = new Date('2026-11-23T01:00:00Z');
  const id = ids.uuid(at);
  const office = await db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('category_flow_version')
    .values({
      agency_id: agencyId,
      id,
      code: `flow-${id}`,
      kind: 'licence',
      title: '行政许可通用流程',
      office_id: office.id,
      state: 'draft',
      drafters: [],
      created_at: at,
      updated_at: at,
    })
    .execute();
  return { kind: 'category-flow.version', id };
}
