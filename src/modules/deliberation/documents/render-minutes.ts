import { openPaper } from '#platform/pdf';
import type { Block, MinutesPaper } from './minutes-paper.ts';

const INK = '#1C2024';
const QUIET = '#5A626B';
const RED = '#B83A2B';
const MARGIN = 72;
const DEMO = '演示文书，机关、人员和内容均为虚构，无法律效力';
type Paper = PDFKit.PDFDocument;

/** Minutes on A4: the red head of a 纪要, number and day, body, attendance, signature; tagged, the same bytes each time. */
export async function renderMinutes(minutes: MinutesPaper, demo: boolean): Promise<Buffer> {
  const { title, number, agency, on, signedAt, blocks } = minutes;
  const { paper, done } = openPaper({
    size: 'A4',
    margin: MARGIN,
    title: `${title} ${number}`,
    createdAt: signedAt,
    keepPages: true,
  });
  const root = paper.struct('Document');
  paper.addStructure(root);
  const tag = (type: string, draw: () => unknown): void => {
    root.add(paper.struct(type, {}, () => void draw()));
  };
  tag('H1', () => paper.fontSize(26).fillColor(RED).text(title, { align: 'center' }));
  paper.moveDown(0.3);
  tag('P', () => paper.fontSize(12).fillColor(INK).text(number, { align: 'center' }));
  paper.moveDown(0.8);
  const line = paper.y;
  tag('P', () => paper.text(agency, MARGIN, line));
  tag('P', () => paper.text(on, MARGIN, line, { align: 'right' }));
  rule(paper, paper.y + 4);
  paper.y += 18;
  for (const block of blocks) drawBlock(paper, tag, block);
  if (demo) {
    paper.moveDown(1);
    tag('P', () => paper.fontSize(8.5).fillColor(RED).text(DEMO, { align: 'center' }));
  }
  root.end();
  const { start, count } = paper.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    paper.switchToPage(start + at);
    pageNumber(paper, at + 1);
  }
  paper.end();
  return done;
}

function drawBlock(paper: Paper, tag: (type: string, draw: () => unknown) => void, block: Block): void {
  switch (block.kind) {
    case 'heading':
      if (paper.y > paper.page.height - MARGIN - 60) paper.addPage();
      paper.moveDown(0.3);
      tag('H2', () => paper.fontSize(13).fillColor(INK).text(block.text, { lineGap: 5 }));
      break;
    case 'text':
      tag('P', () => paper.fontSize(12).fillColor(INK).text(block.text, { indent: 24, lineGap: 6 }));
      break;
    case 'note':
      tag('P', () => paper.fontSize(8.5).fillColor(QUIET).text(block.text, { lineGap: 3 }));
      paper.moveDown(0.4);
      break;
    case 'right':
      if (paper.y > paper.page.height - MARGIN - 60) paper.addPage();
      paper.moveDown(0.6);
      for (const text of block.lines)
        tag('P', () => paper.fontSize(12).fillColor(INK).text(text, { align: 'right', lineGap: 4 }));
      paper.moveDown(0.6);
      break;
  }
}

/** — 1 — at the foot, outside what is read aloud. */
function pageNumber(paper: Paper, n: number): void {
  // Below the margin a line would start another page.
  paper.page.margins.bottom = 0;
  paper.markContent('Artifact');
  paper
    .fontSize(9)
    .fillColor(QUIET)
    .text(`— ${n} —`, MARGIN, paper.page.height - 44, {
      width: paper.page.width - 2 * MARGIN,
      align: 'center',
    });
  paper.endMarkedContent();
}

function rule(paper: Paper, y: number): void {
  paper.markContent('Artifact');
  paper
    .moveTo(MARGIN, y)
    .lineTo(paper.page.width - MARGIN, y)
    .lineWidth(1.2)
    .strokeColor(RED)
    .stroke();
  paper.endMarkedContent();
}
