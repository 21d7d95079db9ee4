import type { ReactNode } from 'react';
import { formatTime, messages } from '#platform/i18n';
import { useT } from '../scope.tsx';

const words = messages({
  title: { zh: '已收到您的申请', en: 'Your application has arrived' },
  code: { zh: '查询码', en: 'Receipt code' },
  keep: {
    zh: '请保存查询码：以后用它查进度、补材料、看决定。它不会出现在网址里，我们也不会向您索要。',
    en: 'Keep this code: it opens your case later. It never appears in an address, and nobody will ask you for it.',
  },
  at: { zh: '收件时间', en: 'Received' },
  signed: {
    zh: '凭证由机关签名，断网也能验证；任何人都能据此证明您在这个时间提交了这些材料。',
    en: 'The receipt is signed and can be checked offline: it proves that you handed in these papers at this time.',
  },
});

export type ReceiptPanelProps = {
  readonly title?: string;
  /** In groups that can be spoken. */
  readonly code: string;
  readonly at: Date;
  /** A QR code that holds the whole signed note, our own markup. */
  readonly qrSvg?: string;
  readonly qrLabel?: string;
  readonly downloads: ReactNode;
  /** What happens next, until when. */
  readonly next: ReactNode;
};

/** The last page of an application: the evidence that the citizen takes home. */
export function ReceiptPanel({ title, code, at, qrSvg, qrLabel, downloads, next }: ReceiptPanelProps) {
  const t = useT();
  return (
    <section className="receipt">
      <h1>{title ?? t(words.title)}</h1>
      <div className="receipt-card">
        <div>
          <p className="quiet">{t(words.code)}</p>
          <p className="receipt-code">{code}</p>
          <p>
            <span className="quiet term">{t(words.at)}</span>
            <time dateTime={at.toISOString()}>{formatTime(at)}</time>
          </p>
        </div>
        {qrSvg !== undefined && (
          <figure className="receipt-qr" aria-label={qrLabel} dangerouslySetInnerHTML={{ __html: qrSvg }} />
        )}
      </div>
      <p>{t(words.keep)}</p>
      <p className="quiet">{t(words.signed)}</p>
      <div>{downloads}</div>
      <div className="receipt-next">{next}</div>
    </section>
  );
}
