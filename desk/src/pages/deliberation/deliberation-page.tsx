import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Select, Tabs, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Bodies, MeetingRow } from '#modules/deliberation/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Await, Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { BodiesTab } from './bodies-tab.tsx';
import { CHANGES, bodiesQuery, meetingsQuery } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';
import { MEETING_STATES, MEETING_TAGS } from './words.ts';

const m = messages({
  title: { zh: '集体审议', en: 'Deliberation' },
  intro: {
    zh: '需要集体研究的事项在这里提请、讨论、表决。主持人最后发表意见，议题绑定提请时的版本，内容一变就作废。',
    en: 'What has to be decided collectively is tabled, discussed and voted on here. The chair speaks last; an item is bound to the version that was tabled and void when it changes.',
  },
  meetings: { zh: '会议', en: 'Meetings' },
  bodies: { zh: '议事机构', en: 'Bodies' },
  call: { zh: '召集会议', en: 'Call a meeting' },
  body: { zh: '议事机构', en: 'Body' },
  on: { zh: '日期', en: 'Day' },
  place: { zh: '地点', en: 'Place' },
  items: { zh: '议题', en: 'Items' },
  state: { zh: '状态', en: 'State' },
  empty: { zh: '还没有会议。', en: 'There are no meetings yet.' },
  need: { zh: '请填写', en: 'Please fill this in' },
  more: { zh: '再看一些', en: 'Show more' },
});

/** Meetings and bodies of one's agency. */
export function DeliberationPage(): ReactNode {
  const { say } = useLanguage();
  const bodies = useQuery(bodiesQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(m.intro)}</p>
      <Await query={bodies}>
        {(data) => (
          <Tabs
            items={[
              { key: 'meetings', label: say(m.meetings), children: <Meetings bodies={data} /> },
              { key: 'bodies', label: say(m.bodies), children: <BodiesTab bodies={data} /> },
            ]}
          />
        )}
      </Await>
    </>
  );
}

function Meetings({ bodies }: { readonly bodies: Bodies }): ReactNode {
  const { say, lang } = useLanguage();
  const [calling, setCalling] = useState(false);
  const query = useInfiniteQuery(meetingsQuery);
  return (
    <>
      {bodies.mayKeep && bodies.items.length > 0 && (
        <div className="desk-acts">
          <Button type="primary" onClick={() => setCalling(true)}>
            {say(m.call)}
          </Button>
        </div>
      )}
      <Await query={query}>
        {({ pages }) => (
          <Rows<MeetingRow>
            rowKey="id"
            items={pages.flatMap(({ items }) => items)}
            empty={say(m.empty)}
            columns={[
              {
                title: say(m.on),
                key: 'on',
                width: 200,
                render: (_, row) => (
                  <Link to="/deliberation/$meetingId" params={{ meetingId: row.id }}>
                    {formatDay(LegalDay.parse(row.heldOn), lang)}
                  </Link>
                ),
              },
              { title: say(m.body), dataIndex: 'bodyName' },
              { title: say(m.place), dataIndex: 'place' },
              { title: say(m.items), dataIndex: 'items', width: 90 },
              {
                title: say(m.state),
                key: 'state',
                width: 120,
                render: (_, row) => (
                  <Tag color={MEETING_TAGS[row.state]}>{say(MEETING_STATES[row.state])}</Tag>
                ),
              },
            ]}
          />
        )}
      </Await>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say(m.more)}
        </Button>
      )}
      {calling && <CallDialog bodies={bodies} close={() => setCalling(false)} />}
    </>
  );
}

type Values = { readonly bodyId: string; readonly heldOn: string; readonly place: string };

function CallDialog({ bodies, close }: { readonly bodies: Bodies; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const act = useAct(CHANGES, close);
  const need = [{ required: true, message: say(m.need) }];
  return (
    <FormDialog title={say(m.call)} okText={say(m.call)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ bodyId: bodies.items[0]?.id }}
        onFinish={(body) => act.mutate({ path: '/meetings', body })}
      >
        <Form.Item name="bodyId" label={say(m.body)} rules={need}>
          <Select
            aria-label={say(m.body)}
            options={bodies.items.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <DayItem name="heldOn" label={say(m.on)} required />
        <Form.Item name="place" label={say(m.place)} rules={need}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
