import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { draftsQuery, owedQuery, reviewQueueQuery, worklistQuery } from '../../lib/queries.ts';
import { hasAnyRole, useMe } from '../../lib/session.tsx';
import { useToday } from '../../lib/today.ts';
import { campaignsQuery } from '../campaigns/queries.ts';
import { FilingsWaiting } from '../filing/filings-waiting.tsx';
import { unsignedQuery } from '../filing/queries.ts';
import { TasksTable } from '../campaigns/tasks-table.tsx';
import { MyFlows } from '../category-flows/my-flows.tsx';
import { DeviationsWaiting } from '../cases/deviations-waiting.tsx';
import { WorkTable } from '../cases/work-table.tsx';
import { ClarificationWaiting } from '../clarification/clarification-waiting.tsx';
import { HandoversToUs } from '../clarification/handovers.tsx';
import { ExceptionsTable } from '../exceptions/exceptions-table.tsx';
import { MyMeetings } from '../deliberation/my-meetings.tsx';
import { MinutesTasksTable } from '../deliberation/minutes-tasks-table.tsx';
import { minutesTasksQuery } from '../deliberation/queries.ts';
import { exceptionTasksQuery } from '../exceptions/queries.ts';
import { TaskWord } from '../exceptions/task-word.tsx';
import { DraftTable } from '../powers/draft-table.tsx';
import { rulesQuery } from '../rules/queries.ts';
import { RuleTable } from '../rules/rules-page.tsx';
import { TrialsDue } from '../powers/trials.tsx';
import { urgencyOf } from './urgency.ts';

const m = messages({
  hello: { zh: '{name}，今天要做的', en: '{name}: today’s work' },
  late: { zh: '已经超期', en: 'Late' },
  soon: { zh: '快要到期', en: 'Due soon' },
  work: { zh: '待办，按期限先后', en: 'To do, most urgent first' },
  rest: { zh: '其他待办，按期限先后', en: 'Other work, most urgent first' },
  back: { zh: '退回给我修改的事项', en: 'Powers that came back to be mended' },
  none: { zh: '您的岗位现在没有待办。', en: 'Nothing waits at your posts.' },
  reviews: { zh: '{n} 项内容等待公开审查', en: '{n} wait for review before publication' },
  toReviews: { zh: '去审查', en: 'Review them' },
  owed: { zh: '本单位有 {n} 项内容逾期未公开', en: '{n} of your agency’s publications are late' },
  owedMore: {
    zh: '本单位有 {n} 项以上内容逾期未公开',
    en: 'more than {n} of your agency’s publications are late',
  },
  toOwed: { zh: '去看逾期的', en: 'See the late ones' },
  returns: { zh: '清权填报', en: 'Returns of a clean-up campaign' },
  exceptions: { zh: '不公开申请和到期复查', en: 'Requests to withhold, and reviews that are due' },
  filings: { zh: '等我签发的备案报送', en: 'Filings that wait for my signature' },
  package: { zh: '报{recipient}：第 {n} 包', en: 'Package {n} to {recipient}' },
  minutes: { zh: '会议纪要', en: 'Minutes of meetings' },
  sign: { zh: '等我签字、审核的职权事项', en: 'Powers that wait for my signature or review' },
  noneSign: { zh: '没有职权事项等您签字或审核。', en: 'No power waits for you.' },
  rulesBack: { zh: '退回给我修改的制度', en: 'Rules that came back to be mended' },
  rulesSign: {
    zh: '等我签字、审核、公布的制度',
    en: 'Rules that wait for my signature, review or publication',
  },
});

const TRIALS = ['office-head', 'leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'];
const DEVIATIONS = ['leader', 'first-responsible'];
const FILING = ['leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'];
const SIGNING = ['office-head', 'leader', 'first-responsible', 'review-office'];

/** What a person has to do today: late first, then what soon will be, then by due time; what came back, what waits for a signature. */
export function HomePage(): ReactNode {
  const me = useMe();
  const { say } = useLanguage();
  const today = useToday();
  const work = useQuery(worklistQuery);
  const drafts = useQuery(draftsQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.hello, { name: me.name })}</Typography.Title>
      {hasAnyRole(me, ['disclosure-reviewer', 'supervisor']) && <ReviewsWaiting />}
      <LateToPublish />
      <Await query={work}>
        {({ items }) => {
          const {
            late = [],
            soon = [],
            later = [],
          } = Object.groupBy(items, (item) => urgencyOf(item, today));
          const urgent = late.length + soon.length;
          return (
            <>
              {late.length > 0 && <WorkTable title={`${say(m.late)} · ${late.length}`} items={late} />}
              {soon.length > 0 && <WorkTable title={`${say(m.soon)} · ${soon.length}`} items={soon} />}
              {(later.length > 0 || urgent === 0) && (
                <WorkTable title={say(urgent > 0 ? m.rest : m.work)} items={later} empty={say(m.none)} />
              )}
            </>
          );
        }}
      </Await>
      {hasAnyRole(me, DEVIATIONS) && <DeviationsWaiting />}
      {hasAnyRole(me, ['registrar', 'office-head', 'leader', 'first-responsible']) && <MyReturns />}
      <MyExceptions />
      {hasAnyRole(me, TRIALS) && <TrialsDue />}
      {hasAnyRole(me, ['leader', 'first-responsible']) && <FilingsToSign />}
      {hasAnyRole(me, FILING) && <FilingsWaiting />}
      {hasAnyRole(me, ['leader', 'first-responsible', 'review-office']) && <HandoversToUs unanswered />}
      <ClarificationWaiting />
      <MyMeetings />
      <MyMinutes />
      <Await query={drafts}>
        {({ items }) => {
          const back = items.filter((item) => item.state === 'returned' && item.acts.includes('edit'));
          const wait = items.filter(
            (item) => !back.includes(item) && item.acts.some((act) => act !== 'edit'),
          );
          return (
            <>
              {back.length > 0 && <DraftTable title={`${say(m.back)} · ${back.length}`} items={back} />}
              {(wait.length > 0 || hasAnyRole(me, SIGNING)) && (
                <DraftTable title={say(m.sign)} empty={say(m.noneSign)} items={wait} />
              )}
            </>
          );
        }}
      </Await>
      {hasAnyRole(me, ['registrar', ...SIGNING]) && <MyRules />}
      {hasAnyRole(me, ['registrar', ...SIGNING]) && <MyFlows />}
    </>
  );
}

/** Rules that came back, and those whose next step is this person's; nothing when there are none. */
function MyRules(): ReactNode {
  const { say } = useLanguage();
  const drafts = useInfiniteQuery(rulesQuery({ view: 'drafts', q: '' })).data?.pages[0]?.items ?? [];
  const review = useInfiniteQuery(rulesQuery({ view: 'review', q: '' })).data?.pages[0]?.items ?? [];
  const back = drafts.filter(({ state, acts }) => state === 'returned' && acts.includes('edit'));
  const wait = [...drafts, ...review].filter(
    (rule) => !back.includes(rule) && rule.acts.some((act) => act !== 'edit' && act !== 'return'),
  );
  return (
    <>
      {(
        [
          [m.rulesBack, back],
          [m.rulesSign, wait],
        ] as const
      ).map(
        ([title, items]) =>
          items.length > 0 && (
            <section key={title.en} className="desk-section">
              <Typography.Title level={3}>{`${say(title)} · ${items.length}`}</Typography.Title>
              <RuleTable items={items} />
            </section>
          ),
      )}
    </>
  );
}

/** Returns of a clean-up campaign that are this person's; nothing when there are none. */
function MyReturns(): ReactNode {
  const { say } = useLanguage();
  const mine = useQuery(campaignsQuery).data?.mine ?? [];
  if (mine.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.returns)}</Typography.Title>
      <TasksTable tasks={mine} withCampaign />
    </section>
  );
}

/** Requests to withhold whose turn is mine, and dates of review that come; nothing when there are none. */
function MyExceptions(): ReactNode {
  const { say } = useLanguage();
  const mine = useQuery(exceptionTasksQuery).data?.items ?? [];
  if (mine.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.exceptions)}</Typography.Title>
      <ExceptionsTable items={mine} empty="" more={(row) => <TaskWord {...row} />} />
    </section>
  );
}

/** Minutes of meetings that this person words or signs; nothing when there are none. */
function MyMinutes(): ReactNode {
  const { say } = useLanguage();
  const mine = useQuery(minutesTasksQuery).data?.items ?? [];
  if (mine.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.minutes)}</Typography.Title>
      <MinutesTasksTable items={mine} />
    </section>
  );
}

/** What waits for a reviewer, with the way there; nothing when nothing waits. */
function ReviewsWaiting(): ReactNode {
  const { say } = useLanguage();
  const n = useInfiniteQuery(reviewQueueQuery).data?.pages[0]?.total ?? 0;
  if (n === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={say(m.reviews, { n })}
      action={<Link to="/reviews">{say(m.toReviews)}</Link>}
    />
  );
}

/** What stands in public as late: everybody of the agency sees it. */
function LateToPublish(): ReactNode {
  const { say } = useLanguage();
  const page = useInfiniteQuery(owedQuery('&state=late')).data?.pages[0];
  if (!page || page.items.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={say(page.next === null ? m.owed : m.owedMore, { n: page.items.length })}
      action={
        <Link to="/obligations" search={{ state: 'late' }}>
          {say(m.toOwed)}
        </Link>
      }
    />
  );
}

/** Packages for the levels above that this person may sign; nothing when there are none. */
function FilingsToSign(): ReactNode {
  const { say } = useLanguage();
  const { data } = useQuery(unsignedQuery);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.filings)}</Typography.Title>
      <ul>
        {data.items.map(({ id, recipient, number }) => (
          <li key={id}>
            <Link to="/filings/$packageId" params={{ packageId: id }}>
              {say(m.package, { recipient, n: number })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
