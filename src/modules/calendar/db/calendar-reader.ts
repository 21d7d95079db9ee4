import { z } from 'zod';
import type { Reading } from '#platform/database';
import { builtInVersion } from '../domain/built-in-calendar.ts';
import { compileCalendar, type Calendar } from '../domain/calendar.ts';
import { CalendarVersion, YearFacts } from '../domain/calendar-version.ts';
import { CalendarChange } from '../domain/recompute-due.ts';

/** Versions are immutable and few; what they compile to is kept by the digest of what they say. */
const compiled = new Map<string, Calendar>();
const KEPT = 16;

/**
 * The calendar in force, or the version that a case is bound to (requirement X2). An instance that has not stored one
 * yet has the built-in facts as version 1. Throws for a version that never was: bound versions exist.
 */
export async function getCalendar(db: Reading, version?: number): Promise<Calendar> {
  const head = await db
    .selectFrom('calendar_version')
    .select(['version', 'digest'])
    .$if(version !== undefined, (q) => q.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!head) return compileCalendar(await getCalendarVersion(db, version));
  const key = `${head.version} ${head.digest}`;
  const known = compiled.get(key);
  if (known) return known;
  const calendar = compileCalendar(await getCalendarVersion(db, head.version));
  const oldest = compiled.keys().next();
  if (compiled.size >= KEPT && oldest.done !== true) compiled.delete(oldest.value);
  compiled.set(key, calendar);
  return calendar;
}

/** The facts of the version in force, or of the given one. */
export async function getCalendarVersion(db: Reading, version?: number): Promise<CalendarVersion> {
  const row = await db
    .selectFrom('calendar_version')
    .select(['version', 'years'])
    .$if(version !== undefined, (q) => q.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row) return { version: row.version, years: z.array(YearFacts).parse(row.years) };
  if (version !== undefined && version !== 1) throw new Error(`calendar version ${version} does not exist`);
  return builtInVersion();
}

export type CalendarVersionSummary = {
  readonly version: number;
  readonly origin: 'built-in' | 'import';
  readonly change: CalendarChange;
  readonly madeAt: Date;
};

/** All versions, newest first. */
export async function listCalendarVersions(db: Reading): Promise<readonly CalendarVersionSummary[]> {
  const rows = await db
    .selectFrom('calendar_version')
    .select(['version', 'origin', 'change', 'made_at'])
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    origin: z.enum(['built-in', 'import']).parse(row.origin),
    change: CalendarChange.parse(row.change),
    madeAt: row.made_at,
  }));
}
