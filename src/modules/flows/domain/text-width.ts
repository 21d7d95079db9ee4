const narrow = /[\u0020-\u007e]/u;
const wide = /[mwMWQO@%&]/u;

/** About how wide a text is drawn: a Chinese character is square, a Latin letter a little over half of that. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const char of text) units += wide.test(char) ? 0.88 : narrow.test(char) ? 0.56 : 1;
  return units * size;
}

const NO_LINE_START = /^[，。、；：？！）)》”’%]/u;

/** Breaks a text into even lines of at most `width` px; what does not fit into `lines` lines ends in an ellipsis. */
export function wrapText(text: string, width: number, size: number, lines: number): string[] {
  const loose = fill(text, width, size, lines);
  const even = fill(text, Math.min(width, textWidth(text, size) / loose.length + size * 0.9), size, lines);
  return even.length === loose.length && !even.at(-1)?.endsWith('…') ? even : loose;
}

function fill(text: string, width: number, size: number, lines: number): string[] {
  const words = text.match(/[\u0021-\u007e]+|\s+|[^\u0020-\u007e]/gu) ?? [];
  const done: string[] = [];
  let line = '';
  for (const word of words) {
    const next = line + word;
    if (line !== '' && textWidth(next, size) > width && !NO_LINE_START.test(word)) {
      done.push(line.trim());
      line = word.trimStart();
    } else line = next;
  }
  if (line.trim() !== '') done.push(line.trim());
  if (done.length <= lines) return done;
  const last = done[lines - 1] ?? '';
  return [...done.slice(0, lines - 1), `${last.slice(0, -1)}…`];
}
