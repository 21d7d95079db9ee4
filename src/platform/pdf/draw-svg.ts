const TOKEN = /<(\/?)([a-z]+)([^>]*)>|([^<]+)/gu;
const ATTRIBUTE = /([a-zA-Z-]+)="([^"]*)"/gu;
const NUMERIC_ENTITY = /&#(\d+);/gu;
const HALO_PADDING = 1;

type Attributes = ReadonlyMap<string, string>;

/**
 * Draws a picture of our own renderers as vectors, its words as words. Only what they write is understood: `rect`,
 * `circle`, `path`, `text` with presentation attributes, inside groups and links; anything else is a bug and throws.
 * The picture's origin comes to (`x`, `y`), its pixels become `scale` points.
 */
export function drawSvg(
  paper: PDFKit.PDFDocument,
  svg: string,
  place: { readonly x: number; readonly y: number; readonly scale: number },
): void {
  const [left, top, width, height] = boxOf(svg);
  paper
    .save()
    .translate(place.x, place.y)
    .scale(place.scale)
    .translate(-left, -top)
    .rect(left, top, width, height)
    .clip();
  let words: { readonly look: Attributes; text: string } | undefined;
  let titled = false;
  for (const [, closing, name, rest = '', text] of svg.matchAll(TOKEN)) {
    if (text !== undefined) {
      if (words !== undefined && !titled) words.text += decode(text);
    } else if (name === 'title') titled = closing === '';
    else if (name === 'text') {
      if (closing === '') words = { look: attributesOf(rest), text: '' };
      else if (words !== undefined) drawText(paper, words.text, words.look);
    } else if (closing === '') drawShape(paper, name ?? '', attributesOf(rest));
  }
  paper.restore();
}

/** `[left, top, width, height]` of a picture, in its pixels. */
export function boxOf(svg: string): readonly [number, number, number, number] {
  const [left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] =
    /viewBox="([^"]*)"/u.exec(svg)?.[1]?.split(' ').map(Number) ?? [];
  if (Number.isNaN(left + top + width + height)) throw new Error('a picture without viewBox');
  return [left, top, width, height];
}

function attributesOf(text: string): Attributes {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, decode(value)] as const),
  );
}

function decode(text: string): string {
  return text.replaceAll(NUMERIC_ENTITY, (_, code: string) => String.fromCodePoint(Number(code)));
}

function numberIn(look: Attributes, name: string, otherwise = 0): number {
  const value = look.get(name);
  return value === undefined ? otherwise : Number(value);
}

function drawShape(paper: PDFKit.PDFDocument, name: string, look: Attributes): void {
  if (name === 'svg' || name === 'a' || name === 'g') return;
  const fill = look.get('fill') ?? '#000000';
  const stroke = look.get('stroke') ?? 'none';
  const [dash, space] = look.get('stroke-dasharray')?.split(' ').map(Number) ?? [];
  paper.save().lineWidth(numberIn(look, 'stroke-width', 1));
  if (dash !== undefined) paper.dash(dash, { space: space ?? dash });
  trace(paper, name, look);
  if (stroke === 'none') paper.fill(fill);
  else if (fill === 'none') paper.stroke(stroke);
  else paper.fillAndStroke(fill, stroke);
  paper.restore();
}

function trace(paper: PDFKit.PDFDocument, name: string, look: Attributes): void {
  const n = (attribute: string) => numberIn(look, attribute);
  switch (name) {
    case 'rect':
      if (look.has('rx')) paper.roundedRect(n('x'), n('y'), n('width'), n('height'), n('rx'));
      else paper.rect(n('x'), n('y'), n('width'), n('height'));
      return;
    case 'circle':
      paper.circle(n('cx'), n('cy'), n('r'));
      return;
    case 'path':
      paper.path(look.get('d') ?? '');
      return;
    default:
      throw new Error(`our pictures have no <${name}>`);
  }
}

/** A halo becomes a strip of its colour behind the words: outlining them would set them twice. */
function drawText(paper: PDFKit.PDFDocument, text: string, look: Attributes): void {
  const size = numberIn(look, 'font-size', 12);
  paper.fontSize(size);
  const width = paper.widthOfString(text);
  const anchor = look.get('text-anchor');
  const x = numberIn(look, 'x') - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const y = numberIn(look, 'y');
  const halo = look.get('stroke');
  if (halo !== undefined)
    paper.rect(x - HALO_PADDING, y - size * 0.85, width + 2 * HALO_PADDING, size * 1.05).fill(halo);
  paper
    .fillColor(look.get('fill') ?? '#000000')
    .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
}
