import { describe, expect, test } from 'vitest';
import { buildDraft } from '../domain/build-flow.ts';
import { END, specOf, START, stepOf } from '../domain/flows.test-support.ts';
import { layoutFlow } from '../domain/layout-flow.ts';
import { compareCharts, type Chart } from './compare-charts.ts';

function chartOf(...steps: Parameters<typeof specOf>[0]): Chart {
  const table = buildDraft(specOf(steps));
  const drawn = layoutFlow(table);
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.error));
  return { table, diagram: drawn.value };
}
const before = chartOf(START('a'), stepOf('a', { to: ['b'] }), stepOf('b', { to: ['end'] }), END);
const after = chartOf(
  START('a'),
  stepOf('a', { to: ['c'], limit: { n: 9, unit: 'wd' } }),
  stepOf('c', { to: ['end'] }),
  END,
);
const marksIn = (svg: string) =>
  [...svg.matchAll(/id="(?<id>[^"]+)" data-mark="(?<mark>[^"]+)"/gu)].map(({ groups }) => [
    groups?.['id'],
    groups?.['mark'],
  ]);

describe('two versions on their charts', () => {
  test('what is gone stands on the older, what is new on the newer, what changed on both; ids differ', () => {
    const compared = compareCharts(before, after, { lang: 'zh' });
    expect(marksIn(compared.before)).toEqual([
      ['before-a', 'changed'],
      ['before-b', 'removed'],
    ]);
    expect(marksIn(compared.after)).toEqual([
      ['after-a', 'changed'],
      ['after-c', 'added'],
    ]);
  });

  test.each([
    ['zh', ['≠ 修改', '－ 去掉'], ['≠ 修改', '＋ 新增']],
    ['en', ['≠ changed', '− gone'], ['≠ changed', '+ new']],
  ] as const)('no mark is colour alone: a sign and a word go with it, in %s', (lang, gone, fresh) => {
    const compared = compareCharts(before, after, { lang });
    for (const word of gone) expect(compared.before).toContain(`>${word}</text>`);
    for (const word of fresh) expect(compared.after).toContain(`>${word}</text>`);
    // ways are marked too, and say so to whoever hears the chart
    expect(compared.before).toMatch(/<g role="img" aria-label="[^"]*(?:去掉|gone)">/u);
    expect(compared.after).toMatch(/<g role="img" aria-label="[^"]*(?:新增|new)">/u);
  });

  test('a flow that was only laid out anew has no difference', () => {
    const moved = { ...before.diagram, width: before.diagram.width + 99, nodes: {} };
    const compared = compareCharts(before, { ...before, diagram: moved }, { lang: 'zh' });
    expect([compared.changes, marksIn(compared.before), marksIn(compared.after)]).toEqual([[], [], []]);
  });
});
