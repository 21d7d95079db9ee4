import { formatDay } from '#kernel';
import { Notice, useLang, useT } from '#platform/portal';
import type { CaseTerms } from '../engine/case.ts';
import { applyWords as w } from './apply-words.ts';

/** That a case was accepted under a version on trial, and what that means for it (C5); nothing for a final one. */
export function TrialCase({ terms }: { terms: Pick<CaseTerms, 'trialUntil' | 'powerVersion'> }) {
  const t = useT();
  const lang = useLang();
  if (terms.trialUntil === undefined) return null;
  return (
    <Notice
      kind="info"
      title={t(w.trialCase, { n: terms.powerVersion, until: formatDay(terms.trialUntil, lang) })}
    >
      {t(w.trialCaseMeans)}
    </Notice>
  );
}
