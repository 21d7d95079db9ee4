import { readFile, writeFile } from 'node:fs/promises';
import {
  importItems,
  importParents,
  marksOf,
  SHEET_FAULTS,
  type ImportInput,
  type ImportReport,
} from '#modules/powers';
import type { AppContext } from '#platform/context';
import { markSpreadsheet, readSpreadsheet } from '#platform/spreadsheet';
import { wire } from '../context.ts';
import { agencyNamed } from './agency-named.ts';
import { parseArgs, required, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

type SheetInput = Extract<ImportInput, { readonly sheets: unknown }>;

export const importCommand: Command = {
  name: 'import',
  summary: '导入事项清单 / takes a list of power items in as drafts',
  help: 'import <file> --kind items|parents --agency SLUG|CREDIT-CODE [--dry-run] [--report FILE.xlsx]\n\nReads {"items": […]} as JSON, or a 权责清单 as .xlsx or CSV, and reports by row and field, or by cell. --report writes the same workbook with its faulty cells marked. Errors stop all, warnings do not; the same file again changes nothing.\nparents: {"parents": […]}, entries of the licence lists and catalogues above; lists the items that depart from them now.',
  async run(args) {
    const { rest, options } = parseArgs(args, ['dry-run']);
    const [file] = rest;
    if (file === undefined) throw new UsageError('the file is missing');
    const kind = required(options, 'kind');
    if (kind !== 'items' && kind !== 'parents') throw new UsageError('--kind is items or parents');
    const wanted = required(options, 'agency');
    const bytes = await readFile(file);
    const isJson = /^(?:\uFEFF)?\s*[[{]/.test(bytes.toString('utf8', 0, 200));
    if (kind === 'parents' && !isJson) throw new UsageError('parents are read from JSON');
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        const agencyId = await agencyNamed(ctx.db, wanted);
        const dryRun = options.has('dry-run');
        if (kind === 'parents') return await parents(ctx, agencyId, parseJson(bytes), dryRun);
        const source = isJson ? { json: parseJson(bytes) } : await sheetsOf(bytes);
        if (source === undefined) return 1;
        return await items(ctx, { agencyId, dryRun, ...source }, { bytes, marked: options.get('report') });
      } finally {
        await ctx.close();
      }
    });
  },
};

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError('the file is not whole JSON');
  }
}

async function sheetsOf(bytes: Buffer): Promise<Pick<SheetInput, 'sheets'> | undefined> {
  const book = await readSpreadsheet(bytes);
  if (book.ok) return { sheets: book.value.sheets };
  const { zh, en } = SHEET_FAULTS[book.error.code];
  console.error(`✗ ${book.error.code}: ${zh} / ${en}`);
  return undefined;
}

async function items(
  ctx: AppContext,
  input: ImportInput,
  file: { readonly bytes: Buffer; readonly marked: string | undefined },
): Promise<number> {
  const result = await importItems({ ...ctx, requestId: 'cli' }, { kind: 'system', name: 'cli' }, input);
  const failed = result.ok ? undefined : result.error;
  const told = result.ok
    ? result.value
    : result.error.code === 'import/errors'
      ? result.error.report
      : undefined;
  if (told && file.marked !== undefined && 'sheets' in input) {
    await writeFile(file.marked, await markSpreadsheet(file.bytes, marksOf(told, 'zh')));
    console.log(`✓ 标注 / marked → ${file.marked}`);
  }
  if (told) report(told, input.dryRun || failed !== undefined);
  if (failed === undefined) return 0;
  if (failed.code === 'import/no-list')
    console.error(
      `✗ ${failed.code}: 没有表头含“事项名称”和“权力类型”的工作表 / no sheet has 事项名称 and 权力类型 in its header [${failed.sheets.join(', ')}]`,
    );
  else if (failed.code === 'import/errors')
    console.error('✗ 有错误，没有写入 / there are errors: nothing was written');
  else console.error(`✗ ${failed.code}`);
  return 1;
}

async function parents(ctx: AppContext, agencyId: string, json: unknown, dryRun: boolean): Promise<number> {
  const done = await importParents(
    { ...ctx, requestId: 'cli' },
    { kind: 'system', name: 'cli' },
    { agencyId, json, dryRun },
  );
  if (!done.ok) {
    if (done.error.code === 'import/errors')
      for (const { row, field, found } of done.error.report.problems)
        console.log(`✗ ${row}\t${field}\t${found}`);
    console.error(`✗ ${done.error.code}: 没有写入 / nothing was written`);
    return 1;
  }
  const { read, created, updated, unchanged, findings } = done.value;
  for (const { code, name, cancelled, departs } of findings)
    console.log(`· ${code}\t${name}\t${cancelled ? '上级已取消 / cancelled above' : departs.join(', ')}`);
  console.log(
    `${dryRun ? '试运行 / dry run: ' : '✓ '}${read} 条 / entries: ${created} 新增 / new, ${updated} 更新 / updated, ${unchanged} 未变 / unchanged; ${findings.length} 个事项不一致 / items depart`,
  );
  return 0;
}

function report(result: ImportReport, dryRun: boolean): void {
  for (const { name, row, cells } of result.changes)
    for (const { field, cell, before, after } of cells)
      console.log(`~ ${cell ?? row}\t${name}\t${field}\t${before ?? ''} → ${after ?? ''}`);
  for (const { row, field, cell, severity, code, found } of result.findings) {
    if (code === 'import/incomplete') continue;
    console.log(`${severity === 'error' ? '✗' : '·'} ${cell ?? row}\t${field}\t${code}\t${found ?? ''}`);
  }
  console.log(
    `${dryRun ? '试运行 / dry run: ' : '✓ '}${result.read} 行 / rows: ${result.created} 新增 / new, ${result.updated} 更新 / updated, ${result.unchanged} 未变 / unchanged, ${result.kept} 保留 / kept`,
  );
}
