import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { ExceptionTask } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  sign: { zh: '请您签字', en: 'to sign' },
  review: { zh: '请您审查', en: 'to review' },
  approve: { zh: '请您批准', en: 'to approve' },
  'learn-refusal': { zh: '您的申请未获批准，请看理由', en: 'your request was refused: see why' },
  keep: { zh: '请复查：继续不公开还是公开', en: 'to review: keep or open' },
});
const COLOURS: Readonly<Record<ExceptionTask['todo'], string>> = {
  sign: 'processing',
  review: 'processing',
  approve: 'processing',
  keep: 'warning',
  'learn-refusal': 'error',
};

/** What this person is asked to do with a request or an exception, or to learn of it. */
export function TaskWord({ todo }: Pick<ExceptionTask, 'todo'>): ReactNode {
  const { say } = useLanguage();
  return <Tag color={COLOURS[todo]}>{say(m[todo])}</Tag>;
}
