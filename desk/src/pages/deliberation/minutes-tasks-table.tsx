import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { MinutesTask } from '#modules/deliberation/contract';
import { formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';

const m = messages({
  meeting: { zh: '会议', en: 'Meeting' },
  todo: { zh: '要做的', en: 'To do' },
  due: { zh: '签发期限（含当日）', en: 'Sign by' },
  late: { zh: '已超期', en: 'late' },
  word: { zh: '整理文字，请签发', en: 'word them, to be signed' },
  'name-signer': { zh: '主持人有回避，请指定签发人', en: 'name who signs: the chair withdrew' },
  sign: { zh: '请您签发', en: 'to sign' },
  'sign-addendum': { zh: '请您签发补正', en: 'to sign an addendum' },
});

/** Minutes that wait for somebody, earliest due first. */
export function MinutesTasksTable({ items }: { readonly items: readonly MinutesTask[] }): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <Rows<MinutesTask>
      rowKey="meetingId"
      items={items}
      columns={[
        {
          title: say(m.meeting),
          key: 'meeting',
          render: (_, { meetingId, bodyName, heldOn }) => (
            <Link to="/deliberation/$meetingId/minutes" params={{ meetingId }}>
              {bodyName} {formatDay(heldOn, lang)}
            </Link>
          ),
        },
        { title: say(m.todo), key: 'todo', render: (_, { todo }) => say(m[todo]) },
        {
          title: say(m.due),
          key: 'due',
          render: (_, { todo, dueOn, late }) =>
            todo === 'sign-addendum' ? (
              '—'
            ) : (
              <>
                {formatDay(dueOn, lang)} {late && <Tag color="error">{say(m.late)}</Tag>}
              </>
            ),
        },
      ]}
    />
  );
}
