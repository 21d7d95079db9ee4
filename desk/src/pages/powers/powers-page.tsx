import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { draftsQuery } from '../../lib/queries.ts';
import { DraftTable } from './draft-table.tsx';

const m = messages({
  title: { zh: '权责清单：未公布的版本', en: 'Powers: versions not published yet' },
  add: { zh: '登记一项职权', en: 'Register a power' },
  none: { zh: '没有未公布的版本。', en: 'Nothing is on its way.' },
  published: { zh: '看已公布的清单', en: 'See the published list' },
});

export function PowersPage(): ReactNode {
  const { say } = useLanguage();
  const drafts = useQuery(draftsQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <div className="desk-acts">
        <Link to="/powers/new">
          <Button type="primary">{say(m.add)}</Button>
        </Link>
        <a href="/powers">{say(m.published)}</a>
      </div>
      <Await query={drafts}>{({ items }) => <DraftTable items={items} empty={say(m.none)} />}</Await>
    </>
  );
}
