import { Hono } from 'hono';
import { legalDayOf } from '#kernel';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { getCalendar, getCalendarVersion, listCalendarVersions } from '../db/calendar-reader.ts';
import { STATUTORY_PERIODS } from '../domain/statutory-periods.ts';
import { CalendarPage, calendarWords } from './calendar-page.tsx';
import { PeriodsPage } from './periods-page.tsx';

/** `/calendar`: the days every limit is computed by, and its versions; `/calendar/periods`: the rules of law about time. */
export function calendarPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/calendar', async (c) => {
    const facts = await getCalendarVersion(ctx.db);
    const versions = await listCalendarVersions(ctx.db);
    if (wantsJson(c)) return c.json({ ...facts, versions });
    const calendar = await getCalendar(ctx.db, facts.version);
    const today = legalDayOf(ctx.clock.now());
    return kit.page(c, {
      title: calendarWords.title,
      jsonHref: '/calendar',
      body: <CalendarPage calendar={calendar} facts={facts} versions={versions} today={today} />,
    });
  });
  portalGet(app, '/calendar/periods', (c) => {
    if (wantsJson(c))
      return c.json({
        items: Object.entries(STATUTORY_PERIODS).map(([id, rule]) => ({ id, ...rule })),
        next: null,
      });
    return kit.page(c, {
      title: calendarWords.periods,
      jsonHref: '/calendar/periods',
      body: <PeriodsPage />,
    });
  });
  return app;
}
