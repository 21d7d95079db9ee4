import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { TrialView } from '#modules/powers/contract';
import { useLanguage } from '../../lib/language.tsx';
import { STANDING_WORDS } from './trial-words.ts';

const COLOURS = {
  ahead: 'default',
  running: 'processing',
  late: 'error',
  confirmed: 'success',
  returned: 'warning',
  replaced: 'default',
} as const satisfies Readonly<Record<TrialView['standing'], string>>;

/** Where a trial stands, in a word. */
export function StandingTag({ standing }: Pick<TrialView, 'standing'>): ReactNode {
  const { say } = useLanguage();
  return <Tag color={COLOURS[standing]}>{say(STANDING_WORDS[standing])}</Tag>;
}
