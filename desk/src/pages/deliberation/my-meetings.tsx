import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { MyMeeting } from '#modules/deliberation/contract';
import { formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { myMeetingsQuery } from './queries.ts';
import { MEETING_STATES, MEETING_TAGS } from './words.ts';

const m = messages({
  title: { zh: '我参加的会议', en: 'Meetings I belong to' },
  on: { zh: '日期', en: 'Day' },
  body: { zh: '会议', en: 'Meeting' },
  place: { zh: '地点', en: 'Place' },
  state: { zh: '状态', en: 'State' },
  was: { zh: '原定{day}：{reason}', en: 'was {day}: {reason}' },
});

/** Meetings that come, of the bodies this person belongs to, also those called off; nothing when there are none. */
export function MyMeetings(): ReactNode {
  const { say, lang } = useLanguage();
  const items = useQuery(myMeetingsQuery).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      <Rows<MyMeeting>
        rowKey="id"
        items={items}
        columns={[
          {
            title: say(m.on),
            key: 'on',
            render: (_, { id, heldOn }) => (
              <Link to="/deliberation/$meetingId" params={{ meetingId: id }}>
                {formatDay(heldOn, lang)}
              </Link>
            ),
          },
          { title: say(m.body), dataIndex: 'bodyName' },
          { title: say(m.place), dataIndex: 'place' },
          {
            title: say(m.state),
            key: 'state',
            render: (_, { state, movedFrom, reason }) => (
              <>
                <Tag color={MEETING_TAGS[state]}>{say(MEETING_STATES[state])}</Tag>{' '}
                {movedFrom !== null && reason !== null && (
                  <span className="quiet">
                    {state === 'cancelled' ? reason : say(m.was, { day: formatDay(movedFrom, lang), reason })}
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
