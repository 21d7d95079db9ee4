import { toBuffer as qrPng } from 'qrcode';
import { formatDay, formatInstant } from '#kernel';
import { openPaper } from '#platform/pdf';
import type { DocumentContent } from './document.ts';

const INK = '#1C2024';
const QUIET = '#5A626B';
const SEAL = '#B83A2B';
const HAIRLINE = '#E3E0D8';
const MARGIN = 64;
const TERM = 116;
const DEMO = '演示文书，无法律效力；印章为演示印章';

function newPaper(title: string): { readonly paper: PDFKit.PDFDocument; readonly done: Promise<Buffer> } {
  const { paper, done } = openPaper({ size: 'A4', margin: MARGIN, title });
  paper.fillColor(INK);
  return { paper, done };
}

function title(paper: PDFKit.PDFDocument, text: string, below: string): void {
  paper.fontSize(20).text(text, { align: 'center' }).moveDown(0.2);
  paper.fontSize(10).fillColor(QUIET).text(below, { align: 'center' }).fillColor(INK).moveDown(1.2);
}

function paragraph(paper: PDFKit.PDFDocument, text: string, indent = 22): void {
  paper.fontSize(11).text(text, { indent, lineGap: 6 }).moveDown(0.4);
}

/** Terms and values in hairlines, each value as high as it needs to be. */
function rows(paper: PDFKit.PDFDocument, list: readonly (readonly [string, string])[]): void {
  const width = paper.page.width - 2 * MARGIN;
  paper.fontSize(10.5);
  for (const [term, value] of list) {
    const height = paper.heightOfString(value === '' ? ' ' : value, { width: width - TERM, lineGap: 3 });
    if (paper.y + height > paper.page.height - MARGIN) paper.addPage();
    const top = paper.y + 4;
    paper.fillColor(QUIET).text(term, MARGIN, top, { width: TERM - 8 });
    paper.fillColor(INK).text(value, MARGIN + TERM, top, { width: width - TERM, lineGap: 3 });
    paper
      .moveTo(MARGIN, top + height + 4)
      .lineTo(MARGIN + width, top + height + 4)
      .lineWidth(0.5)
      .strokeColor(HAIRLINE)
      .stroke();
    paper.y = top + height + 5;
  }
  paper.x = MARGIN;
  paper.moveDown(0.6);
}

function footer(paper: PDFKit.PDFDocument, demo: boolean): void {
  if (demo) paper.moveDown(1.5).fontSize(8.5).fillColor(SEAL).text(DEMO, { align: 'center' }).fillColor(INK);
}

/** A numbered document on paper. */
export async function renderDocument(content: DocumentContent, demo: boolean): Promise<Buffer> {
  const { paper, done } = newPaper(`${content.title} ${content.number}`);
  title(paper, content.title, content.number);
  paragraph(paper, `${content.addressee}：`, 0);
  for (const block of content.blocks) {
    switch (block.kind) {
      case 'text':
        paragraph(paper, block.text);
        break;
      case 'list':
        for (const [at, item] of block.items.entries()) paragraph(paper, `${at + 1}. ${item}`);
        break;
      case 'facts':
        rows(paper, block.rows);
        break;
    }
  }
  if (content.remedies !== null) paragraph(paper, content.remedies);
  paper
    .moveDown(1)
    .fontSize(11)
    .text(`${content.issuer}${demo ? '（演示印章）' : ''}`, { align: 'right' });
  paper.text(formatDay(content.on, 'zh'), { align: 'right' });
  footer(paper, demo);
  paper.end();
  return done;
}

export type ReceiptPaper = { readonly note: string; readonly receivedAt: Date; readonly demo: boolean };

const LINES: Readonly<Record<string, string>> = {
  agency: '收件机关',
  'agency-code': '机关代码',
  item: '申请事项',
  'item-code': '事项编码',
  'trial-until': '该事项试运行至',
  record: '办件记录号',
  application: '申请内容摘要',
  file: '材料摘要',
  files: '材料份数',
  'files-sha': '全部材料摘要',
};

/** The receipt on paper: what was received and when, and a code that holds the whole signed note. */
export async function renderReceipt({ note, receivedAt, demo }: ReceiptPaper): Promise<Buffer> {
  const [text = ''] = note.split('\n\n');
  const { paper, done } = newPaper('收件凭证');
  title(paper, '收件凭证', `${formatInstant(receivedAt)} 收到`);
  rows(
    paper,
    text.split('\n').flatMap((line): [string, string][] => {
      const [name = '', ...value] = line.split(' ');
      const words = LINES[name];
      return words === undefined ? [] : [[words, value.join(' ')]];
    }),
  );
  paragraph(
    paper,
    '凭证由机关签名，断网也能验证：二维码内是完整的签名凭证。查询码不在本凭证上，请另行妥善保存，凭它查进度、补材料、看决定。',
  );
  const size = 190;
  if (paper.y + size > paper.page.height - MARGIN) paper.addPage();
  paper.image(
    await qrPng(note, { errorCorrectionLevel: 'L', margin: 1, width: 760 }),
    (paper.page.width - size) / 2,
    paper.y,
    { width: size },
  );
  paper.y += size + 8;
  paper.fontSize(7.5).fillColor(QUIET).text(note.trim(), MARGIN, paper.y, { lineGap: 1 }).fillColor(INK);
  footer(paper, demo);
  paper.end();
  return done;
}
