import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDraft } from './build-flow.ts';
import { compileFlow } from './compile-flow.ts';
import { insertRow, removeRow, setNode, setWays } from './draft-edits.ts';
import { addPost, removePost, replacePost } from './draft-posts.ts';
import { draftOf, type FlowDraft } from './draft-table.ts';
import { rowsOf } from './draft-ways.ts';
import { catalogueFileSchema, specFromCatalogue } from './from-catalogue.ts';
import { bytesOf, END, specOf, START, stepOf, xmlOf } from './flows.test-support.ts';
import { isStep, nodeSchema } from './flow-table.ts';
import { parseFlow, type ParsedFlow } from './parse-flow.ts';
import { toBpmnXml } from './to-bpmn-xml.ts';
import { writeDraft } from './write-draft.ts';

const data = catalogueFileSchema.parse(JSON.parse(readFileSync('demo/data/flows.json', 'utf8')));
const files = await Promise.all(
  data.flows.map(
    async (flow) => [flow.id, await xmlOf(buildDraft(specFromCatalogue(flow, data.posts)))] as const,
  ),
);

/** A step as it stands in a draft, without where it leads. */
const nodeOf = (step: ReturnType<typeof stepOf>) => nodeSchema.strip().parse(step);

const UNDRAWN = { width: 1, height: 1, direction: 'down' as const, lanes: [], nodes: {}, edges: {} };

async function parsed(xml: string): Promise<ParsedFlow> {
  const read = await parseFlow(bytesOf(xml));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

async function read(xml: string): Promise<FlowDraft> {
  const draft = draftOf(await parsed(xml));
  if (!draft.ok) throw new Error(JSON.stringify(draft.error));
  return draft.value;
}

describe('the table editor writes the same flow', () => {
  test.each(files)(
    '%s: the file, its draft and the file again say the same, and are drawn the same',
    async (_id, xml) => {
      const flow = await parsed(xml);
      const again = await parsed(await writeDraft(await read(xml), flow.diagram));
      expect(again).toEqual(flow);
    },
  );

  test.each(files)('%s: laid out anew it compiles to the same table', async (_id, xml) => {
    const before = compileFlow(await parsed(xml));
    const after = compileFlow(await parsed(await writeDraft(await read(xml), null)));
    expect(after).toEqual(before);
  });

  test.each(files)(
    '%s: every step is a row, and setting its ways as they are changes nothing',
    async (_id, xml) => {
      const draft = await read(xml);
      const rows = rowsOf(draft);
      expect(
        rows
          .filter(({ node }) => isStep(node))
          .map(({ node }) => node.id)
          .toSorted(),
      ).toEqual(
        draft.nodes
          .filter(isStep)
          .map(({ id }) => id)
          .toSorted(),
      );
      for (const row of rows) expect(setWays(draft, row.node.id, row.ways)).toEqual(draft);
    },
  );

  test('any edits leave a file that is read without a complaint, and nothing else touched', async () => {
    const [[, xml] = ['', '']] = files;
    const draft = await read(xml);
    const edit = fc.record({
      act: fc.constantFrom('insert', 'remove', 'move', 'swap'),
      a: fc.nat(99),
      b: fc.nat(99),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 8 }), async (edits) => {
        let now = draft;
        for (const [at, { act, a, b }] of edits.entries()) {
          const rows = rowsOf(now);
          const row = rows[a % rows.length];
          const other = rows[b % rows.length];
          if (row === undefined || other === undefined) break;
          const { id } = row.node;
          if (act === 'insert')
            now = insertRow(
              now,
              { id: `new-${at}`, name: '新环节', kind: 'task', risk: 0, public: true },
              { row: id, way: b % 3 },
            );
          if (act === 'remove' && rows.length > 3) now = removeRow(now, id);
          if (act === 'move')
            now = setWays(
              now,
              id,
              row.ways.map((way) => ({ ...way, to: other.node.id })),
            );
          if (act === 'swap') now = setWays(now, id, row.ways.toReversed());
        }
        const again = await read(await toBpmnXml(now, UNDRAWN));
        expect(again.nodes).toEqual(now.nodes);
        expect(again.edges).toEqual(now.edges);
        for (const node of now.nodes.filter(({ id }) => draft.nodes.some((one) => one.id === id)))
          expect(draft.nodes.find(({ id }) => id === node.id)).toEqual(node);
      }),
      { numRuns: 60 },
    );
  });
});

describe('edits of the table', () => {
  const twoWays = () =>
    read2(
      specOf([
        START('a'),
        stepOf('a', {
          to: [
            { to: 'b', outcome: 'yes', label: '同意' },
            { to: 'end', outcome: 'no', label: '不同意' },
          ],
        }),
        stepOf('b', { to: ['end'] }),
        END,
      ]),
    );
  const read2 = async (spec: Parameters<typeof buildDraft>[0]) => read(await xmlOf(buildDraft(spec)));

  test('show outcomes as ways of their step, past gateways and merges', async () => {
    const rows = rowsOf(await twoWays());
    expect(rows.map(({ node, ways }) => [node.id, ways.map(({ outcome, to }) => [outcome, to])])).toEqual([
      ['start', [[undefined, 'a']]],
      [
        'a',
        [
          ['yes', 'b'],
          ['no', 'end'],
        ],
      ],
      ['b', [[undefined, 'end']]],
      ['end', []],
    ]);
  });

  test('put a step into a way, and take it out again', async () => {
    const draft = await twoWays();
    const plain = nodeOf(stepOf('c', { outcomes: [{ code: 'done', label: '完成' }] }));
    const grown = insertRow(draft, plain, { row: 'a', way: 1 });
    expect(
      rowsOf(grown)
        .find(({ node: { id } }) => id === 'a')
        ?.ways.map(({ to }) => to),
    ).toEqual(['b', 'c']);
    expect(compileFlow(await parsed(await writeDraft(grown, null)))).toMatchObject({ ok: true });
    expect(rowsOf(removeRow(grown, 'c')).map(({ ways }) => ways.map(({ to }) => to))).toEqual(
      rowsOf(draft).map(({ ways }) => ways.map(({ to }) => to)),
    );
  });

  test('make the gateway when outcomes part, and take it away when they meet', async () => {
    const draft = await twoWays();
    const joined = setWays(draft, 'a', [{ to: 'b' }]);
    expect(joined.nodes.filter(({ kind }) => kind === 'xor')).toEqual([]);
    const parted = setWays(joined, 'a', [
      { to: 'b', outcome: 'yes', default: true },
      { to: 'a', outcome: 'no', loop: true },
    ]);
    expect(rowsOf(parted).find(({ node }) => node.id === 'a')?.ways).toMatchObject([
      { to: 'b', outcome: 'yes', default: true },
      { to: 'a', outcome: 'no', loop: true },
    ]);
    expect(await read(await writeDraft(parted, null))).toEqual(parted);
  });

  test('an unfinished flow is drawn all the same: loose steps, circles, a way into a timer', async () => {
    const draft = await twoWays();
    const loose = insertRow(draft, { id: 'x', name: '', kind: 'task', risk: 0, public: true });
    const circle = setWays(setWays(loose, 'x', [{ to: 'b' }]), 'b', [{ to: 'x' }]);
    expect((await read(await writeDraft(circle, null))).nodes).toHaveLength(circle.nodes.length);
  });

  test('a step with words changed is the only thing changed', async () => {
    const draft = await twoWays();
    const [, node] = draft.nodes;
    if (node === undefined) throw new Error('no node');
    const edited = setNode(draft, { ...node, action: '改为当场办' });
    expect(edited.nodes.filter((one, at) => one !== draft.nodes[at])).toHaveLength(1);
    expect(edited.edges).toBe(draft.edges);
  });

  test('lanes: a post is added once, replaced with all it does, and stays while something stands in it', async () => {
    const draft = await twoWays();
    const [post] = draft.posts;
    if (post === undefined) throw new Error('no post');
    const other = { id: 'other', name: '另一岗', kind: 'head' as const };
    const added = addPost(addPost(draft, other), other);
    expect(added.posts).toEqual([...draft.posts, other]);
    expect(removePost(added, other.id)).toEqual(draft);
    expect(removePost(added, post.id)).toBe(added);
    const replaced = replacePost(added, post.id, other);
    expect(replaced.posts).not.toContainEqual(post);
    expect(replaced.posts.filter(({ id }) => id === 'other')).toHaveLength(1);
    expect(replaced.nodes.filter((node) => node.post === post.id)).toEqual([]);
    expect(replacePost(draft, post.id, other).posts).toContainEqual(other);
  });
});
