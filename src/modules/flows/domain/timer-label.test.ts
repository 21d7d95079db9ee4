import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildDraft } from './build-flow.ts';
import type { Box } from './diagram.ts';
import { catalogueFileSchema, specFromCatalogue } from './from-catalogue.ts';
import { layoutFlow } from './layout-flow.ts';
import { overlap } from './layout-labels.ts';
import { renderFlowSvg } from './render-svg.ts';
import { xmlOf } from './flows.test-support.ts';

const data = catalogueFileSchema.parse(JSON.parse(readFileSync('demo/data/flows.json', 'utf8')));
const flow = data.flows.find(({ id }) => id === 'flow-licence')!;
const draft = buildDraft(specFromCatalogue(flow, data.posts));
const laid = layoutFlow(draft);
if (!laid.ok) throw new Error('not laid out');
const diagram = laid.value;
const timer = draft.nodes.find(({ kind }) => kind === 'boundary')!;
const [, y, , height] = diagram.nodes[timer.id]!;

test('the name of a timer on a step lies clear of the step in a drawing', async () => {
  const xml = await xmlOf(draft);
  const shape = new RegExp(`<bpmndi:BPMNShape id="${timer.id}\\.di".*?</bpmndi:BPMNShape>`, 's').exec(
    xml,
  )?.[0];
  const of = /<bpmndi:BPMNLabel>\s*<dc:Bounds x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/.exec(
    shape ?? '',
  );
  const label = of?.slice(1).map(Number) as unknown as Box;
  expect(overlap(label, diagram.nodes[timer.host!]!)).toBe(false);
  expect(label[1] + label[3]).toBeLessThanOrEqual(y + height / 2);
});

test('its words stand above the line that leaves it on a chart', () => {
  const svg = renderFlowSvg(draft, diagram, { lang: 'zh' });
  const last = /y="([\d.]+)"[^>]*>视为受理</.exec(svg)?.[1];
  expect(Number(last)).toBeLessThan(y + height / 2 - 3);
});
