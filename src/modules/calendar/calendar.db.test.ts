import { describe, expect, it } from 'vitest';
import { INSTANCE_AGENCY, LegalDay, seededIds } from '#kernel';
import { SOCIETY, type Actor } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import {
  calendarJobs,
  computeDue,
  getCalendar,
  importCalendarYear,
  installCalendar,
  isAffected,
  isWorkingDay,
  listCalendarVersions,
  recomputeDue,
  STATUTORY_PERIODS,
  type CalendarChange,
  type Recomputation,
} from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const day = (text: string): LegalDay => LegalDay.parse(text);
const system: Actor = { kind: 'system', name: 'test' };
const uuid = seededIds('calendar').uuid(new Date(0));
const staff = (role: 'operator' | 'leader'): Actor => ({
  kind: 'staff',
  personId: uuid,
  name: '甲',
  agencyId: uuid,
  assignments: [],
  roles: [{ role, agencyId: uuid }],
});
const days = (name: string, ...dates: string[]) => dates.map((date) => ({ name, date, isOffDay: true }));
const notice = {
  year: 2027,
  papers: ['https://www.gov.cn/zhengce/x.htm'],
  days: [
    ...days('元旦', '2027-01-01', '2027-01-02', '2027-01-03'),
    ...days(
      '春节',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
      '2027-02-11',
    ),
    { name: '春节', date: '2027-02-20', isOffDay: false },
    ...days('劳动节', '2027-05-01', '2027-05-02', '2027-05-03'),
    ...days('国庆节', '2027-10-01', '2027-10-02', '2027-10-03'),
  ],
};
const jobs = async (): Promise<unknown[]> =>
  (
    await database.poolAs('superuser').query(`SELECT payload FROM graphile_worker._private_jobs ORDER BY id`)
  ).rows.map((row) => row.payload);

describe('the calendar of an instance', () => {
  it('is the built-in one before anything is stored, and the same once it is', async () => {
    expect((await getCalendar(database.db)).version).toBe(1);
    expect(await installCalendar(ctx)).toEqual({ ok: true, value: { version: 1 } });
    expect(await installCalendar(ctx)).toEqual({ ok: true, value: { version: 1 } });
    expect(isWorkingDay(await getCalendar(database.db), day('2027-02-11'))).toBe(true);
    expect(await listCalendarVersions(database.db)).toMatchObject([
      { version: 1, origin: 'built-in', change: { from: 0, to: 1 } },
    ]);
    expect(await jobs()).toEqual([]);
  });

  it.each([
    ['society', SOCIETY],
    ['a leader', staff('leader')],
  ])('is not changed by %s', async (_who, actor) => {
    expect(await importCalendarYear(ctx, actor, notice)).toEqual({
      ok: false,
      error: { code: 'calendar/forbidden' },
    });
  });

  it('refuses a file that announces nothing', async () => {
    expect(await importCalendarYear(ctx, system, { ...notice, days: [] })).toEqual({
      ok: false,
      error: { code: 'calendar/not-announced', year: 2027 },
    });
    expect(await listCalendarVersions(database.db)).toHaveLength(1);
  });

  it('takes an announced year as a new version, with a journal row, a job and a new epoch', async () => {
    const epoch = async () =>
      (await database.db.selectFrom('publication_epoch').select('epoch').executeTakeFirstOrThrow()).epoch;
    const before = await epoch();
    const result = await importCalendarYear(ctx, staff('operator'), notice);
    expect(result).toMatchObject({ ok: true, value: { from: 1, to: 2, years: [2027] } });
    expect(result.ok && result.value.days.slice(0, 3)).toEqual(['2027-02-11', '2027-02-20', '2027-04-05']);
    expect((await getCalendar(database.db)).version).toBe(2);
    expect(isWorkingDay(await getCalendar(database.db), day('2027-02-20'))).toBe(true);
    expect(isWorkingDay(await getCalendar(database.db, 1), day('2027-02-20'))).toBe(false);
    const rows = await database.db
      .selectFrom('journal.row')
      .select(['action', 'subject_rid', 'agency_id'])
      .where('subject_type', '=', 'calendar')
      .execute();
    expect(rows.map((row) => row.subject_rid)).toEqual(['calendar-1', 'calendar-2']);
    expect(rows[0]?.agency_id).toBe(INSTANCE_AGENCY);
    expect(await jobs()).toEqual([{ from: 1 }]);
    expect(await epoch()).toBe(before + 1n);
  });

  it('says when there is nothing new, and an upgrade does not undo what was imported', async () => {
    expect(await importCalendarYear(ctx, system, notice)).toMatchObject({
      ok: false,
      error: { code: 'calendar/nothing-new' },
    });
    expect(await installCalendar(ctx)).toEqual({ ok: true, value: { version: 2 } });
  });

  it('is a conflict when another version was made since the decision', async () => {
    const amended = (date: string) => ({
      ...notice,
      days: [...notice.days, { name: '元旦', date, isOffDay: true }],
    });
    const overtaken = {
      ...ctx,
      transact: async (fn) => {
        expect(await importCalendarYear(ctx, system, amended('2027-12-30'))).toMatchObject({
          ok: true,
          value: { to: 3 },
        });
        return ctx.transact(fn);
      },
    } satisfies typeof ctx;
    expect(await importCalendarYear(overtaken, system, amended('2027-12-31'))).toEqual({
      ok: false,
      error: { code: 'conflict' },
    });
    expect((await getCalendar(database.db)).version).toBe(3);
  });

  it('never changes or loses a version', async () => {
    await expect(database.pool.query('UPDATE calendar_version SET version = 9')).rejects.toThrow(
      'permission denied',
    );
    const owner = database.poolAs('migrator');
    await expect(owner.query('DELETE FROM calendar_version')).rejects.toThrow('append-only');
    await expect(owner.query('TRUNCATE calendar_version')).rejects.toThrow('append-only');
    await expect(getCalendar(database.db, 99)).rejects.toThrow('does not exist');
  });
});

describe('the recompute job', () => {
  it('hands every module the change from the version named to the one in force', async () => {
    const deadline = computeDue(
      {
        start: { event: { zh: '受理', en: 'Acceptance' }, day: day('2027-01-20') },
        period: STATUTORY_PERIODS['licence/decision'].period,
        extensions: [],
        pauses: [],
      },
      await getCalendar(database.db, 1),
    );
    const seen: { change: CalendarChange; done: Recomputation }[] = [];
    const table = calendarJobs(ctx, [
      async (change, calendar) => {
        if (isAffected(deadline, change)) seen.push({ change, done: recomputeDue(deadline, calendar) });
        return seen.length;
      },
    ]);
    await table['calendar/recompute-deadlines']?.({ from: 1 });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.change).toMatchObject({ from: 1, to: 3 });
    expect(seen[0]?.done).toMatchObject({
      moved: false,
      before: { lastDay: '2027-02-23', provisional: true, calendarVersion: 1 },
      after: { lastDay: '2027-02-23', provisional: false, calendarVersion: 3 },
    });
    await expect(table['calendar/recompute-deadlines']?.({})).rejects.toThrow();
  });
});
