import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useT } from '../scope.tsx';
import { Mark } from './status-word.tsx';

const words = messages({
  info: { zh: '说明', en: 'Note' },
  warn: { zh: '请注意', en: 'Please note' },
  late: { zh: '已超期', en: 'Late' },
  done: { zh: '已完成', en: 'Done' },
  refused: { zh: '不予', en: 'Refused' },
});

export type NoticeProps = {
  readonly kind: 'info' | 'warn' | 'late' | 'done' | 'refused';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
};

const LOOK = {
  info: { shape: 'dot', tone: 'now' },
  warn: { shape: 'ring', tone: 'soon' },
  late: { shape: 'triangle', tone: 'late' },
  done: { shape: 'tick', tone: 'done' },
  refused: { shape: 'cross', tone: 'late' },
} as const;

/** Something the reader must not miss, with a word, a shape and a colour. */
export function Notice({ kind, title, children }: NoticeProps) {
  const t = useT();
  return (
    <div className={`notice tone-${LOOK[kind].tone}`}>
      <p className="notice-title">
        <Mark {...LOOK[kind]} />
        <b>{title ?? t(words[kind])}</b>
      </p>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}

/** Where a list would be and there is nothing: says why, and what else can be done. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
