import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Input, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { PublishedEntryView } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { publishedQuery } from '../../lib/queries.ts';
import { Rows } from '../../lib/rows.tsx';
import { More } from './more.tsx';
import { actWords, typeWords } from './words.ts';

const m = messages({
  title: { zh: '已公开的记录', en: 'Published records' },
  lead: {
    zh: '在这里更正、撤下或者遮蔽已经公开的内容。每一次改动都在公开账本里留痕。',
    en: 'Correct, take down or erase what is public. Every change leaves its trace in the public ledger.',
  },
  find: {
    zh: '受理号、事项或制度名称、编码、文号或记录号',
    en: 'Case number, power, rule, code or record id',
  },
  record: { zh: '记录', en: 'Record' },
  kind: { zh: '种类', en: 'Kind' },
  act: { zh: '登记内容', en: 'Entry' },
  at: { zh: '时间', en: 'At' },
  entry: { zh: '账本条目', en: 'Ledger entry' },
  none: { zh: '没有找到。', en: 'Nothing found.' },
});
const route = getRouteApi('/shell/published');

/** Entries of published records, the newest first: the way to correct, take down or erase one. */
export function PublishedPage(): ReactNode {
  const { say } = useLanguage();
  const navigate = useNavigate();
  const { q = '' } = route.useSearch();
  const query = useInfiniteQuery(publishedQuery(q));
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Typography.Paragraph>{say(m.lead)}</Typography.Paragraph>
      <Input.Search
        aria-label={say(m.find)}
        placeholder={say(m.find)}
        allowClear
        defaultValue={q}
        maxLength={100}
        className="desk-search"
        onSearch={(next) =>
          void navigate({ to: '/published', search: next === '' ? {} : { q: next }, replace: true })
        }
      />
      <Await query={query}>
        {({ pages }) => (
          <>
            <Rows<PublishedEntryView>
              rowKey="index"
              items={pages.flatMap((page) => page.items)}
              empty={say(m.none)}
              columns={[
                {
                  title: say(m.record),
                  key: 'record',
                  render: (_, row) => (
                    <Link to="/published/$rid" params={{ rid: row.rid }} className="import-cell">
                      {row.name ?? row.rid}
                    </Link>
                  ),
                },
                {
                  title: say(m.kind),
                  key: 'kind',
                  render: (_, row) => say(typeWords[row.type] ?? { zh: row.type, en: row.type }),
                },
                {
                  title: say(m.act),
                  key: 'act',
                  render: (_, row) => say(actWords[row.act] ?? { zh: row.act, en: row.act }),
                },
                { title: say(m.at), key: 'at', render: (_, row) => formatAt(row.at) },
                { title: say(m.entry), dataIndex: 'index', align: 'right' },
              ]}
            />
            <More query={query} />
          </>
        )}
      </Await>
    </>
  );
}
