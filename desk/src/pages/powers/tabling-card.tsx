import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Form, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { BALLOTS } from '#modules/deliberation/contract';
import type { ResolvingView } from '#modules/approval/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { CHANGES, meetingsQuery } from '../deliberation/queries.ts';
import { useAct } from '../../lib/use-act.ts';
import { BALLOT_WORDS, ITEM_STATES } from '../deliberation/words.ts';

const m = messages({
  title: { zh: '集体审议', en: 'Deliberation' },
  needed: { zh: '公布前须经{body}审议通过。', en: '{body} must resolve on it before it is published.' },
  adopted: { zh: '{body}已审议通过：{number}', en: 'Adopted by {body}: {number}' },
  open: {
    zh: '决议已经通过，会议还没有闭会；闭会后才能公布。',
    en: 'The resolution is adopted, the meeting is not closed yet; publication waits for closing.',
  },
  to: { zh: '看会议', en: 'See the meeting' },
  meeting: { zh: '列入哪次会议', en: 'Meeting' },
  ballot: { zh: '表决方式', en: 'Ballot' },
  table: { zh: '提请审议', en: 'Table it' },
  none: {
    zh: '还没有可以列入的会议，请先召集会议。',
    en: 'There is no meeting to table it in; call one first.',
  },
});

type Props = {
  readonly resolution: ResolvingView;
  /** Where to table it; absent while it cannot be, or not by this reader. */
  readonly path: string | undefined;
};

/** Where a version stands with the body whose resolution it needs, and the form that tables it. */
export function TablingCard({ resolution, path }: Props): ReactNode {
  const { say } = useLanguage();
  if (resolution === null) return null;
  const { bodyName: body, number, closed, meetingId, state } = resolution;
  const waits = number === null && state !== 'tabled';
  return (
    <Card size="small" title={say(m.title)}>
      <p>{number === null ? say(m.needed, { body }) : say(m.adopted, { body, number })}</p>
      {number !== null && !closed && <Alert type="info" showIcon title={say(m.open)} />}
      {meetingId !== null && (
        <p className="quiet">
          {state !== null && state in ITEM_STATES && say(ITEM_STATES[state as keyof typeof ITEM_STATES])}{' '}
          <Link to="/deliberation/$meetingId" params={{ meetingId }}>
            {say(m.to)}
          </Link>
        </p>
      )}
      {waits && path !== undefined && <TableForm path={path} bodyName={body} />}
    </Card>
  );
}

function TableForm({ path, bodyName }: { readonly path: string; readonly bodyName: string }): ReactNode {
  const { say, lang } = useLanguage();
  const act = useAct(CHANGES);
  const meetings = useInfiniteQuery(meetingsQuery).data?.pages.flatMap(({ items }) => items) ?? [];
  const open = meetings.filter(
    (one) => (one.state === 'planned' || one.state === 'open') && one.bodyName === bodyName,
  );
  const [meetingId, setMeetingId] = useState<string | undefined>();
  const [ballot, setBallot] = useState<string>('hands');
  const chosen = meetingId ?? open[0]?.id;
  if (open.length === 0) return <p className="quiet">{say(m.none)}</p>;
  return (
    <>
      {act.error && <Failure error={act.error} />}
      <Form layout="vertical" onFinish={() => act.mutate({ path, body: { meetingId: chosen, ballot } })}>
        <Form.Item label={say(m.meeting)}>
          <Select
            aria-label={say(m.meeting)}
            value={chosen}
            onChange={setMeetingId}
            options={open.map(({ id, heldOn }) => ({
              value: id,
              label: formatDay(LegalDay.parse(heldOn), lang),
            }))}
          />
        </Form.Item>
        <Form.Item label={say(m.ballot)}>
          <Select
            aria-label={say(m.ballot)}
            value={ballot}
            onChange={setBallot}
            options={BALLOTS.map((one) => ({ value: one, label: say(BALLOT_WORDS[one]) }))}
          />
        </Form.Item>
        <Button htmlType="submit" loading={act.isPending}>
          {say(m.table)}
        </Button>
      </Form>
    </>
  );
}
