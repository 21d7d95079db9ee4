import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { woffToSfnt } from './woff-to-sfnt.ts';

const FILE = join('src', 'platform', 'pdf', 'font', 'noto-sans-sc-400.woff');

/** The font lies beside the sources; the bundled server looks upwards for it. */
function readFont(): Buffer {
  for (let dir = import.meta.dirname; ; dir = dirname(dir)) {
    if (existsSync(join(dir, FILE))) return woffToSfnt(readFileSync(join(dir, FILE)));
    if (dirname(dir) === dir) throw new Error(`${FILE} is missing`);
  }
}

const font = readFont();

export interface PaperOptions {
  readonly size: 'A3' | 'A4';
  /** Points, on all four sides. */
  readonly margin: number;
  readonly title: string;
  /** Fixed where the same content must give the same bytes. */
  readonly createdAt?: Date;
  /** Pages stay open until the end, so that each can be numbered. */
  readonly keepPages?: boolean;
}

/** An empty tagged PDF in Chinese with the glyphs it uses of the house font inside; `done` holds its bytes after `end()`. */
export function openPaper({ size, margin, title, createdAt, keepPages = false }: PaperOptions): {
  readonly paper: PDFKit.PDFDocument;
  readonly done: Promise<Buffer>;
} {
  const paper = new PDFDocument({
    size,
    margin,
    lang: 'zh-CN',
    tagged: true,
    displayTitle: true,
    bufferPages: keepPages,
    info: { Title: title, ...(createdAt && { CreationDate: createdAt }) },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    paper.on('data', (chunk: Buffer) => chunks.push(chunk));
    paper.on('end', () => resolve(Buffer.concat(chunks)));
    paper.on('error', reject);
  });
  paper.registerFont('sc', font);
  paper.font('sc');
  return { paper, done };
}
