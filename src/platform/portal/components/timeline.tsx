import type { ReactNode } from 'react';
import { formatNumber, formatTime, messages } from '#platform/i18n';
import { Link, Mixed, useT } from '../scope.tsx';
import type { Shape, Tone } from '../status-words.ts';
import { Mark } from './status-word.tsx';

const words = messages({
  proof: { zh: '存证第 {n} 条', en: 'ledger entry {n}' },
  staff: { zh: '工号 {no}', en: 'staff no. {no}' },
});

export type TimelineEntry = {
  readonly key: string;
  readonly title: ReactNode;
  /** An instant, or a day already in words where only the date is known. */
  readonly at: Date | string;
  readonly post?: string;
  readonly staffNo?: string;
  /** Only where the law requires it. */
  readonly name?: string;
  readonly body?: ReactNode;
  readonly documents?: readonly { readonly name: string; readonly href?: string; readonly note?: string }[];
  readonly proof?: { readonly index: number; readonly href: string };
  readonly tone?: Tone;
  readonly shape?: Shape;
};

/** Decision, execution, result: what happened when, at which post, on which document, with its proof. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useT();
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.key}>
          <Mark shape={entry.shape ?? 'dot'} tone={entry.tone ?? 'plain'} />
          <p className="timeline-head">
            <b>{entry.title}</b>
            <span className="quiet">
              <Mixed>
                {[
                  typeof entry.at === 'string' ? entry.at : formatTime(entry.at),
                  entry.post,
                  entry.name,
                  entry.staffNo && t(words.staff, { no: entry.staffNo }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Mixed>
            </span>
          </p>
          {entry.body !== undefined && <div className="timeline-body">{entry.body}</div>}
          {(entry.documents !== undefined || entry.proof !== undefined) && (
            <ul className="links">
              {entry.documents?.map((document) => (
                <li key={document.name}>
                  {document.href === undefined ? (
                    <Mixed>{document.name}</Mixed>
                  ) : (
                    <Link href={document.href}>
                      <Mixed>{document.name}</Mixed>
                    </Link>
                  )}
                  {document.note !== undefined && <span className="quiet small after">{document.note}</span>}
                </li>
              ))}
              {entry.proof !== undefined && (
                <li>
                  <Link href={entry.proof.href} className="small">
                    {t(words.proof, { n: formatNumber(entry.proof.index) })}
                  </Link>
                </li>
              )}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
