import { readFile } from 'node:fs/promises';
import { importItems, importParents, type ImportReport } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { wire } from '../context.ts';
import { parseArgs, required, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const importCommand: Command = {
  name: 'import',
  summary: '导入事项清单 / takes a list of power items in as drafts',
  help: 'import <file.json> --kind items|parents --agency SLUG|CREDIT-CODE [--dry-run]\n\nReads {"items": […]}, reports by row and field. Errors stop all, warnings do not; the same file again changes nothing.\nparents: {"parents": […]}, entries of the licence lists and catalogues above; lists the items that depart from them now.',
  async run(args) {
    const { rest, options } = parseArgs(args, ['dry-run']);
    const [file] = rest;
    if (file === undefined) throw new UsageError('the file is missing');
    const kind = required(options, 'kind');
    if (kind !== 'items' && kind !== 'parents') throw new UsageError('--kind is items or parents');
    const wanted = required(options, 'agency');
    const json: unknown = JSON.parse(await readFile(file, 'utf8'));
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        const agency = await ctx.db
          .selectFrom('agency')
          .select('id')
          .where((e) => e.or([e('slug', '=', wanted), e('uscc', '=', wanted)]))
          .executeTakeFirst();
        if (!agency) throw new UsageError(`no agency ${wanted}`);
        if (kind === 'parents') return await parents(ctx, agency.id, json, options.has('dry-run'));
        const result = await importItems(
          { ...ctx, requestId: 'cli' },
          { kind: 'system', name: 'cli' },
          { agencyId: agency.id, json, dryRun: options.has('dry-run') },
        );
        if (result.ok) return report(result.value, options.has('dry-run'));
        if (result.error.code === 'import/errors') {
          report(result.error.report, true);
          console.error('✗ 有错误，没有写入 / there are errors: nothing was written');
        } else {
          console.error(`✗ ${result.error.code}`);
        }
        return 1;
      } finally {
        await ctx.close();
      }
    });
  },
};

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

function report(result: ImportReport, dryRun: boolean): number {
  for (const { row, field, severity, code, found } of result.findings) {
    if (code === 'import/incomplete') continue;
    console.log(`${severity === 'error' ? '✗' : '·'} ${row}\t${field}\t${code}\t${found ?? ''}`);
  }
  console.log(
    `${dryRun ? '试运行 / dry run: ' : '✓ '}${result.read} 行 / rows: ${result.created} 新增 / new, ${result.updated} 更新 / updated, ${result.unchanged} 未变 / unchanged, ${result.kept} 保留 / kept`,
  );
  return 0;
}
