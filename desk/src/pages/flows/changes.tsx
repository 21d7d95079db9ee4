import { Card } from 'antd';
import type { ReactNode } from 'react';
import type { FlowDraftView } from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { m } from './words.ts';

type Props = { readonly changes: NonNullable<FlowDraftView['changes']> };

/** What the drawing changes against the version it began from, in words. */
export function Changes({ changes }: Props): ReactNode {
  const { say } = useLanguage();
  return (
    <Card size="small" title={say(m.changes)} className="flow-changes">
      {changes.length === 0 ? (
        <span className="quiet">{say(m.same)}</span>
      ) : (
        <ChangeLines changes={changes} />
      )}
    </Card>
  );
}

/** Changes of a flow, one a line. */
export function ChangeLines({ changes }: Props): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <ul className="flow-finding-list">
      {changes.map(({ element, kind, name, what }) => (
        <li key={`${kind} ${element}`}>
          <b>{say(m[kind])}</b> {name === '' ? say(m.unnamed) : name}
          {what[lang] !== '' && <span className="quiet">：{what[lang]}</span>}
        </li>
      ))}
    </ul>
  );
}
