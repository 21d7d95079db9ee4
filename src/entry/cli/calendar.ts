import { readFile } from 'node:fs/promises';
import { formatInstant } from '#kernel';
import { importCalendarYear, listCalendarVersions } from '#modules/calendar';
import type { AppContext } from '#platform/context';
import { wire } from '../context.ts';
import { parseArgs, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const calendarCommand: Command = {
  name: 'calendar',
  summary: '工作日日历 / working-day calendar: shows its versions, imports an announced year',
  help: 'calendar\ncalendar import <year.json>\n\nWithout words, lists the versions. “import” enters a year as the State Council announced or amended it, from a\nholiday-cn year file (https://github.com/NateScarlet/holiday-cn); running deadlines are then computed again.',
  async run(args) {
    const { rest } = parseArgs(args);
    const [word, file] = rest;
    if (word !== undefined && (word !== 'import' || file === undefined))
      throw new UsageError('calendar import <year.json>');
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        return file === undefined ? await show(ctx) : await enter(ctx, file);
      } finally {
        await ctx.close();
      }
    });
  },
};

async function show(ctx: AppContext): Promise<number> {
  for (const { version, origin, change, madeAt } of await listCalendarVersions(ctx.db)) {
    console.log(
      `${version}  ${formatInstant(madeAt)}  ${origin}  ${change.years.join(' ')}  (${change.days.length} days)`,
    );
  }
  return 0;
}

async function enter(ctx: AppContext, file: string): Promise<number> {
  const json: unknown = JSON.parse(await readFile(file, 'utf8'));
  const result = await importCalendarYear(
    { ...ctx, requestId: 'cli' },
    { kind: 'system', name: 'cli' },
    json,
  );
  if (!result.ok) {
    console.error(`✗ ${JSON.stringify(result.error)}`);
    return 1;
  }
  console.log(
    `✓ 第 ${result.value.to} 版 / version ${result.value.to}: ${result.value.days.join(' ') || '—'}`,
  );
  return 0;
}
