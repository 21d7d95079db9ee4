import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { EXCUSE_WORDS, TASK_ACT_WORDS, TASK_STATE_WORDS, type TaskRow } from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { formatPeriod, messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { reminderWord } from './reminders.tsx';

const m = messages({
  office: { zh: '处室', en: 'Office' },
  campaign: { zh: '清权行动', en: 'Campaign' },
  state: { zh: '进度', en: 'State' },
  entries: { zh: '列出事项', en: 'Listed' },
  nil: { zh: '零报告', en: 'nil return' },
  deadline: { zh: '截止日', en: 'Date' },
  late: { zh: '迟 {period}', en: '{period} late' },
  in: { zh: '{day} 上报', en: 'in on {day}' },
  since: { zh: '自 {at}', en: 'since {at}' },
  carried: { zh: '并入{office}', en: 'carried over to {office}' },
  last: { zh: '最近办理', en: 'Last act' },
  reminders: {
    zh: '已催报 {n} 次，最近 {at}（{what}）',
    en: 'reminded {n} times, last {at} ({what})',
  },
  empty: { zh: '没有填报。', en: 'No returns.' },
});

/** The board: every office, where its return stands, who did what last, and what it said when it was late. */
export function TasksTable({
  tasks,
  withCampaign = false,
}: {
  readonly tasks: readonly TaskRow[];
  readonly withCampaign?: boolean;
}): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <Rows<TaskRow>
      rowKey="id"
      items={tasks}
      empty={say(m.empty)}
      columns={[
        {
          title: say(m.office),
          key: 'office',
          render: (_, row) => (
            <Link to="/campaigns/tasks/$taskId" params={{ taskId: row.id }}>
              {row.office}
            </Link>
          ),
        },
        ...(withCampaign
          ? [
              {
                title: say(m.campaign),
                key: 'campaign',
                render: (_: unknown, row: TaskRow) => row.campaignName,
              },
            ]
          : []),
        {
          title: say(m.state),
          key: 'state',
          render: (_, row) => (
            <>
              <Tag color={row.state === 'changed' || row.state === 'returned' ? 'warning' : 'default'}>
                {say(TASK_STATE_WORDS[row.state])}
              </Tag>
              <div className="quiet">{say(m.since, { at: formatAt(row.since) })}</div>
              {row.carriedTo !== null && <div>{say(m.carried, { office: row.carriedTo })}</div>}
              {row.excuses.map((one) => (
                <div key={one.at} className="quiet">
                  {say(EXCUSE_WORDS[one.kind])}：{one.reason}
                </div>
              ))}
            </>
          ),
        },
        {
          title: say(m.entries),
          key: 'entries',
          width: 110,
          render: (_, row) => (row.nil ? say(m.nil) : row.entries),
        },
        {
          title: say(m.deadline),
          key: 'deadline',
          width: 200,
          render: (_, row) => (
            <>
              {formatDay(LegalDay.parse(row.due), lang)}
              {row.handedInOn !== null && (
                <div className="quiet">
                  {say(m.in, { day: formatDay(LegalDay.parse(row.handedInOn), lang) })}
                </div>
              )}
              {row.daysLate > 0 && (
                <div className="review-missing">
                  {say(m.late, { period: formatPeriod(lang, row.daysLate, 'cd') })}
                </div>
              )}
              {row.reminders[0] !== undefined && (
                <div className="quiet">
                  {say(m.reminders, {
                    n: row.reminders.length,
                    at: formatAt(row.reminders[0].at),
                    what: reminderWord(row.reminders[0], lang),
                  })}
                </div>
              )}
            </>
          ),
        },
        {
          title: say(m.last),
          key: 'last',
          render: (_, row) =>
            row.lastAct === null ? (
              '—'
            ) : (
              <>
                {say(TASK_ACT_WORDS[row.lastAct.act])} · {row.lastAct.person}
                <div className="quiet">{formatAt(row.lastAct.at)}</div>
              </>
            ),
        },
      ]}
    />
  );
}
