import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FlowNode, FlowTable } from './flow-table.ts';
import type { FlowKind, StepRole } from './gov-vocabulary.ts';
import { flowKindOf, lawfulness, type FlowTerms } from './lawfulness.ts';
import { demoTables } from './flows.test-support.ts';

const tables = await demoTables(readFileSync('demo/data/flows.json', 'utf8'));

const change = (table: FlowTable, id: string, over: Partial<FlowNode>): FlowTable => ({
  ...table,
  nodes: table.nodes.map((node) => (node.id === id ? { ...node, ...over } : node)),
});
const role = (id: string, as: StepRole) => (table: FlowTable) => change(table, id, { role: as });
const bypass = (from: string, to: string) => (table: FlowTable) => ({
  ...table,
  edges: [...table.edges, { id: `${from}.bypass`, from, to }],
});

const codes = (table: FlowTable, terms: FlowTerms) =>
  lawfulness(table, terms).map((issue) => [issue.code, issue.element, issue.article]);

describe('lawfulness by kind of power', () => {
  test.each(Object.entries(tables))('the %s flow of the demonstration is lawful', (kind, table) => {
    expect(lawfulness(table, { kind: kind as FlowKind })).toEqual([]);
  });

  test.each<[keyof typeof tables, string, (table: FlowTable) => FlowTable, string, string | null, string]>([
    [
      'licence',
      'no receipt',
      role('lic-receive', 'act'),
      'flows/step-required',
      null,
      '行政许可法第三十二条',
    ],
    [
      'licence',
      'no refusal to accept',
      role('lic-reject', 'act'),
      'flows/step-required',
      null,
      '行政许可法第三十二条第一款第一项、第二项',
    ],
    [
      'licence',
      'no one-time notice',
      role('lic-correct', 'wait'),
      'flows/order-wrong',
      'lic-receive',
      '行政许可法第三十二条第一款第四项',
    ],
    [
      'licence',
      'no deemed acceptance',
      role('lic-receive.timer', 'wait'),
      'flows/deemed-acceptance-required',
      'lic-receive',
      '行政许可法第三十二条第一款第四项',
    ],
    [
      'licence',
      'deemed acceptance too late',
      (t) => change(t, 'lic-receive.timer', { timer: { n: 6, unit: 'wd' } }),
      'flows/deemed-acceptance-required',
      'lic-receive',
      '行政许可法第三十二条第一款第四项',
    ],
    [
      'licence',
      'deemed acceptance beside',
      (t) => change(t, 'lic-receive.timer', { interrupting: false }),
      'flows/deemed-acceptance-required',
      'lic-receive',
      '行政许可法第三十二条第一款第四项',
    ],
    [
      'licence',
      'review before acceptance',
      bypass('lic-receive', 'lic-review'),
      'flows/step-can-be-skipped',
      'lic-review',
      '行政许可法第三十二条',
    ],
    [
      'licence',
      'decision without review',
      bypass('lic-accept', 'lic-decide'),
      'flows/step-can-be-skipped',
      'lic-decide',
      '行政许可法第三十四条',
    ],
    [
      'licence',
      'one officer on site',
      (t) => change(t, 'lic-site', { twoOfficers: undefined }),
      'flows/two-officers-required',
      'lic-site',
      '行政许可法第三十四条第三款',
    ],
    [
      'licence',
      'no notice of refusal',
      role('lic-refuse', 'act'),
      'flows/step-required',
      null,
      '行政许可法第三十八条第二款',
    ],
    [
      'licence',
      'an end without a decision',
      bypass('lic-accept', 'lic-end'),
      'flows/step-can-be-skipped',
      'lic-end',
      '行政许可法第三十七条',
    ],
    [
      'licence',
      'no service',
      role('lic-issue', 'act'),
      'flows/order-wrong',
      'lic-decide',
      '行政许可法第四十四条',
    ],
    [
      'licence',
      'service too late',
      (t) => change(t, 'lic-issue', { limit: { n: 11, unit: 'wd' } }),
      'flows/step-over-statutory',
      'lic-issue',
      '行政许可法第四十四条',
    ],
    [
      'licence',
      'granted licences not published',
      role('lic-publish', 'act'),
      'flows/order-wrong',
      'lic-decide',
      '行政许可法第四十条',
    ],
    [
      'licence',
      'no hearing',
      role('lic-special', 'act'),
      'flows/order-wrong',
      'lic-review',
      '行政许可法第四十六条、第四十七条',
    ],
    [
      'licence',
      'hearing counted',
      (t) => change(t, 'lic-special', { clock: 'main' }),
      'flows/counted-wrongly',
      'lic-special',
      '行政许可法第四十五条',
    ],
    [
      'licence',
      'who decides extends',
      (t) => change(t, 'lic-extend', { post: 'post-fj-sp' }),
      'flows/same-post',
      'lic-decide',
      '行政许可法第四十二条',
    ],
    [
      'penalty',
      'no case opening',
      role('pen-file', 'act'),
      'flows/step-can-be-skipped',
      'pen-invest',
      '行政处罚法第五十四条第二款',
    ],
    [
      'penalty',
      'one investigator',
      (t) => change(t, 'pen-invest', { twoOfficers: undefined }),
      'flows/two-officers-required',
      'pen-invest',
      '行政处罚法第四十二条',
    ],
    [
      'penalty',
      'no investigation',
      role('pen-invest', 'act'),
      'flows/step-required',
      null,
      '行政处罚法第五十四条第一款',
    ],
    [
      'penalty',
      'no notice of rights',
      role('pen-notify', 'act'),
      'flows/step-can-be-skipped',
      'pen-decide',
      '行政处罚法第四十四条、第六十二条',
    ],
    [
      'penalty',
      'statement and defence skipped',
      bypass('pen-notify', 'pen-recheck'),
      'flows/step-can-be-skipped',
      'pen-decide',
      '行政处罚法第四十五条、第六十二条',
    ],
    [
      'penalty',
      'three days to ask for a hearing',
      (t) => change(t, 'pen-defend', { limit: { n: 3, unit: 'wd' } }),
      'flows/step-under-minimum',
      'pen-defend',
      '行政处罚法第六十四条第一项',
    ],
    [
      'penalty',
      'no hearing',
      role('pen-hearing', 'act'),
      'flows/order-wrong',
      'pen-notify',
      '行政处罚法第六十三条',
    ],
    [
      'penalty',
      'investigator presides',
      (t) => change(t, 'pen-hearing', { post: 'post-zx-dc' }),
      'flows/same-post',
      'pen-hearing',
      '行政处罚法第六十四条第四项',
    ],
    [
      'penalty',
      'no legal review',
      role('pen-legal', 'act'),
      'flows/order-wrong',
      null,
      '行政处罚法第五十八条',
    ],
    [
      'penalty',
      'investigator reviews',
      (t) => change(t, 'pen-legal', { post: 'post-zx-dc' }),
      'flows/same-post',
      'pen-legal',
      '行政处罚法第五十八条',
    ],
    [
      'penalty',
      'no collective discussion',
      role('pen-collective', 'act'),
      'flows/order-wrong',
      null,
      '行政处罚法第五十七条第二款',
    ],
    [
      'penalty',
      'no way to no penalty',
      role('pen-nopunish', 'act'),
      'flows/order-wrong',
      'pen-decide',
      '行政处罚法第五十七条第一款第二项、第三项',
    ],
    [
      'penalty',
      'no transfer to the police',
      role('pen-transfer', 'act'),
      'flows/order-wrong',
      'pen-decide',
      '行政处罚法第五十七条第一款第四项',
    ],
    [
      'penalty',
      'service after eight days',
      (t) => change(t, 'pen-deliver', { limit: { n: 8, unit: 'wd' } }),
      'flows/step-over-statutory',
      'pen-deliver',
      '行政处罚法第六十一条',
    ],
    [
      'inspection',
      'without approval',
      role('chk-approve', 'act'),
      'flows/step-can-be-skipped',
      'chk-onsite',
      '国办发〔2024〕54号',
    ],
    [
      'inspection',
      'one inspector',
      (t) => change(t, 'chk-onsite', { twoOfficers: undefined }),
      'flows/two-officers-required',
      'chk-onsite',
      '行政处罚法第四十二条',
    ],
    [
      'filing',
      'an examining step',
      role('fil-check', 'review'),
      'flows/step-forbidden',
      'fil-check',
      '备案不得变相许可(行政许可法第十二条、第十七条)',
    ],
    [
      'filing',
      'a deciding step',
      role('fil-review', 'decide'),
      'flows/step-forbidden',
      'fil-review',
      '备案不得变相许可(行政许可法第十二条、第十七条)',
    ],
    ['filing', 'no receipt', role('fil-receipt', 'act'), 'flows/step-required', null, '备案流程的要求'],
    [
      'reward',
      'no public notice',
      role('rew-publicity', 'act'),
      'flows/step-can-be-skipped',
      'rew-decide',
      'F4 决定前公示',
    ],
    [
      'licence',
      'checker handles',
      (t) => change(t, 'lic-check', { post: 'post-sp-sc' }),
      'flows/same-post',
      'lic-check',
      'A3 审批与监管相分离、承办与审核相分离',
    ],
    [
      'licence',
      'approver supervises afterwards',
      (t) => change(t, 'lic-supervise', { post: 'post-sp-cz' }),
      'flows/same-post',
      'lic-supervise',
      'A3 审批与监管相分离',
    ],
  ])('%s, %s', (kind, _what, alter, code, element, article) => {
    expect(codes(alter(tables[kind]), { kind })).toContainEqual([code, element, article]);
  });

  test('a supervisor handles nothing', () => {
    const posts = tables.reward.posts.map((post) =>
      post.id === 'post-lt-jg' ? { ...post, kind: 'supervisor' as const } : post,
    );
    expect(codes({ ...tables.reward, posts }, { kind: 'reward' })).toEqual([
      ['flows/supervisor-handles', 'rew-review', 'A3 监督岗位不办理业务'],
    ]);
  });

  test('a flow may not choose milder rules by naming another kind', () => {
    const disguised = {
      ...tables.licence,
      kind: 'other' as const,
      nodes: tables.licence.nodes.filter((node) => node.role !== 'serve'),
    };
    const found = codes(disguised, { kind: 'licence' }).map(([code]) => code);
    expect(found).toContain('flows/kind-differs');
    expect(found).toContain('flows/order-wrong');
  });

  test('posts must have holders', () => {
    const filledPosts = new Set(
      tables.filing.posts.map((post) => post.id).filter((id) => id !== 'post-sp-sc'),
    );
    expect(codes(tables.filing, { kind: 'filing', filledPosts })).toEqual([
      ['flows/post-vacant', 'post-sp-sc', null],
    ]);
  });

  test.each([
    ['01', '行政许可', 'licence'],
    ['02', '行政处罚', 'penalty'],
    ['06', '行政检查', 'inspection'],
    ['10', '行政备案', 'filing'],
    ['10', '其他行政权力', 'other'],
    ['98', '党组织权力', 'internal'],
    ['99', '内部管理权', 'internal'],
    ['20', '公共服务', 'other'],
  ])('type %s %s is a %s flow', (typeCode, localType, kind) => {
    expect(flowKindOf(typeCode, localType)).toBe(kind);
  });
});
