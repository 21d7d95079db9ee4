import { writeFile } from 'node:fs/promises';
import { listPowers, listVersions } from '#modules/powers';
import { legalDayOf } from '#kernel';
import { wire } from '../context.ts';
import { parseArgs, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: '导出权责清单 / writes the published list of powers as JSON',
  help: 'export <file.json> [--agency SLUG]\n\nWrites {"items": [{"key", "content"}]} of every power in force today as society sees it, in the form that import reads.',
  async run(args) {
    const { rest, options } = parseArgs(args);
    const [file] = rest;
    if (file === undefined) throw new UsageError('the file is missing');
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        const day = legalDayOf(ctx.clock.now());
        const items: unknown[] = [];
        let after: { type: string; name: string; id: string } | undefined;
        for (;;) {
          const page = await listPowers(ctx.db, {
            asOf: day,
            agency: options.get('agency'),
            after,
            limit: 200,
          });
          for (const row of page) {
            const versions = await listVersions(ctx.db, row.code);
            const power = versions.find(({ effectiveFrom }) => effectiveFrom <= day);
            if (power) items.push({ key: power.code, content: power.content });
          }
          const last = page.at(-1);
          if (!last || page.length < 200) break;
          after = { type: last.typeCode, name: last.name, id: last.powerId };
        }
        await writeFile(file, `${JSON.stringify({ items }, null, 1)}\n`);
        console.log(`✓ ${items.length} 项 / powers → ${file}`);
        return 0;
      } finally {
        await ctx.close();
      }
    });
  },
};
