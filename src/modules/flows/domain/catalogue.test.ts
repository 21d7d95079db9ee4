import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildDraft } from './build-flow.ts';
import { checkFlow } from './check-flow.ts';
import { catalogueFileSchema, specFromCatalogue } from './from-catalogue.ts';
import { flowKindOf } from './lawfulness.ts';
import { layoutFlow } from './layout-flow.ts';
import { overlap } from './layout-labels.ts';
import { bytesOf, xmlOf } from './flows.test-support.ts';

const data = catalogueFileSchema.parse(JSON.parse(readFileSync('demo/data/flows.json', 'utf8')));
const filledPosts = new Set(data.posts.filter((post) => post.kind !== 'external').map((post) => post.id));
const flowOf = (id: string) => data.flows.find((flow) => flow.id === id)!;

describe('the flows of the demonstration bureau', () => {
  test('are eleven, with thirty-two powers on them', () => {
    expect([data.flows.length, data.items.length]).toEqual([11, 32]);
  });

  test.each(data.flows.map((flow) => [flow.id, flow] as const))(
    '%s is publishable as a category flow',
    async (_id, flow) => {
      const draft = buildDraft(specFromCatalogue(flow, data.posts));
      const checked = await checkFlow(bytesOf(await xmlOf(draft)), { kind: flow.kind, filledPosts });
      expect(checked.ok ? [] : checked.error).toEqual([]);
    },
  );

  test.each(data.items.map((item) => [item.item, item] as const))(
    '%s runs its own lawful flow',
    async (id, item) => {
      const spec = specFromCatalogue(flowOf(item.flow), data.posts, {
        ...item,
        id: `flow-${id}`,
        name: item.name.slice(0, 60),
      });
      const draft = buildDraft(spec);
      const checked = await checkFlow(bytesOf(await xmlOf(draft)), {
        ...item,
        kind: flowKindOf(item.typeCode, item.localType),
        filledPosts,
      });
      expect(checked.ok ? [] : checked.error).toEqual([]);
      if (!checked.ok) return;
      expect(checked.value.laidOut).toBe(false);
      const compiled = {
        ...checked.value.table,
        edges: checked.value.table.edges.map(({ condition: _, ...edge }) => edge),
      };
      expect(compiled).toEqual(JSON.parse(JSON.stringify(draft)));
    },
  );

  test.each(data.flows.map((flow) => [flow.id, flow] as const))(
    '%s is drawn with no line through a step',
    (_id, flow) => {
      const draft = buildDraft(specFromCatalogue(flow, data.posts));
      const drawn = layoutFlow(draft);
      if (!drawn.ok) throw new Error(JSON.stringify(drawn.error));
      const { nodes, edges } = drawn.value;
      for (const edge of draft.edges) {
        const points = edges[edge.id]!.points;
        for (const [at, to] of points.slice(1).entries()) {
          const from = points[at]!;
          expect(from[0] === to[0] || from[1] === to[1]).toBe(true);
          const line = [
            Math.min(from[0], to[0]),
            Math.min(from[1], to[1]),
            Math.abs(from[0] - to[0]),
            Math.abs(from[1] - to[1]),
          ] as const;
          for (const [id, box] of Object.entries(nodes)) {
            if (id !== edge.from && id !== edge.to)
              expect(overlap([...line], box), `${edge.id} through ${id}`).toBe(false);
          }
        }
      }
      const boxes = Object.values(nodes).filter(([, , w]) => w > 30);
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).toBe(false);
    },
  );
});
