import { formatSize, messages, type Message } from '#platform/i18n';
import { Link, useT } from '../scope.tsx';

const kinds = messages({
  blank: { zh: '空白表格', en: 'Blank form' },
  sample: { zh: '样表', en: 'Filled-in sample' },
  result: { zh: '结果样本', en: 'Sample of the result' },
  with: { zh: '{kind}（{type}，{size}）', en: '{kind} ({type}, {size})' },
});

const TYPES: Readonly<Record<string, Message>> = messages({
  'application/pdf': { zh: 'PDF', en: 'PDF' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { zh: 'Word', en: 'Word' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { zh: 'Excel', en: 'Excel' },
  'image/png': { zh: 'PNG 图片', en: 'PNG picture' },
  'image/jpeg': { zh: 'JPEG 图片', en: 'JPEG picture' },
});

/** A form to download: what it is for, its media type, and its size in bytes. */
export type FormLink = {
  readonly kind: 'blank' | 'sample' | 'result';
  readonly href: string;
  readonly type: string;
  readonly size: number;
};

/** Forms and samples side by side, each saying what will be opened before it is. */
export function FormLinks({ forms }: { forms: readonly FormLink[] }) {
  const t = useT();
  if (forms.length === 0) return null;
  return (
    <span className="form-links">
      {forms.map(({ kind, href, type, size }) => (
        <Link key={kind} href={href}>
          {t(kinds.with, {
            kind: t(kinds[kind]),
            type: t(TYPES[type] ?? { zh: type, en: type }),
            size: formatSize(size),
          })}
        </Link>
      ))}
    </span>
  );
}
