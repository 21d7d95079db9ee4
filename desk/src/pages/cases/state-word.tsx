import { Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { CASE_STATES, statusOf } from '#modules/cases/contract';
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
type Props = {
  readonly state: string;
  readonly result: string | null;
  readonly deemed?: boolean;
};

/** The official word for a state, with what it means. */
export function StateWord({ state, result, deemed = false }: Props): ReactNode {
  const { say } = useLanguage();
  const known = CASE_STATES.find((one) => one === state);
  if (known === undefined) return state;
  const entry = statusWords[statusOf(known, result === 'refused' ? 'refused' : null, deemed)];
  return (
    <Tooltip title={say(entry.meaning)}>
      <Tag color={COLOURS[entry.tone]}>{say(entry.word)}</Tag>
    </Tooltip>
  );
}
