import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import type { PublicationList } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { reviewQueueQuery } from '../../lib/queries.ts';
import { Rows } from '../../lib/rows.tsx';
import { More } from './more.tsx';
import { kindWords } from './words.ts';

const m = messages({
  title: { zh: '公开审查', en: 'Review before publication' },
  lead: {
    zh: '这些内容可能含有个人信息，须由签发人以外的人逐处确认后才公开。',
    en: 'These may hold personal data: somebody other than the signer confirms each place before they are public.',
  },
  kind: { zh: '内容', en: 'What' },
  total: { zh: '共 {n} 项等待审查', en: '{n} wait for review' },
  about: { zh: '事项和受理号', en: 'Power and case' },
  signed: { zh: '签发', en: 'Signed' },
  due: { zh: '最早公开', en: 'Public from' },
  none: { zh: '没有等待审查的内容。', en: 'Nothing waits for review.' },
});

/** Public views that wait for a reviewer, the earliest due first. */
export function ReviewsPage(): ReactNode {
  const { say } = useLanguage();
  const query = useInfiniteQuery(reviewQueueQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Typography.Paragraph>{say(m.lead)}</Typography.Paragraph>
      <Await query={query}>
        {({ pages }) => (
          <>
            <p className="quiet">{say(m.total, { n: pages[0]?.total ?? 0 })}</p>
            <Rows<PublicationList['items'][number]>
              rowKey="id"
              items={pages.flatMap((page) => page.items)}
              empty={say(m.none)}
              columns={[
                {
                  title: say(m.kind),
                  key: 'kind',
                  render: (_, row) => (
                    <Link to="/reviews/$publicationId" params={{ publicationId: row.id }}>
                      {say(kindWords[row.kind] ?? { zh: row.kind, en: row.kind })}
                    </Link>
                  ),
                },
                {
                  title: say(m.about),
                  key: 'about',
                  render: (_, row) => (
                    <span className="import-cell">{[row.power, row.number].filter(Boolean).join(' · ')}</span>
                  ),
                },
                { title: say(m.signed), key: 'signed', render: (_, row) => formatAt(row.signedAt) },
                { title: say(m.due), key: 'due', render: (_, row) => formatAt(row.publishAfter) },
              ]}
            />
            <More query={query} />
          </>
        )}
      </Await>
    </>
  );
}
