import type { DocumentContent } from './document.ts';
import type { ReceiptPaper } from './render-pdf.ts';

/** PDFs are rare and their library is large: it is loaded with the first one. */
export async function documentPdf(content: DocumentContent, demo: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const { renderDocument } = await import('./render-pdf.ts');
  return new Uint8Array(await renderDocument(content, demo));
}

export async function receiptPdf(paper: ReceiptPaper): Promise<Uint8Array<ArrayBuffer>> {
  const { renderReceipt } = await import('./render-pdf.ts');
  return new Uint8Array(await renderReceipt(paper));
}
