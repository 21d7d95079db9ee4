import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { DraftFinding } from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { m } from './words.ts';

type Props = { readonly findings: readonly DraftFinding[]; go?(element: string): void };

/**
 * What keeps the drawing from being published, each with its element, its article and the way to it; below it what should be seen
 * to and stops nothing.
 */
export function Findings({
  findings,
  warnings,
  go,
}: Props & { readonly warnings: readonly DraftFinding[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <section
      aria-live="polite"
      className="flow-findings"
      aria-label={say(m.findings, { n: findings.length })}
    >
      {findings.length === 0 ? (
        <Alert type="success" showIcon title={say(m.fine)} />
      ) : (
        <Alert
          type="warning"
          showIcon
          title={say(m.findings, { n: findings.length })}
          description={<FindingLines findings={findings} {...(go && { go })} named />}
        />
      )}
      {warnings.length > 0 && (
        <Alert
          type="info"
          showIcon
          className="flow-warnings"
          title={say(m.warnings, { n: warnings.length })}
          description={<FindingLines findings={warnings} {...(go && { go })} named />}
        />
      )}
    </section>
  );
}

export function FindingLines({
  findings,
  go,
  named = false,
}: Props & { readonly named?: boolean }): ReactNode {
  const { say, lang } = useLanguage();
  if (findings.length === 0) return null;
  return (
    <ul className="flow-finding-list">
      {findings.map((finding, at) => {
        const name = finding.element === null ? say(m.whole) : finding.name || say(m.unnamed);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- the same may be found twice at one element
          <li key={`${finding.code} ${finding.element} ${at}`}>
            {named &&
              (go && finding.element !== null ? (
                <Button
                  type="link"
                  size="small"
                  aria-label={say(m.go, { name })}
                  onClick={() => go(finding.element ?? '')}
                >
                  {name}
                </Button>
              ) : (
                <b className="flow-finding-name">{name}</b>
              ))}
            {finding.reason[lang]}
            {finding.article !== null && <span className="quiet">〔{finding.article}〕</span>}
          </li>
        );
      })}
    </ul>
  );
}
