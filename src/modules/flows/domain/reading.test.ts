import { describe, expect, test } from 'vitest';
import { issueText } from '../texts/issue-text.ts';
import { diffTables } from './diff-tables.ts';
import { FLOW_ISSUE_CODES, flowIssue } from './errors.ts';
import { layoutFlow } from './layout-flow.ts';
import { projectPublic } from './project-public.ts';
import { renderFlowSvg } from './render-svg.ts';
import { END, specOf, START, stepOf, tableOf } from './flows.test-support.ts';
import { textTwin } from './text-twin.ts';
import { textWidth, wrapText } from './text-width.ts';

const table = await tableOf(
  specOf([
    START('a'),
    stepOf('a', {
      name: '收件 <形式> & 审查',
      article: '行政许可法第三十二条',
      risk: 1,
      keyPoint: true,
      to: [
        { to: 'b', outcome: 'complete', label: '齐全', when: '材料齐全' },
        { to: 'w', outcome: 'correct', label: '补正', when: '材料不齐' },
      ],
      onTimer: {
        name: '逾期未告知',
        limit: { n: 5, unit: 'wd' },
        to: 'b',
        role: 'deemed-accept',
        article: undefined,
        interrupting: true,
      },
    }),
    stepOf('w', { kind: 'message', name: '等待补正', to: [{ to: 'a', loop: true }] }),
    stepOf('b', { name: '内部登记', public: false, to: ['c'] }),
    stepOf('c', { name: '决定', publicLabel: '作出决定', to: ['end'] }),
    END,
  ]),
);
const diagram = (() => {
  const drawn = layoutFlow(table);
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.error));
  return drawn.value;
})();

describe('the chart', () => {
  const svg = renderFlowSvg(table, diagram, { lang: 'zh' });

  test('carries no style, no script, and no text unescaped', () => {
    expect(svg).not.toMatch(/<style|style=|<script|onload|<形式>/u);
    expect(svg).toContain('&#60;形式&#62;');
  });

  test('names every step, where it can be reached by keyboard and leads to its description', () => {
    for (const node of table.nodes.filter(({ role }) => role !== undefined)) {
      expect(svg).toContain(`id="node-${node.id}" href="#step-${node.host ?? node.id}"`);
    }
    expect(svg).toContain('窗口岗 · 1个工作日 · 廉政风险高 · 行政许可法第三十二条');
  });

  test('says risk, state and counts in words', () => {
    expect(svg).toMatch(/>高<\/text>/u);
    const shown = renderFlowSvg(table, diagram, {
      lang: 'zh',
      overlay: { states: { a: 'done', b: 'open', c: 'late' } },
    });
    for (const word of ['✓ 已办', '● 在办', '▲ 超期']) expect(shown).toContain(word);
    const heat = renderFlowSvg(table, diagram, {
      lang: 'en',
      overlay: { nodes: { a: { cases: 12, days: 1.25 } }, edges: { 'start..a': 12 } },
    });
    expect(heat).toContain('12 cases 1.3 wd');
    expect(svg).not.toContain('已办');
  });
});

describe('the text twin', () => {
  const twin = textTwin(table);

  test('has every step once, in order, and every way through the gateways', () => {
    expect(twin.map(({ node, number }) => [number, node.id])).toEqual([
      [1, 'a'],
      [2, 'w'],
      [3, 'b'],
      [4, 'c'],
    ]);
    expect(
      twin[0]?.ways.map(({ labels, when, to, back }) => [labels.map(({ zh }) => zh), when, to.id, back]),
    ).toEqual([
      [['齐全'], '材料齐全', 'b', false],
      [['补正'], '材料不齐', 'w', false],
      [['逾期未告知'], undefined, 'b', false],
    ]);
    expect(twin[1]?.ways.map(({ to, back }) => [to.id, back])).toEqual([['a', true]]);
    expect(twin[2]?.from.map(({ node }) => node.id)).toEqual(['a', 'a']);
  });
});

describe('the external chart', () => {
  const shown = projectPublic(table);

  test('leaves out what is not public and keeps every way', () => {
    expect(shown.nodes.map(({ id }) => id)).not.toContain('b');
    expect(shown.nodes.find(({ id }) => id === 'c')?.name).toBe('作出决定');
    expect(
      textTwin(shown)
        .find(({ node }) => node.id === 'a')
        ?.ways.map(({ to }) => to.id),
    ).toEqual(['c', 'w', 'c']);
    expect(JSON.stringify(shown)).not.toContain('内部登记');
  });

  test('can be drawn', () => {
    expect(layoutFlow(shown).ok).toBe(true);
  });

  test('is the flow itself when all is public', async () => {
    const open = await tableOf(specOf([START('a'), stepOf('a', { to: ['end'] }), END]));
    const { nodes, edges } = projectPublic(open);
    expect([nodes, edges]).toEqual([open.nodes, open.edges]);
  });
});

describe('the difference of two versions', () => {
  test('is empty for the same flow', () => {
    const { added, removed, changed, waysAdded, waysRemoved, waysChanged } = diffTables(
      table,
      structuredClone(table),
    );
    expect([added, removed, changed, waysAdded, waysRemoved, waysChanged].flat()).toEqual([]);
  });

  test('names step, field, before and after the right way round', () => {
    const after = {
      ...table,
      nodes: table.nodes
        .filter((node) => node.id !== 'w')
        .map((node) => (node.id === 'c' ? { ...node, limit: { n: 7, unit: 'wd' as const } } : node))
        .concat(stepOf('new') as never),
    };
    const { added, removed, changed } = diffTables(table, after);
    expect([added.map(({ id }) => id), removed.map(({ id }) => id)]).toEqual([['new'], ['w']]);
    expect(changed).toEqual([
      {
        id: 'c',
        name: '决定',
        fields: [{ field: 'limit', before: { n: 1, unit: 'wd' }, after: { n: 7, unit: 'wd' } }],
      },
    ]);
  });
});

describe('texts', () => {
  test('every issue has words in both languages, its element and its article', () => {
    for (const code of FLOW_ISSUE_CODES) {
      const issue = flowIssue(code, { id: 'a', name: '受理' }, {}, '某法第一条');
      for (const lang of ['zh', 'en'] as const)
        expect(issueText(issue, lang)).toMatch(/“受理”.*\S.*某法第一条/u);
    }
  });

  test('lines are even and end in an ellipsis where there is no room', () => {
    expect(wrapText('填写动态运行登记表并归档', 91, 13, 3)).toEqual(['填写动态运行', '登记表并归档']);
    expect(wrapText('收件', 91, 13, 3)).toEqual(['收件']);
    expect(wrapText('一二三四五六七八九十', 39, 13, 2)).toEqual(['一二三', '四五…']);
    expect(textWidth('ab中', 10)).toBeCloseTo(21.2);
  });
});
