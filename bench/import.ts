import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { assertOk, LegalDay } from '#kernel';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { importItems, PowerContent } from '#modules/powers';
import { atMost, type Figure } from './figure.ts';
import { startBench, type Scratch } from './scratch.ts';

const ITEMS = 5_000;
const SYSTEM = { kind: 'system', name: 'bench' } as const;
const Powers = z.object({ items: z.array(z.object({ content: PowerContent })) });

/** A list of items with every element, taken in as drafts: a first time, and again unchanged. */
export async function* benchImport(scratch: Scratch): AsyncGenerator<Figure> {
  const ctx = { ...(await startBench(scratch)).context(), requestId: 'bench' };
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  const { agencyId } = assertOk(
    await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
  );
  const { items } = Powers.parse(JSON.parse(await readFile('demo/data/powers.json', 'utf8')));
  const json: unknown = {
    items: Array.from({ length: ITEMS }, (_, i) => ({
      key: `511A${String(i).padStart(8, '0')}`,
      content: { ...items[i % items.length]?.content, name: `事项 ${i}` },
    })),
  };
  for (const [what, created] of [
    [`import of ${ITEMS.toLocaleString('en')} items`, ITEMS],
    ['the same again, nothing changed', 0],
  ] as const) {
    const begun = performance.now();
    const report = assertOk(await importItems(ctx, SYSTEM, { agencyId, json, dryRun: false }));
    const seconds = (performance.now() - begun) / 1_000;
    if (report.created !== created) throw new Error(`created ${report.created}, expected ${created}`);
    yield { what, value: seconds, unit: 's', bar: atMost(seconds, 10, 's') };
  }
}
