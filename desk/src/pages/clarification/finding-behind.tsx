import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { DECISION_WORDS, KIND_WORDS } from '#modules/clarification/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { findingQuery, findingsBehindQuery } from './queries.ts';

const m = messages({
  carries: { zh: '这份调整是办理一条厘权疑问的决定：', en: 'This carries out the decision on a finding: ' },
  left: {
    zh: '所疑内容还没有改：{what}',
    en: 'What was questioned stands as before: {what}',
  },
  one: { zh: '{kind}，决定{decision}', en: '{kind}, decided to {decision}' },
});

/** Says of a version which finding it carries out; nothing for one that carries out none, or whose reader reads no findings. */
export function FindingBehind({ versionId }: { readonly versionId: string }): ReactNode {
  const { say } = useLanguage();
  const [finding] = useQuery(findingsBehindQuery(versionId)).data?.items ?? [];
  const detail = useQuery({ ...findingQuery(finding?.id ?? ''), enabled: finding !== undefined }).data;
  if (finding === undefined || finding.decided === null) return null;
  const left = detail?.adjustments.find((one) => one.versionId === versionId)?.left ?? [];
  return (
    <Alert
      type={left.length > 0 ? 'warning' : 'info'}
      showIcon
      className="power-note"
      title={
        <>
          {say(m.carries)}
          <Link to="/clarification/$findingId" params={{ findingId: finding.id }}>
            {say(m.one, {
              kind: say(KIND_WORDS[finding.kind]),
              decision: say(DECISION_WORDS[finding.decided.decision]),
            })}
          </Link>
        </>
      }
      {...(left.length > 0 && { description: say(m.left, { what: left.join('；') }) })}
    />
  );
}
