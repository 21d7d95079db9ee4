import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly purpose: string; readonly text: string };

/** A signed text, folded: what it is for is said before its lines, which machines read. */
export function SignedNote({ title, purpose, text }: Props): ReactNode {
  return (
    <details className="desk-card">
      <summary>{title}</summary>
      <p className="quiet">{purpose}</p>
      <pre className="filing-note">{text}</pre>
    </details>
  );
}
