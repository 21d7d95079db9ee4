import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Select, Typography } from 'antd';
import type { ReactNode } from 'react';
import {
  EXCEPTION_STATE_WORDS,
  EXCEPTION_STATES,
  SECRECY_WARNING,
  type ExceptionRow,
} from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { More } from '../disclosure/more.tsx';
import { ExceptionsTable } from './exceptions-table.tsx';
import { exceptionsQuery, exceptionTasksQuery } from './queries.ts';
import { TaskWord } from './task-word.tsx';

const m = messages({
  title: { zh: '不公开目录', en: 'Non-public register' },
  lead: {
    zh: '公开是原则，不公开是例外。每一项不公开都要有法律依据、理由和期限，由提出人以外的三个人先后签字、审查、批准；到期没有决定继续的，自动公开。',
    en: 'Disclosure is the rule. Each exception has an article, a reason and a date, and three people other than who asked sign, review and approve it. Past its date without a decision it becomes public by itself.',
  },
  ask: { zh: '申请不公开', en: 'Ask for an exception' },
  mine: { zh: '等我办的', en: 'What waits for me' },
  all: { zh: '全部', en: 'All' },
  every: { zh: '所有状态', en: 'every state' },
  state: { zh: '状态', en: 'State' },
  none: { zh: '没有登记。', en: 'Nothing is registered.' },
});
const route = getRouteApi('/shell/nonpublic');

/** The non-public register of one's agency, and what of it waits for this person. */
export function ExceptionsPage(): ReactNode {
  const { say } = useLanguage();
  const navigate = useNavigate();
  const { state } = route.useSearch();
  const query = useInfiniteQuery(exceptionsQuery(state));
  const mine = useQuery(exceptionTasksQuery).data?.items ?? [];
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(m.lead)}</p>
      <Alert type="warning" showIcon title={say(SECRECY_WARNING)} className="desk-card" />
      <Await query={query}>
        {({ pages }) => (
          <>
            {pages[0]?.mayRequest === true && (
              <div className="desk-acts">
                <Link to="/nonpublic/new">
                  <Button type="primary" tabIndex={-1}>
                    {say(m.ask)}
                  </Button>
                </Link>
              </div>
            )}
            {mine.length > 0 && (
              <section className="desk-section">
                <Typography.Title level={3}>{say(m.mine)}</Typography.Title>
                <ExceptionsTable items={mine} empty={say(m.none)} more={(row) => <TaskWord {...row} />} />
              </section>
            )}
            <section className="desk-section">
              <Typography.Title level={3}>{say(m.all)}</Typography.Title>
              <div className="desk-acts">
                <Select<string>
                  aria-label={say(m.state)}
                  className="org-find"
                  value={state ?? ''}
                  onChange={(next) =>
                    void navigate({
                      to: '/nonpublic',
                      search: next === '' ? {} : { state: next },
                      replace: true,
                    })
                  }
                  options={[
                    { value: '', label: say(m.every) },
                    ...EXCEPTION_STATES.map((one) => ({
                      value: one,
                      label: say(EXCEPTION_STATE_WORDS[one]),
                    })),
                  ]}
                />
              </div>
              <ExceptionsTable<ExceptionRow>
                items={pages.flatMap(({ items }) => items)}
                empty={say(m.none)}
              />
              <More query={query} />
            </section>
          </>
        )}
      </Await>
    </>
  );
}
