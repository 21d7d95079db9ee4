import { describe, expect, it } from 'vitest';
import { Period } from './period.ts';
import { STATUTORY_PERIODS, type StatutoryPeriodId } from './statutory-periods.ts';
import { PAUSE_GROUNDS } from '../texts/pause-grounds.ts';

type Row = readonly [id: StatutoryPeriodId, law: string, article: string, length: string, extension?: string];

/** As the laws say it; read beside the table of rules. */
const TABLE: readonly Row[] = [
  ['licence/one-time-notice', '行政许可法', '第三十二条第一款第四项', '5 wd'],
  ['licence/decision', '行政许可法', '第四十二条第一款', '20 wd', '10 wd'],
  ['licence/joint-decision', '行政许可法', '第四十二条第二款', '45 wd', '15 wd'],
  ['licence/first-review', '行政许可法', '第四十三条', '20 wd'],
  ['licence/delivery', '行政许可法', '第四十四条', '10 wd'],
  ['licence/hearing-request', '行政许可法', '第四十七条第一款', '5 wd'],
  ['licence/hearing', '行政许可法', '第四十七条第一款', '20 wd'],
  ['licence/hearing-notice', '行政许可法', '第四十八条第一款第一项', '7 wd before'],
  ['licence/inspectors', '行政许可法', '第五十五条第二款', '5 wd'],
  ['licence/renewal-application', '行政许可法', '第五十条第一款', '30 wd before'],
  ['licence/barred-false-material', '行政许可法', '第七十八条', '1 year at-least'],
  ['licence/barred-deception', '行政许可法', '第七十九条', '3 year at-least'],
  ['penalty/decision', '行政处罚法', '第六十条', '90 cd'],
  ['penalty/preserved-evidence', '行政处罚法', '第五十六条', '7 wd'],
  ['penalty/hearing-request', '行政处罚法', '第六十四条第一项', '5 wd'],
  ['penalty/hearing-notice', '行政处罚法', '第六十四条第二项', '7 wd before'],
  ['penalty/service', '行政处罚法', '第六十一条第一款', '7 wd'],
  ['penalty/payment', '行政处罚法', '第六十七条第三款', '15 cd'],
  ['penalty/withdraw-publication', '行政处罚法', '第四十八条第二款', '3 wd'],
  ['penalty/limitation', '行政处罚法', '第三十六条第一款', '2 year at-least'],
  ['penalty/limitation-grave', '行政处罚法', '第三十六条第一款', '5 year at-least'],
  ['compulsion/sealing', '行政强制法', '第二十五条第一款', '30 cd', '30 cd'],
  ['compulsion/freezing', '行政强制法', '第三十二条第一款', '30 cd', '30 cd'],
  ['compulsion/freezing-notice', '行政强制法', '第三十一条', '3 wd'],
  ['compulsion/demand', '行政强制法', '第五十四条', '10 wd at-least'],
  ['compulsion/court-application', '行政强制法', '第五十三条', '3 month'],
  ['publicity/proactive', '政府信息公开条例', '第二十六条', '20 wd'],
  ['publicity/two-way', '', '', '7 wd'],
  ['publicity/enforcement', '', '', '20 wd'],
  ['publicity/register-entry', '行政权力公开透明运行实施方案', '动态公开运行制度', '7 cd'],
  ['request/correction-notice', '政府信息公开条例', '第三十条', '7 wd'],
  ['request/answer', '政府信息公开条例', '第三十三条第二款', '20 wd', '20 wd'],
  ['request/third-party-opinion', '政府信息公开条例', '第三十二条', '15 wd'],
  ['request/joint-agency-opinion', '政府信息公开条例', '第三十四条', '15 wd'],
  ['decision/public-comment', '重大行政决策程序暂行条例', '第十五条第一款', '30 cd at-least'],
  ['decision/hearing-papers', '重大行政决策程序暂行条例', '第十六条第三款', '7 cd before'],
  ['decision/legality-review', '重大行政决策程序暂行条例', '第二十六条第二款', '7 wd at-least'],
  ['review/application', '行政复议法', '第二十条第一款', '60 cd'],
  ['review/acceptance', '行政复议法', '第三十条第一款', '5 wd'],
  ['review/correction-notice', '行政复议法', '第三十一条第一款', '5 wd'],
  ['review/correction', '行政复议法', '第三十一条第二款', '10 wd'],
  ['review/decision', '行政复议法', '第六十二条第一款', '60 cd', '30 cd'],
  ['review/decision-summary', '行政复议法', '第六十二条第二款', '30 cd'],
  ['litigation/direct', '行政诉讼法', '第四十六条第一款', '6 month'],
  ['litigation/after-review', '行政诉讼法', '第四十五条', '15 cd'],
  ['petition/forwarding', '信访工作条例', '第二十二条第一款', '15 cd'],
  ['petition/notice', '信访工作条例', '第二十三条第二款', '15 cd'],
  ['petition/objection', '信访工作条例', '第二十三条第三款', '5 wd'],
  ['petition/answer', '信访工作条例', '第三十四条', '60 cd', '30 cd'],
  ['petition/re-examination-request', '信访工作条例', '第三十五条', '30 cd'],
  ['petition/re-examination', '信访工作条例', '第三十五条', '30 cd'],
  ['petition/final-review-request', '信访工作条例', '第三十六条第一款', '30 cd'],
  ['petition/final-review', '信访工作条例', '第三十六条第一款', '30 cd'],
  ['tip-off/acceptance-notice', '纪检监察机关处理检举控告工作规则', '', '15 wd'],
  ['tip-off/result', '纪检监察机关处理检举控告工作规则', '', '15 wd'],
];

describe('statutory periods', () => {
  it.each(TABLE.map((row) => ({ row, name: row[0] })))(
    '$name',
    ({ row: [id, law, article, length, extension] }) => {
      const { period, kind } = STATUTORY_PERIODS[id];
      expect(`${period.n} ${period.unit}${kind === 'within' ? '' : ` ${kind}`}`).toBe(length);
      expect(period.extension && `${period.extension.n} ${period.extension.unit}`).toBe(extension ?? null);
      expect(period.source.law).toContain(law);
      expect(period.source.article).toContain(article);
    },
  );

  it('are all in the table above, and valid', () => {
    expect(TABLE.map(([id]) => id).toSorted()).toEqual(Object.keys(STATUTORY_PERIODS).toSorted());
    for (const { period } of Object.values(STATUTORY_PERIODS)) expect(Period.parse(period)).toEqual(period);
  });

  // 许可法 82 · 处罚法 85 · 强制法 69 · 复议法 88: which days are working days.
  it.each([
    ['行政许可法', () => true],
    ['行政处罚法', (days: number) => [2, 3, 5, 7].includes(days)],
    ['行政强制法', (days: number) => days <= 10],
    ['行政复议法', (days: number) => [3, 5, 7, 10].includes(days)],
  ] as const)('of %s are working days where it says so', (law, isWorkingDays) => {
    const inDays = Object.values(STATUTORY_PERIODS).filter(
      ({ period: p }) => p.source.law === law && (p.unit === 'wd' || p.unit === 'cd'),
    );
    expect(inDays.length).toBeGreaterThan(3);
    for (const { period } of inDays)
      expect([period.n, period.unit]).toEqual([period.n, isWorkingDays(period.n) ? 'wd' : 'cd']);
  });

  it('name their pauses in words', () => {
    for (const { period } of Object.values(STATUTORY_PERIODS)) {
      for (const ground of period.pausableBy) expect(PAUSE_GROUNDS[ground]?.zh).toBeTruthy();
    }
  });

  it('only what is read in the text of a law may be quoted as law', () => {
    const unchecked = Object.entries(STATUTORY_PERIODS)
      .filter(([, rule]) => !rule.checked)
      .map(([id]) => id);
    expect(unchecked).toEqual([
      'publicity/two-way',
      'publicity/enforcement',
      'publicity/register-entry',
      'tip-off/acceptance-notice',
      'tip-off/result',
    ]);
  });
});
