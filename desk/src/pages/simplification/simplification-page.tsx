import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { versionQuery } from '../../lib/queries.ts';
import { CountsCard } from '../powers/counts-card.tsx';
import { ElsewhereTable } from './elsewhere.tsx';
import { HandledSection } from './handled.tsx';
import './simplification.css';

const m = messages({
  back: { zh: '← 回到这一版', en: '← The version' },
  title: { zh: '简化分析：{name}', en: 'Simplification: {name}' },
  handled: { zh: '实际办得怎么样', en: 'How cases really went' },
  elsewhere: { zh: '同一事项，别处怎么办', en: 'The same item elsewhere' },
});

/** What a version asks, beside the version before, the same item elsewhere and how its cases really went (C8). */
export function SimplificationPage(): ReactNode {
  const { versionId } = useParams({ from: '/shell/powers/$versionId/simplification' });
  const query = useQuery(versionQuery(versionId));
  return <Await query={query}>{(version) => <Simplification version={version} />}</Await>;
}

function Simplification({ version }: { readonly version: VersionDetail }): ReactNode {
  const { say } = useLanguage();
  const { versionId, content } = version;
  return (
    <div className="simplification">
      <Link to="/powers/$versionId" params={{ versionId }}>
        {say(m.back)}
      </Link>
      <Typography.Title level={2}>{say(m.title, { name: content.name })}</Typography.Title>
      <CountsCard counts={version.counts} />
      <section>
        <Typography.Title level={3}>{say(m.elsewhere)}</Typography.Title>
        <ElsewhereTable versionId={versionId} />
      </section>
      <section>
        <Typography.Title level={3}>{say(m.handled)}</Typography.Title>
        <HandledSection versionId={versionId} />
      </section>
    </div>
  );
}
