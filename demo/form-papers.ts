import { openPaper } from '#platform/pdf';

type Row = {
  readonly label: string;
  /** What stands in the sample. Nobody of that name or number exists. */
  readonly sample: string;
  /** Height in lines of writing. */
  readonly lines?: number;
};
export type FormPaper = {
  readonly title: string;
  readonly rows: readonly Row[];
  /** What whoever signs declares. */
  readonly declaration: string;
};

const MARGIN = 56;
const LABEL = 128;
const LINE = 26;
const PAD = 8;
const INK = '#1C2024';
const QUIET = '#5A626B';
const FILLED = '#1F6F6B';
const SEAL = '#B83A2B';
const HAIRLINE = '#5A626B';
/** The same form gives the same bytes, whenever the demonstration is loaded. */
const DRAWN_AT = new Date('2026-01-05T00:00:00+08:00');

/** A form on paper: empty, or filled in as an example. */
export async function drawForm(
  { title, rows, declaration }: FormPaper,
  filled: boolean,
): Promise<Uint8Array> {
  const name = filled ? `${title}（样表）` : title;
  const { paper, done } = openPaper({ size: 'A4', margin: MARGIN, title: name, createdAt: DRAWN_AT });
  const width = paper.page.width - 2 * MARGIN;
  paper.fillColor(INK).fontSize(18).text(title, { align: 'center' }).moveDown(0.4);
  paper.fontSize(10).fillColor(filled ? SEAL : QUIET);
  paper.text(
    filled ? '样表：内容均为虚构，只供对照填写' : '请用黑色签字笔填写，或者在线申请时上传填好的本表',
    { align: 'center' },
  );
  paper.moveDown(1);
  for (const { label, sample, lines = 1 } of rows) {
    const top = paper.y;
    const height = lines * LINE + PAD;
    paper.lineWidth(0.6).strokeColor(HAIRLINE);
    paper.rect(MARGIN, top, LABEL, height).stroke();
    paper.rect(MARGIN + LABEL, top, width - LABEL, height).stroke();
    paper
      .fontSize(10.5)
      .fillColor(INK)
      .text(label, MARGIN + PAD, top + PAD, { width: LABEL - 2 * PAD });
    if (filled)
      paper.fillColor(FILLED).text(sample, MARGIN + LABEL + PAD, top + PAD, {
        width: width - LABEL - 2 * PAD,
        lineGap: 4,
      });
    paper.x = MARGIN;
    paper.y = top + height;
  }
  paper.moveDown(1).fillColor(INK).fontSize(10.5).text(declaration, { indent: 21, lineGap: 5 });
  paper.moveDown(1.5);
  paper.text(filled ? '申请人（签字或者盖章）：样例单位（章）' : '申请人（签字或者盖章）：', {
    align: 'left',
  });
  paper.text(filled ? '2026年3月2日' : '　　　　年　　月　　日', { align: 'right' });
  paper.moveDown(2).fontSize(8.5).fillColor(SEAL).text('演示表格，不是正式表格', { align: 'center' });
  paper.end();
  return done;
}
