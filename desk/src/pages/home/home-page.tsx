import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { draftsQuery, worklistQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { WorkTable } from '../cases/work-table.tsx';
import { DraftTable } from '../powers/draft-table.tsx';

const m = messages({
  hello: { zh: '{name}，今天要做的', en: '{name}: today’s work' },
  late: { zh: '已经超期', en: 'Late' },
  work: { zh: '待办，按期限先后', en: 'To do, most urgent first' },
  none: { zh: '您的岗位现在没有待办。', en: 'Nothing waits at your posts.' },
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
