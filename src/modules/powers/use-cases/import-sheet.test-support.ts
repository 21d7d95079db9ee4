import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { LegalDay } from '#kernel';
import { createAccount, loadStaffActor, type Role, type StaffActor } from '#modules/access';
import { readSpreadsheet } from '#platform/spreadsheet';
import type { testContext } from '#tests/context';
import { findVersion, importItems, type ImportReport } from '../index.ts';
import { demoBody, must } from '../powers.test-support.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
type Context = ReturnType<typeof testContext>;
type Sheets = Extract<Parameters<typeof importItems>[2], { readonly sheets: unknown }>['sheets'];
type Answer = Awaited<ReturnType<typeof importItems>>;

/** The demonstration bureau with somebody who imports and somebody who may not. */
export async function importersOf(ctx: Context) {
  const { agencyId } = await demoBody(ctx);
  const staff = async (key: string, account: string, role: Role): Promise<StaffActor> => {
    const { id } = await ctx.db
      .selectFrom('person')
      .select('id')
      .where('import_key', '=', key)
      .executeTakeFirstOrThrow();
    const wanted = { agencyId, personId: id, account, password: 'a long enough password', roles: [{ role }] };
    must(await createAccount(ctx, SYSTEM, wanted));
    const actor = await loadStaffActor(ctx.db, agencyId, id, LegalDay.parse('2026-11-23'));
    if (!actor) throw new Error(`no actor ${account}`);
    return actor;
  };
  return {
    agencyId,
    register: await staff('p25', 'register', 'review-office'),
    handler: await staff('p13', 'handler', 'handler'),
  };
}

export const sheetsOf = async (bytes: Uint8Array): Promise<Sheets> =>
  must(await readSpreadsheet(bytes)).sheets;

/** A workbook of one sheet, written and read. */
export async function book(rows: CellValue[][], rest: object = {}): Promise<Sheets> {
  return sheetsOf(await writeXlsx({ sheets: [{ name: '清单', rows, ...rest }] }));
}

/** The errors of a list that is refused for them. */
export function errorsIn(done: Answer): ImportReport['findings'] {
  if (done.ok || done.error.code !== 'import/errors') throw new Error(JSON.stringify(done));
  return done.error.report.findings.filter(({ severity }) => severity === 'error');
}

/** The newest version of what was imported under a key. */
export async function versionUnder(ctx: Context, agencyId: string, key: string) {
  const { id } = await ctx.db
    .selectFrom('power_item as p')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'p.agency_id').onRef('v.power_id', '=', 'p.id'),
    )
    .select('v.id')
    .where('p.import_key', '=', key)
    .executeTakeFirstOrThrow();
  const version = await findVersion(ctx.db, agencyId, id);
  if (!version) throw new Error(`no version under ${key}`);
  return version;
}
