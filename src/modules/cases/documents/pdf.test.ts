import { expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { documentPdf, receiptPdf } from './pdf.ts';

it('writes a notice and a receipt as PDF with the Chinese font inside', async () => {
  const content = {
    v: 1 as const,
    title: '补正告知书',
    number: '补正〔2026〕12号',
    addressee: '唐山测试石油有限公司',
    blocks: [
      {
        kind: 'text' as const,
        text: '您（单位）于2026年11月2日（周一）提交的“成品油零售经营资格许可”申请，材料不齐全或者不符合法定形式。依据《中华人民共和国行政许可法》第三十二条第一款第四项，现一次性告知需要补正的全部内容：',
      },
      {
        kind: 'list' as const,
        items: ['申请书缺签名（依据：行政许可法第三十一条）', '危险化学品经营许可证复印件不清晰'],
      },
      { kind: 'facts' as const, rows: [['承诺办结日期', '2026年11月17日（周二）'] as [string, string]] },
    ],
    remedies: '如不服本决定，可以自收到本决定书之日起60日内向唐山市人民政府申请行政复议。',
    issuer: '唐山市商务局',
    on: LegalDay.parse('2026-11-03'),
  };
  const note = `chengming.test/receipt\nkind application\nagency 唐山市商务局\nagency-code 11130200DEM0000149\nitem 成品油零售经营资格许可\nrecord q1Zc0nB3TnqQxF6uYk2p9A\nreceived 2026-11-02T09:00:00+08:00\napplication ${'a'.repeat(64)}\nfile ${'b'.repeat(64)}\n\n— chengming.test/receipt ${'Q'.repeat(96)}\n`;
  for (const pdf of [
    await documentPdf(content, true),
    await receiptPdf({ note, receivedAt: new Date('2026-11-02T01:00:00Z'), demo: true }),
  ]) {
    expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-');
    expect(pdf.byteLength).toBeLessThan(400_000);
    const out = process.env['PDF_OUT'];
    if (out !== undefined)
      await (await import('node:fs/promises')).writeFile(`${out}-${pdf.byteLength}.pdf`, pdf);
  }
});
