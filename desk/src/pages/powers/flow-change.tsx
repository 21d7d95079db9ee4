import type { ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { ChangeLines } from '../flows/changes.tsx';

const m = messages({
  new: { zh: '现行版本没有流程图', en: 'the version in force has no flow' },
  redrawn: {
    zh: '重新画过，环节和走向没有变',
    en: 'drawn anew; its steps and ways are the same',
  },
});

type Props = { readonly change: NonNullable<VersionDetail['flowChange']> };

/** What a flow changes against the one in force, for whoever signs it. */
export function FlowChangeLines({ change }: Props): ReactNode {
  const { say } = useLanguage();
  return change.kind === 'changed' ? (
    <ChangeLines changes={change.changes} />
  ) : (
    <div className="quiet">{say(m[change.kind])}</div>
  );
}
