import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Select, Skeleton, Tabs, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { DraftList } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery, draftsQuery } from '../../lib/queries.ts';
import { hasAnyRole, useMe } from '../../lib/session.tsx';
import { DraftTable } from './draft-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { PublishedTable } from './published-table.tsx';
import { Trials } from './trials.tsx';
import { STATE_WORDS } from './words.ts';
import './powers.css';

const m = messages({
  title: { zh: '权责清单', en: 'Powers' },
  add: { zh: '登记一项职权', en: 'Register a power' },
  onTheWay: { zh: '未公布的版本', en: 'On their way' },
  published: { zh: '已公布的清单', en: 'Published' },
  trials: { zh: '试运行', en: 'On trial' },
  none: { zh: '没有符合条件的版本。', en: 'Nothing matches.' },
  nothing: { zh: '没有还没公布的版本。', en: 'Nothing is on its way.' },
  search: { zh: '事项名称或编码', en: 'Name or code' },
  state: { zh: '全部状态', en: 'Every state' },
  more: { zh: '再看一些', en: 'Show more' },
});

/** The agency's powers: what is on its way, and what is published and may be adjusted. */
export function PowersPage(): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const chart = useQuery(chartQuery(me.agency.id));
  const drafts = useQuery(draftsQuery);
  const [tab, setTab] = useState<string | undefined>();
  const mayDraft = hasAnyRole(me, ['registrar', 'office-head', 'review-office']);
  return (
    <div className="power">
      <header className="power-head power-head-list">
        <Typography.Title level={2}>{say(m.title)}</Typography.Title>
        {mayDraft && (
          <Link to="/powers/new" className="power-new">
            <Button type="primary" tabIndex={-1}>
              {say(m.add)}
            </Button>
          </Link>
        )}
      </header>
      {tab === undefined && drafts.isPending ? (
        <Skeleton active />
      ) : (
        <Tabs
          // Where nothing is on its way, one comes for what is published.
          activeKey={tab ?? (drafts.data?.items.length === 0 ? 'published' : 'drafts')}
          onChange={setTab}
          items={[
            { key: 'drafts', label: say(m.onTheWay), children: <Drafts /> },
            {
              key: 'published',
              label: say(m.published),
              children: (
                <Await query={chart}>
                  {({ slug }) => <PublishedTable agency={slug} mayAdjust={mayDraft} />}
                </Await>
              ),
            },
            { key: 'trials', label: say(m.trials), children: <Trials /> },
          ]}
        />
      )}
    </div>
  );
}

function Drafts(): ReactNode {
  const { say } = useLanguage();
  const [q, setQ] = useState('');
  const [state, setState] = useState<string | undefined>();
  const drafts = useInfiniteQuery({
    queryKey: ['powers', 'drafts', 'list', q, state],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(
        `/powers/drafts?${new URLSearchParams({
          limit: '50',
          ...(q === '' ? {} : { q }),
          ...(state === undefined ? {} : { state }),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        })}`,
        { schema: DraftList, signal },
      ),
    getNextPageParam: ({ next }) => next,
  });
  return (
    <>
      <div className="power-filter">
        <Input.Search
          aria-label={say(m.search)}
          placeholder={say(m.search)}
          allowClear
          onSearch={(text) => setQ(text.trim())}
        />
        <Select
          aria-label={say(m.state)}
          placeholder={say(m.state)}
          allowClear
          value={state}
          onChange={setState}
          options={Object.entries(STATE_WORDS)
            .filter(([value]) => value !== 'published')
            .map(([value, word]) => ({ value, label: say(word) }))}
        />
        <ExportMenu of="newest" />
      </div>
      <Await query={drafts}>
        {({ pages }) => (
          <DraftTable
            items={pages.flatMap(({ items }) => items)}
            empty={say(q === '' && state === undefined ? m.nothing : m.none)}
          />
        )}
      </Await>
      {drafts.hasNextPage && (
        <Button loading={drafts.isFetchingNextPage} onClick={() => void drafts.fetchNextPage()}>
          {say(m.more)}
        </Button>
      )}
    </>
  );
}
