import { Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { statusWords, type Tone } from '../../../../src/platform/portal/status-words.ts';
import { useLanguage } from '../../lib/language.tsx';

const COLOURS: Readonly<Record<Tone, string>> = {
  plain: 'default',
  now: 'processing',
  soon: 'warning',
  late: 'error',
  done: 'success',
  veiled: 'default',
};
/** States of a case under the words of the portal's one vocabulary. */
const WORDS: Readonly<Record<string, keyof typeof statusWords>> = {
  received: 'received',
  'awaiting-correction': 'needs-correction',
  'not-accepted': 'not-accepted',
  accepted: 'accepted',
  reviewing: 'reviewing',
  'special-procedure': 'special-procedure',
  decided: 'granted',
  served: 'served',
  closed: 'closed',
  withdrawn: 'withdrawn',
  returned: 'returned',
  terminated: 'terminated',
};

/** The official word for a state, with what it means. */
export function StateWord({ code }: { readonly code: string }): ReactNode {
  const { say } = useLanguage();
  const name = WORDS[code];
  const entry = name === undefined ? undefined : statusWords[name];
  if (!entry) return code;
  return (
    <Tooltip title={say(entry.meaning)}>
      <Tag color={COLOURS[entry.tone]}>{say(entry.word)}</Tag>
    </Tooltip>
  );
}
