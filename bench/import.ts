import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { assertOk, LegalDay } from '#kernel';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { exportCatalogue, importItems, PowerContent, type ImportInput } from '#modules/powers';
import { readSpreadsheet, writeSpreadsheet } from '#platform/spreadsheet';
import { atMost, type Figure } from './figure.ts';
import { startBench, type Scratch } from './scratch.ts';

const ITEMS = 5_000;
const LIMIT = 10;
const SYSTEM = { kind: 'system', name: 'bench' } as const;
const Powers = z.object({ items: z.array(z.object({ content: PowerContent })) });
type Source = Pick<Extract<ImportInput, { json: unknown }>, 'json'> | Uint8Array;

/**
 * A list of items with every element, taken in as drafts: a first time, and again unchanged; as JSON, and as the .xlsx that
 * was exported, its parsing included, beside the same as JSON.
 */
export async function* benchImport(scratch: Scratch): AsyncGenerator<Figure> {
  const ctx = { ...(await startBench(scratch)).context(), requestId: 'bench' };
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  const { agencyId } = assertOk(
    await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
  );
  const take = async (source: Source, created: number): Promise<number> => {
    const begun = performance.now();
    const file =
      source instanceof Uint8Array ? { sheets: assertOk(await readSpreadsheet(source)).sheets } : source;
    const report = assertOk(await importItems(ctx, SYSTEM, { agencyId, ...file, dryRun: false }));
    if (report.created !== created) throw new Error(`created ${report.created}, expected ${created}`);
    if (report.created + report.unchanged !== ITEMS) throw new Error(`unchanged ${report.unchanged}`);
    return (performance.now() - begun) / 1_000;
  };
  const figure = (what: string, seconds: number, peer?: number): Figure => ({
    what,
    value: seconds,
    unit: 's',
    ...(peer === undefined ? {} : { peer: { name: 'the same as JSON', value: peer } }),
    bar: atMost(seconds, LIMIT, 's'),
  });
  const { items } = Powers.parse(JSON.parse(await readFile('demo/data/powers.json', 'utf8')));
  const json: unknown = {
    items: Array.from({ length: ITEMS }, (_, i) => ({
      key: `511A${String(i).padStart(8, '0')}`,
      content: { ...items[i % items.length]?.content, name: `事项 ${i}` },
    })),
  };
  const n = ITEMS.toLocaleString('en');
  const first = await take({ json }, ITEMS);
  yield figure(`import of ${n} items`, first);
  const again = await take({ json }, 0);
  yield figure('the same again, nothing changed', again);
  const begun = performance.now();
  const exported = assertOk(
    await exportCatalogue(ctx, SYSTEM, { of: 'newest', format: 'xlsx', agencyId }),
  ).bytes;
  yield figure(`export of ${n} items as .xlsx`, (performance.now() - begun) / 1_000);
  yield figure('that workbook taken in, nothing changed', await take(exported, 0), again);
  yield figure(`import of a workbook of ${n} other items`, await take(await others(exported), ITEMS), first);
}

/** The list under other codes and without the numbers of its items: none of it is here. */
async function others(bytes: Uint8Array): Promise<Uint8Array> {
  const [sheet] = assertOk(await readSpreadsheet(bytes)).sheets;
  const [header = [], ...rows] = sheet?.rows ?? [];
  const columns = header.map((cell) => ({ header: cell?.text ?? '', width: 20 }));
  const textOf = (name: string, text: string, row: number): string => {
    if (name === '系统编号' || name === '实施编码') return '';
    return name === '原编码' ? `N${String(row).padStart(8, '0')}` : text;
  };
  const table = rows.map((row, i) =>
    columns.map(({ header: name }, c) => textOf(name, row[c]?.text ?? '', i)),
  );
  return writeSpreadsheet({ name: '权责清单', columns, rows: table }, 'xlsx');
}
