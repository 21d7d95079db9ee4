import type { Bilingual, Period } from '../period.ts';

/** A rule of law about time. */
export type StatutoryPeriod = {
  readonly name: Bilingual;
  readonly period: Period;
  /**
   * `within`: done by the last day. `at-least`: nothing may follow before the last day has passed. `before`: done so that
   * this many whole days lie before the event (`latestDayBefore`).
   */
  readonly kind: 'within' | 'at-least' | 'before';
  /** Read in the text of the law; a rule that is not may be used but not quoted as law. */
  readonly checked: boolean;
};

type Options = {
  readonly pausableBy?: readonly string[];
  readonly extension?: Period['extension'];
  readonly kind?: StatutoryPeriod['kind'];
  readonly checked?: boolean;
};

/** Rules of one law: `rule('decision', '第四十二条第一款', 20, 'wd', from, name, options)`. Ends move to a working day. */
export function rulesOf(law: string) {
  return (
    article: string,
    n: number,
    unit: Period['unit'],
    startRule: Bilingual,
    name: Bilingual,
    { pausableBy = [], extension = null, kind = 'within', checked = true }: Options = {},
  ): StatutoryPeriod => ({
    name,
    kind,
    checked,
    period: {
      n,
      unit,
      startRule,
      pausableBy: [...pausableBy],
      extension,
      roll: kind === 'within' ? 'next-working-day' : 'none',
      source: { law, article },
    },
  });
}

export const HEAD_OF_AGENCY: Bilingual = { zh: '本机关负责人', en: 'the head of the agency' };
export const HEAD_OF_GOVERNMENT: Bilingual = {
  zh: '本级人民政府负责人',
  en: 'the head of the people’s government',
};
