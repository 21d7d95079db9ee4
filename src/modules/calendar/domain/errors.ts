export type FieldRefusal = { readonly path: string; readonly message: string };

export type CalendarRefusal =
  | ReturnType<typeof notHolidayCn>
  | ReturnType<typeof notAnnounced>
  | ReturnType<typeof inconsistentYear>
  | ReturnType<typeof nothingNew>
  | ReturnType<typeof forbidden>;

/** The text is no holiday-cn year. */
export const notHolidayCn = (fields: readonly FieldRefusal[]) =>
  ({ code: 'calendar/not-holiday-cn', fields }) as const;

/** The file has no days or names no notice: the year is not announced in it. */
export const notAnnounced = (year: number) => ({ code: 'calendar/not-announced', year }) as const;

/** Days that cannot be: outside the year and its neighbours, twice, or a statutory holiday that is not off. */
export const inconsistentYear = (year: number, days: readonly string[]) =>
  ({ code: 'calendar/inconsistent-year', year, days }) as const;

/** The calendar already says exactly this. */
export const nothingNew = (years: readonly number[]) => ({ code: 'calendar/nothing-new', years }) as const;

/** Neither the system nor an operator of the instance. */
export const forbidden = () => ({ code: 'calendar/forbidden' }) as const;
