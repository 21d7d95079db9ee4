import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  buildDraft,
  catalogueFileSchema,
  layoutFlow,
  renderFlowSvg,
  specFromCatalogue,
} from '#modules/flows';
import type { PosterContent } from './poster-content.ts';
import { posterPdf } from './poster.ts';
import type { PosterPaper } from './render-poster.ts';

const { flows, posts } = catalogueFileSchema.parse(JSON.parse(readFileSync('demo/data/flows.json', 'utf8')));
const table = buildDraft(
  specFromCatalogue(
    flows.find(({ id }) => id === 'flow-penalty')!,
    posts,
  ),
);
const diagram = layoutFlow(table);
if (!diagram.ok) throw new Error('not drawn');

const content: PosterContent = {
  title: '成品油零售经营资格许可(核发)',
  agency: '唐山市商务局',
  line: '行政许可 · 第 1 版',
  sections: [
    { title: '办理时限', lines: ['承诺时限：10 个工作日'] },
    { title: '申请材料', lines: ['1. 申请书（原件 1 份）', '2. 营业执照（复印件 1 份）'] },
  ],
  rid: 'AAAAAAAAAAAAAAAAAAAAAA',
  publishedAt: new Date('2026-11-02T01:00:00Z'),
};
const poster: PosterPaper = {
  content,
  flowSvg: renderFlowSvg(table, diagram.value, { lang: 'zh', titled: false }),
  flowLabel: '流程图',
  url: 'http://localhost:8080/powers/1',
  size: 'A3',
  demo: true,
};
const text = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const sheets = (pdf: Uint8Array) => Number(/\/Type \/Pages\n\/Count (\d+)/u.exec(text(pdf))?.[1]);

it('is one sheet of A3 or two of A4, tagged, its words readable, the font inside', async () => {
  const pdf = await posterPdf(poster);
  expect(text(pdf.slice(0, 5))).toBe('%PDF-');
  expect(sheets(pdf)).toBe(1);
  expect(text(pdf)).toMatch(/\/MediaBox \[0 0 841\.89 1190\.55\]/u);
  for (const part of ['/StructTreeRoot', '/S /H1', '/S /Figure', '/ToUnicode', '/Lang (zh-CN)', '/FontFile'])
    expect(text(pdf)).toContain(part);
  expect(pdf.byteLength).toBeLessThan(400_000);
  expect(sheets(await posterPdf({ ...poster, size: 'A4' }))).toBe(2);
});

it('is the same bytes for the same version', async () => {
  expect(Buffer.from(await posterPdf(poster))).toEqual(Buffer.from(await posterPdf(poster)));
});

it('stays on its sheet when the guide is too long', async () => {
  const lines = Array.from(
    { length: 400 },
    (_, at) => `${at + 1}. 一份有很长名称的申请材料，需要加盖公章并由法定代表人签字`,
  );
  const long = { ...poster, content: { ...content, sections: [{ title: '申请材料', lines }] } };
  expect(sheets(await posterPdf(long))).toBe(1);
});

it('refuses a picture that is not ours', async () => {
  const flowSvg = '<svg viewBox="0 0 10 10"><image href="x"/></svg>';
  await expect(posterPdf({ ...poster, flowSvg })).rejects.toThrow('our pictures have no <image>');
  await expect(posterPdf({ ...poster, flowSvg: '<svg></svg>' })).rejects.toThrow('without viewBox');
});
