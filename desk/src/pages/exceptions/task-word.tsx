import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { ExceptionTask } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  sign: { zh: '请您签字', en: 'to sign' },
  review: { zh: '请您审查', en: 'to review' },
  approve: { zh: '请您批准', en: 'to approve' },
  keep: { zh: '请复查：继续不公开还是公开', en: 'to review: keep or open' },
});

/** What this person is asked to do with a request or an exception. */
export function TaskWord({ todo }: Pick<ExceptionTask, 'todo'>): ReactNode {
  const { say } = useLanguage();
  return <Tag color={todo === 'keep' ? 'warning' : 'processing'}>{say(m[todo])}</Tag>;
}
