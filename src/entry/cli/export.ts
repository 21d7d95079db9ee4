import { writeFile } from 'node:fs/promises';
import { exportCatalogue, type ExportInput } from '#modules/powers';
import { wire } from '../context.ts';
import { agencyNamed } from './agency-named.ts';
import { parseArgs, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: '导出权责清单 / writes the list of powers as JSON, .xlsx or CSV',
  help: 'export <file.json|file.xlsx|file.csv> [--agency SLUG] [--newest]\n\nWrites every power in force today, in a form that import reads back. --newest writes every item of one agency as it stands, drafts too.',
  async run(args) {
    const { rest, options } = parseArgs(args, ['newest']);
    const [file] = rest;
    if (file === undefined) throw new UsageError('the file is missing');
    const format = formatOf(file);
    const agency = options.get('agency');
    if (options.has('newest') && agency === undefined) throw new UsageError('--newest needs --agency');
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        const input: ExportInput =
          options.has('newest') && agency !== undefined
            ? { of: 'newest', format, agencyId: await agencyNamed(ctx.db, agency) }
            : { of: 'in-force', format, agency };
        const done = await exportCatalogue(
          { ...ctx, requestId: 'cli' },
          { kind: 'system', name: 'cli' },
          input,
        );
        if (!done.ok) throw new Error(done.error.code);
        await writeFile(file, done.value.bytes);
        console.log(`✓ ${done.value.items} 项 / powers → ${file}`);
        return 0;
      } finally {
        await ctx.close();
      }
    });
  },
};

function formatOf(file: string): ExportInput['format'] {
  const format = (['json', 'xlsx', 'csv'] as const).find((one) => file.toLowerCase().endsWith(`.${one}`));
  if (format === undefined) throw new UsageError('the file ends in .json, .xlsx or .csv');
  return format;
}
