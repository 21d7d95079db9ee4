import type { PosterPaper } from './render-poster.ts';

/** The poster as PDF. The library is large and posters are rare: it is loaded with the first one. */
export async function posterPdf(poster: PosterPaper): Promise<Uint8Array<ArrayBuffer>> {
  const { renderPoster } = await import('./render-poster.ts');
  return new Uint8Array(await renderPoster(poster));
}
