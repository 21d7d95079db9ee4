import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { REMINDER_WORDS, TASK_STATE_WORDS, type Reminder, type TaskRow } from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages, type Lang } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';

const m = messages({
  title: { zh: '催报记录', en: 'Reminders' },
  text: {
    zh: '系统在截止前 5 个工作日、1 个工作日、截止当日以及此后每 5 个工作日提醒没有上报的处室：提醒处长，过了截止日同时提醒分管领导。',
    en: 'Offices that have not handed in are reminded five working days and one before the date, on it, and every five after: the head, and once it is late the leader in charge too.',
  },
  office: { zh: '处室', en: 'Office' },
  when: { zh: '提醒时间', en: 'When' },
  what: { zh: '提醒事由', en: 'Of what' },
  whom: { zh: '提醒了谁', en: 'Whom' },
  stood: { zh: '当时', en: 'Then' },
  due: { zh: '应于 {day} 上报', en: 'due {day}' },
  again: { zh: '第 {n} 次退回后重报', en: 'after it was sent back {n} times' },
  nobody: { zh: '处室没有负责人', en: 'the office has no head' },
  none: { zh: '还没有提醒过。', en: 'Nobody was reminded yet.' },
});
/** Working days in a week of reminders. */
const WEEK = 5;

/** When a reminder was given, in words. */
export function reminderWord({ time, weeks }: Reminder, lang: Lang): string {
  return REMINDER_WORDS[time][lang].replace('{n}', String(weeks * WEEK));
}

type Given = Reminder & { readonly office: string };

/** Who was reminded, when and of what: of all offices of a campaign, or of one. */
export function Reminders({
  tasks,
  ofOne = false,
}: {
  readonly tasks: readonly Pick<TaskRow, 'office' | 'reminders'>[];
  readonly ofOne?: boolean;
}): ReactNode {
  const { say, lang } = useLanguage();
  const given = tasks
    .flatMap(({ office, reminders }) => reminders.map((one): Given => ({ ...one, office })))
    .toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      <p className="quiet import-lead">{say(m.text)}</p>
      <Rows<Given>
        rowKey={({ office, round, time, weeks }) => `${office} ${round} ${time} ${weeks}`}
        items={given}
        empty={say(m.none)}
        pagination={given.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        columns={[
          { title: say(m.when), key: 'when', width: 160, render: (_, row) => formatAt(row.at) },
          ...(ofOne
            ? []
            : [{ title: say(m.office), key: 'office', render: (_: unknown, row: Given) => row.office }]),
          {
            title: say(m.what),
            key: 'what',
            render: (_, row) => (
              <>
                {reminderWord(row, lang)}
                {row.round > 0 && <div className="quiet">{say(m.again, { n: row.round })}</div>}
                {row.due !== null && (
                  <div className="quiet">{say(m.due, { day: formatDay(LegalDay.parse(row.due), lang) })}</div>
                )}
              </>
            ),
          },
          {
            title: say(m.whom),
            key: 'whom',
            render: (_, row) =>
              row.to.length === 0 ? say(m.nobody) : row.to.join(lang === 'zh' ? '、' : ', '),
          },
          {
            title: say(m.stood),
            key: 'stood',
            width: 160,
            render: (_, row) => (row.state === null ? '—' : say(TASK_STATE_WORDS[row.state])),
          },
        ]}
      />
    </section>
  );
}
