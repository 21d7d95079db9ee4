import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildDraft } from './build-flow.ts';
import { isStep } from './flow-table.ts';
import { demoTables, specOf, START, stepOf } from './flows.test-support.ts';
import { PHASES, phasesOf } from './phases.ts';
import { renderPhaseChart, type PhaseChart } from './render-phase-chart.ts';

const tables = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));

describe('the phases of a flow', () => {
  test.each(Object.entries(tables))('%s: every step stands in exactly one, in order', (_name, table) => {
    const parts = phasesOf(table);
    const steps = parts.flatMap((part) => part.steps.map(({ id }) => id));
    expect(steps.toSorted()).toEqual(
      table.nodes
        .filter(isStep)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(parts.map(({ phase }) => phase)).toEqual(
      PHASES.filter((phase) => parts.some((part) => part.phase === phase)),
    );
  });

  test('count the working days of the longest way, of the steps on the main clock', () => {
    const days = (n: number) => ({ n, unit: 'wd' as const });
    const table = buildDraft(
      specOf([
        START('a'),
        stepOf('a', { role: 'accept', clock: 'acceptance', limit: days(5), to: ['b'] }),
        stepOf('b', {
          role: 'review',
          limit: days(3),
          to: [
            { to: 'c', label: '要核查' },
            { to: 'd', label: '不核查' },
          ],
        }),
        stepOf('c', { role: 'site-check', limit: days(4), to: ['d'] }),
        stepOf('d', { role: 'decide', limit: days(2), to: ['end'] }),
        stepOf('end', { kind: 'end', main: true }),
      ]),
    );
    expect(phasesOf(table).map(({ phase, workingDays }) => [phase, workingDays])).toEqual([
      ['accept', 0],
      ['examine', 7],
      ['decide', 2],
    ]);
  });
});

const chart: PhaseChart = {
  title: '行政许可类别流程图',
  root: { name: '行政许可', note: '现行 2 项' },
  phases: ['受理', '决定'],
  rows: [
    {
      name: '成品油<零售>',
      notes: ['承诺 10 个工作日'],
      href: '/powers/1',
      cells: [undefined, { text: '决定', notes: [], title: '决定', href: '/powers/1/flow#step-d' }],
    },
    {
      name: '无流程的事项',
      notes: [],
      href: '/powers/2',
      cells: [undefined, undefined],
      empty: '流程尚未公布',
    },
  ],
};

describe('the chart of many flows', () => {
  test('is the same bytes each time, links every box, and escapes names', () => {
    const svg = renderPhaseChart(chart);
    expect(renderPhaseChart(structuredClone(chart))).toBe(svg);
    expect(svg).toContain('href="/powers/1"');
    expect(svg).toContain('href="/powers/1/flow#step-d"');
    expect(svg).toContain('流程尚未公布');
    expect(svg).toContain('成品油&#60;零售&#62;');
    expect(svg).not.toContain('<零售>');
    expect(svg).not.toMatch(/ style=|NaN|undefined/u);
  });

  test('leads to the English portal when asked', () => {
    expect(renderPhaseChart(chart, '/en')).toContain('href="/en/powers/1/flow#step-d"');
  });

  test('without rows is a title and a root', () => {
    expect(renderPhaseChart({ ...chart, rows: [] })).toContain('现行 2 项');
  });
});
