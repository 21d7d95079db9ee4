import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { draftsQuery, owedQuery, reviewQueueQuery, worklistQuery } from '../../lib/queries.ts';
import { hasAnyRole, useMe } from '../../lib/session.tsx';
import { campaignsQuery } from '../campaigns/queries.ts';
import { unsignedQuery } from '../filing/queries.ts';
import { TasksTable } from '../campaigns/tasks-table.tsx';
import { WorkTable } from '../cases/work-table.tsx';
import { DraftTable } from '../powers/draft-table.tsx';

const m = messages({
  hello: { zh: '{name}，今天要做的', en: '{name}: today’s work' },
  late: { zh: '已经超期', en: 'Late' },
  work: { zh: '待办，按期限先后', en: 'To do, most urgent first' },
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
  filings: { zh: '等我签发的备案报送', en: 'Filings that wait for my signature' },
  package: { zh: '报{recipient}：第 {n} 包', en: 'Package {n} to {recipient}' },
  sign: { zh: '等我签字、审核的事项', en: 'Powers that wait for my signature or review' },
  noneSign: { zh: '没有等您签字或审核的事项。', en: 'No power waits for you.' },
});

/** What a person has to do today: late first, then by due time, then what waits for a signature. */
export function HomePage(): ReactNode {
  const me = useMe();
  const { say } = useLanguage();
  const work = useQuery(worklistQuery);
  const drafts = useQuery(draftsQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.hello, { name: me.name })}</Typography.Title>
      {hasAnyRole(me, ['disclosure-reviewer', 'supervisor']) && <ReviewsWaiting />}
      <LateToPublish />
      <Await query={work}>
        {({ items }) => {
          const late = items.filter((item) => item.late);
          const rest = items.filter((item) => !item.late);
          return (
            <>
              {late.length > 0 && <WorkTable title={`${say(m.late)} · ${late.length}`} items={late} />}
              <WorkTable title={say(m.work)} items={rest} empty={say(m.none)} />
            </>
          );
        }}
      </Await>
      {hasAnyRole(me, ['registrar', 'office-head', 'leader', 'first-responsible']) && <MyReturns />}
      {hasAnyRole(me, ['leader', 'first-responsible']) && <FilingsToSign />}
      <Await query={drafts}>
        {({ items }) => (
          <DraftTable
            title={say(m.sign)}
            empty={say(m.noneSign)}
            items={items.filter((item) => item.acts.some((act) => act !== 'edit'))}
          />
        )}
      </Await>
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
