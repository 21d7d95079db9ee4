import type { MovingDays } from '../domain/statutory-holidays.ts';

/** Days of the lunar calendar and solar terms for years without a notice. Checked against the Chinese calendar of ICU. */
export const MOVING_DAYS: Readonly<Record<number, MovingDays>> = {
  2027: { newYearsEve: '02-05', qingming: '04-05', dragonBoat: '06-09', midAutumn: '09-15' },
  2028: { newYearsEve: '01-25', qingming: '04-04', dragonBoat: '05-28', midAutumn: '10-03' },
  2029: { newYearsEve: '02-12', qingming: '04-04', dragonBoat: '06-16', midAutumn: '09-22' },
  2030: { newYearsEve: '02-02', qingming: '04-05', dragonBoat: '06-05', midAutumn: '09-12' },
};
