import { readFile } from 'node:fs/promises';
import { LegalDay } from '#kernel';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import type { UseCase } from '#platform/context';

/** The demonstration bureau, whose posts the demonstration flows name; answers its id. */
export async function importDemoAgency(ctx: UseCase): Promise<string> {
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  const system = { kind: 'system', name: 'test' } as const;
  const imported = await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') });
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  return imported.value.agencyId;
}
