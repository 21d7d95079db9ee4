import { z } from 'zod';
import { LegalDay } from '#kernel';

export const DOCUMENT_KINDS = {
  'acceptance-notice': { zh: '受理通知书', en: 'Notice of acceptance', series: '受理' },
  'correction-notice': { zh: '补正告知书', en: 'Notice of what is missing', series: '补正' },
  'non-acceptance': { zh: '不予受理决定书', en: 'Refusal to accept', series: '不受' },
  'special-procedure-notice': {
    zh: '特别程序所需时间告知书',
    en: 'Notice of time that does not count',
    series: '特程',
  },
  'extension-notice': { zh: '延长办理期限告知书', en: 'Notice of extension', series: '延期' },
  'decision-granted': { zh: '准予决定书', en: 'Decision: granted', series: '准予' },
  'decision-refused': { zh: '不予决定书', en: 'Decision: refused', series: '不予' },
  'filing-receipt': { zh: '备案回执', en: 'Receipt of filing', series: '备案' },
  reply: { zh: '处理结果告知书', en: 'Reply', series: '答复' },
  'service-record': { zh: '送达回证', en: 'Proof of service', series: '送达' },
  'withdrawal-record': { zh: '撤回申请确认书', en: 'Record of withdrawal', series: '撤回' },
  'return-notice': { zh: '退件告知书', en: 'Notice of return', series: '退件' },
  'termination-notice': { zh: '终止办理告知书', en: 'Notice of termination', series: '终止' },
} as const;
export type DocumentKind = keyof typeof DOCUMENT_KINDS;

const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('facts'), rows: z.array(z.tuple([z.string(), z.string()])) }),
]);

/** A numbered document as data; the page, the print and the PDF are made from it. */
export const DocumentContent = z.strictObject({
  v: z.literal(1),
  title: z.string(),
  number: z.string(),
  addressee: z.string(),
  blocks: z.array(Block),
  remedies: z.string().nullable(),
  issuer: z.string(),
  on: LegalDay,
});
export type DocumentContent = z.infer<typeof DocumentContent>;
