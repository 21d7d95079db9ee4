import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { filingWaitingQuery } from './queries.ts';

const m = messages({
  title: { zh: '备案：等待办理的', en: 'Filing: what waits' },
  uncommented: {
    zh: '下级报来 {n} 包，还没有提出意见或者表示无异议',
    en: '{n} packages from below have neither a comment nor a “no objection”',
  },
  toAnswer: {
    zh: '上级要求改正 {n} 处，改后还没有重新报送',
    en: '{n} corrections asked for above were not filed since',
  },
  undelivered: {
    zh: '报送 {n} 包没有送达或者被拒收',
    en: '{n} of our packages were not delivered, or were refused',
  },
  differs: {
    zh: '{sender}：与参照目录有 {n} 处不同',
    en: '{sender}: {n} differences from the reference list',
  },
  more: { zh: '还有别的机关与参照目录不同', en: 'Other bodies differ from the reference list too' },
});

/** What waits for those who file upward and take filings from below, with the way there; nothing when nothing waits. */
export function FilingsWaiting(): ReactNode {
  const { say } = useLanguage();
  const { data } = useQuery(filingWaitingQuery);
  if (data === undefined) return null;
  const { uncommented, toAnswer, undelivered, differing, more } = data;
  if (uncommented + toAnswer + undelivered + differing.length === 0) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      <ul className="filing-waiting">
        {uncommented > 0 && (
          <li>
            <Link to="/filing-inbox">{say(m.uncommented, { n: uncommented })}</Link>
          </li>
        )}
        {toAnswer > 0 && (
          <li>
            <Link to="/filings">{say(m.toAnswer, { n: toAnswer })}</Link>
          </li>
        )}
        {undelivered > 0 && (
          <li>
            <Link to="/filings">{say(m.undelivered, { n: undelivered })}</Link>
          </li>
        )}
        {differing.map(({ id, name, differences }) => (
          <li key={id}>
            <Link to="/filing-senders/$senderId" params={{ senderId: id }}>
              {say(m.differs, { sender: name, n: differences })}
            </Link>
          </li>
        ))}
        {more && (
          <li>
            <Link to="/filing-inbox">{say(m.more)}</Link>
          </li>
        )}
      </ul>
    </section>
  );
}
