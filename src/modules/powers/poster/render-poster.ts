import { toBuffer as qrPng } from 'qrcode';
import { boxOf, drawSvg, openPaper } from '#platform/pdf';
import type { PosterContent } from './poster-content.ts';

const INK = '#1C2024';
const QUIET = '#5A626B';
const ACCENT = '#1F6F6B';
const SEAL = '#B83A2B';
const HAIRLINE = '#E3E0D8';
const MARGIN = 30;
const GUTTER = 18;
const HEAD = 74;
const FOOT = 74;
/** Width of the guide beside the chart on A3. */
const GUIDE = 232;
/** Sizes of the guide's text, in points: the largest that lets everything in is taken. */
const SIZES = [11, 10, 9, 8.5, 8, 7.5, 7, 6.5, 6] as const;
const CUT = '（其余内容见公开页面，扫右下角二维码）';

export interface PosterPaper {
  readonly content: PosterContent;
  /** Markup of our own flow renderer. */
  readonly flowSvg: string;
  /** What the chart says, for those who cannot see it. */
  readonly flowLabel: string;
  /** Address of the item on the public portal, for people and as QR code. */
  readonly url: string;
  /** A3: everything on one sheet. A4: the guide on one, the chart on the other. */
  readonly size: 'A3' | 'A4';
  readonly demo: boolean;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
type Paper = PDFKit.PDFDocument;

/**
 * 办事指南 and flow of one item as a poster: tagged, its words can be searched and read aloud, and the same version gives
 * the same bytes.
 */
export async function renderPoster(poster: PosterPaper): Promise<Buffer> {
  const { content, url, size, demo } = poster;
  const code = await qrPng(url, { errorCorrectionLevel: 'M', margin: 0, width: 480 });
  const { paper, done } = openPaper({
    size,
    margin: MARGIN,
    title: `${content.title}：办事指南和流程图`,
    createdAt: content.publishedAt,
  });
  // Words are placed by hand on every sheet: none may start another.
  paper.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
  const root = paper.struct('Document');
  paper.addStructure(root);
  const body = head(paper, root, content);
  const guide = size === 'A3' ? { ...body, width: GUIDE } : body;
  drawGuide(paper, root, content, guide);
  if (size === 'A4') {
    foot(paper, root, { code, url, rid: content.rid, demo });
    paper.addPage({ size, margin: 0 });
  }
  const chart =
    size === 'A3'
      ? { ...body, x: body.x + GUIDE + GUTTER, width: body.width - GUIDE - GUTTER }
      : { ...body, y: MARGIN, height: body.height + HEAD };
  drawChart(paper, root, poster, chart);
  foot(paper, root, { code, url, rid: content.rid, demo });
  root.end();
  paper.end();
  return done;
}

/** Title and line of the item; answers with what is left of the sheet. */
function head(paper: Paper, root: PDFKit.PDFStructureElement, content: PosterContent): Area {
  const width = paper.page.width - 2 * MARGIN;
  const agency = `${content.agency} · 办事指南和权力运行流程图`;
  tag(root, paper, 'P', () => paper.fontSize(11).fillColor(ACCENT).text(agency, MARGIN, MARGIN, { width }));
  const size = [24, 20, 17, 14, 12].find(
    (points) => paper.fontSize(points).widthOfString(content.title) <= width,
  );
  tag(root, paper, 'H1', () =>
    paper
      .fontSize(size ?? 11)
      .fillColor(INK)
      .text(content.title, MARGIN, MARGIN + 16, { width, height: 34, ellipsis: true }),
  );
  tag(root, paper, 'P', () =>
    paper
      .fontSize(9)
      .fillColor(QUIET)
      .text(content.line, MARGIN, MARGIN + 50, { width, lineBreak: false }),
  );
  rule(paper, MARGIN + HEAD - 8);
  return {
    x: MARGIN,
    y: MARGIN + HEAD,
    width,
    height: paper.page.height - 2 * MARGIN - HEAD - FOOT,
  };
}

type Section = PosterContent['sections'][number];

function drawGuide(
  paper: Paper,
  root: PDFKit.PDFStructureElement,
  { sections }: PosterContent,
  area: Area,
): void {
  const smallest = SIZES[SIZES.length - 1] ?? 6;
  const size =
    SIZES.find((points) => heightOf(paper, sections, area.width, points) <= area.height) ?? smallest;
  const shown = fitting(paper, sections, area, size);
  let { y } = area;
  for (const { title, lines } of shown) {
    const at = y;
    tag(root, paper, 'H2', () =>
      paper
        .fontSize(size + 1)
        .fillColor(ACCENT)
        .text(title, area.x, at, { width: area.width }),
    );
    y += titleHeight(size);
    const list = paper.struct('L');
    root.add(list);
    for (const line of lines) {
      const top = y;
      const item = paper.struct('LI');
      list.add(item);
      tag(item, paper, 'LBody', () =>
        paper
          .fontSize(size)
          .fillColor(INK)
          .text(line, area.x, top, { width: area.width, lineGap: size * 0.3 }),
      );
      item.end();
      y += lineHeight(paper, line, area.width, size);
    }
    list.end();
    y += size * 0.7;
  }
}

/** All lines if they fit, else as many as do, with a note that there are more. */
function fitting(
  paper: Paper,
  sections: readonly Section[],
  { width, height }: Area,
  size: number,
): readonly Section[] {
  if (heightOf(paper, sections, width, size) <= height) return sections;
  const shown: Section[] = [];
  for (const section of sections) {
    const lines: string[] = [];
    for (const line of section.lines) {
      const more = [...shown, { title: section.title, lines: [...lines, line, CUT] }];
      if (heightOf(paper, more, width, size) > height)
        return [...shown, { title: section.title, lines: [...lines, CUT] }];
      lines.push(line);
    }
    shown.push({ title: section.title, lines });
  }
  return shown;
}

function heightOf(paper: Paper, sections: readonly Section[], width: number, size: number): number {
  return sections.reduce(
    (sum, { lines }) =>
      sum +
      titleHeight(size) +
      lines.reduce((total, line) => total + lineHeight(paper, line, width, size), 0) +
      size * 0.7,
    0,
  );
}

function titleHeight(size: number): number {
  return (size + 1) * 1.6;
}

function lineHeight(paper: Paper, line: string, width: number, size: number): number {
  return paper.fontSize(size).heightOfString(line, { width, lineGap: size * 0.3 }) + size * 0.1;
}

/** The chart as large as its room lets it be, never larger than on the screen. */
function drawChart(
  paper: Paper,
  root: PDFKit.PDFStructureElement,
  { flowSvg, flowLabel }: PosterPaper,
  area: Area,
): void {
  const [, , width, height] = boxOf(flowSvg);
  const scale = Math.min(1, area.width / width, area.height / height);
  const x = area.x + (area.width - width * scale) / 2;
  root.add(
    paper.struct('Figure', { alt: flowLabel }, () => drawSvg(paper, flowSvg, { x, y: area.y, scale })),
  );
}

function foot(
  paper: Paper,
  root: PDFKit.PDFStructureElement,
  {
    code,
    url,
    rid,
    demo,
  }: { readonly code: Buffer; readonly url: string; readonly rid: string; readonly demo: boolean },
): void {
  const side = FOOT - 12;
  const top = paper.page.height - MARGIN - side;
  const width = paper.page.width - 2 * MARGIN - side - GUTTER;
  rule(paper, top - 8);
  const lines = [
    '扫二维码看公开页面：最新版本、每个环节的岗位和依据、在线申请、办件公开和存证核验。',
    url,
    `存证记录 ${rid}；流程图就是系统照着运行的程序，谁也不能私下变更。`,
  ];
  for (const [at, line] of lines.entries())
    tag(root, paper, 'P', () =>
      paper
        .fontSize(8.5)
        .fillColor(at === 1 ? INK : QUIET)
        .text(line, MARGIN, top + at * 15, { width, lineBreak: false }),
    );
  if (demo)
    tag(root, paper, 'P', () =>
      paper
        .fontSize(8.5)
        .fillColor(SEAL)
        .text('演示数据，机关、人员和编码均为虚构', MARGIN, top + 45, { width }),
    );
  root.add(
    paper.struct('Figure', { alt: `二维码：${url}` }, () => {
      paper.image(code, paper.page.width - MARGIN - side, top, { width: side });
    }),
  );
}

/** A line that means nothing to those who listen. */
function rule(paper: Paper, y: number): void {
  paper.markContent('Artifact');
  paper
    .moveTo(MARGIN, y)
    .lineTo(paper.page.width - MARGIN, y)
    .lineWidth(0.5)
    .strokeColor(HAIRLINE)
    .stroke();
  paper.endMarkedContent();
}

function tag(parent: PDFKit.PDFStructureElement, paper: Paper, type: string, draw: () => unknown): void {
  parent.add(paper.struct(type, {}, () => void draw()));
}
