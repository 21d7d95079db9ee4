import type { MinutesPaper } from './minutes-paper.ts';

/** PDFs are rare and their library is large: it is loaded with the first one. */
export async function minutesPdf(paper: MinutesPaper, demo: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const { renderMinutes } = await import('./render-minutes.ts');
  return new Uint8Array(await renderMinutes(paper, demo));
}
