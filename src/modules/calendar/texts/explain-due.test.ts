import { describe, expect, it } from 'vitest';
import { computeDue } from '../domain/compute-due.ts';
import type { DueInput } from '../domain/period.ts';
import { STATUTORY_PERIODS } from '../domain/statutory-periods.ts';
import { builtInCalendar, day, period } from '../domain/testing.ts';
import { explainDue } from './explain-due.ts';

const START = { zh: '受理', en: 'Acceptance' };
const lines = (input: Partial<DueInput>, lang: 'zh' | 'en'): string[] =>
  explainDue(
    computeDue(
      {
        start: { event: START, day: day('2026-12-03') },
        period: STATUTORY_PERIODS['licence/decision'].period,
        extensions: [],
        pauses: [],
        ...input,
      },
      builtInCalendar(),
    ),
    lang,
  ).map(({ label, text }) => `${label}：${text}`);

describe('explaining a due date', () => {
  it('says everything it was computed from', () => {
    const input = {
      extensions: [{ n: 10, unit: 'wd' as const, grantedOn: day('2026-12-30'), ground: '案情复杂' }],
      pauses: [{ from: day('2026-12-08'), to: day('2026-12-11'), ground: 'expert-review' }],
    };
    expect(lines(input, 'zh')).toEqual([
      '期限：自受理行政许可申请之日起20 个工作日（行政许可法第四十二条第一款）',
      '起算：2026年12月3日（周四）受理，当日不计入，自次日起算（民法典第二百零一条）',
      '延长：延长10 个工作日，2026年12月30日（周三）批准：案情复杂',
      '暂停计时：2026年12月8日（周二）至2026年12月11日（周五）：专家评审，不计入期限',
      '不计入：2026年12月5日（周六）至2026年12月6日（周日） 休息日；2026年12月12日（周六）至2026年12月13日（周日） 休息日；2026年12月19日（周六）至2026年12月20日（周日） 休息日；2026年12月26日（周六）至2026年12月27日（周日） 休息日；2027年1月1日（周五） 元旦；2027年1月2日（周六）至2027年1月3日（周日） 休息日；2027年1月9日（周六）至2027年1月10日（周日） 休息日；2027年1月16日（周六）至2027年1月17日（周日） 休息日',
      '截止：2027年1月21日（周四，含当日），次日零时起逾期',
      '日历：工作日日历第 1 版，涉及放假安排尚未公布的年份：暂定，公布后重新计算',
    ]);
    expect(lines(input, 'en').join('\n')).not.toMatch(/undefined|null|\{/);
    expect(lines(input, 'en')).toHaveLength(7);
  });

  it('says that the clock stands', () => {
    const text = lines({ pauses: [{ from: day('2026-12-08'), to: null, ground: 'x-unknown' }] }, 'zh').join(
      '\n',
    );
    expect(text).toContain('自2026年12月8日（周二）起，尚未恢复：x-unknown');
    expect(text).toContain('计时暂停中，恢复后确定');
    expect(text).not.toContain('暂定');
  });

  it('says which day off the end moved across and which weekend day counted', () => {
    const start = { event: START, day: day('2026-02-07') };
    expect(lines({ start, period: period(8, 'cd') }, 'zh')).toContain(
      '顺延：2026年2月15日（周日）至2026年2月23日（周一） 春节',
    );
    expect(lines({ start, period: period(6, 'wd') }, 'zh')).toContain(
      '计入：2026年2月14日（周六） 春节调休上班',
    );
    expect(lines({ start, period: period(1, 'month') }, 'en')[0]).toBe(
      'Period：1 month from acceptance (行政许可法第四十二条)',
    );
  });
});
