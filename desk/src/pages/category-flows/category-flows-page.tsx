import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import type { CategoryRow } from '#modules/category-flows/contract';
import { FLOW_KIND_WORDS } from '#modules/flows/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { STATE_WORDS } from '../powers/words.ts';
import { BeginDialog, EndDialog, ReviseDialog } from './begin-dialogs.tsx';
import { categoryFlowsQuery } from './queries.ts';
import { m } from './words.ts';
import '../powers/powers.css';

const words = messages({
  intro: {
    zh: '一类权力共用的流程，属于本机关和这一类权力；事项的流程可以调用它。画好以后由处室签字、分管领导审签、领导小组办公室审核，需要集体审议的审议通过后公布；公布后不能修改，只能公布新版本。',
    en: 'A flow that a category of powers shares. It belongs to the agency and the category, and the flow of a power may call it. Once drawn it is signed, countersigned and reviewed, resolved upon where that is asked for, then published; what is published is never changed, only followed by a new version.',
  },
  begin: { zh: '新画一个通用流程', en: 'Draw a general flow' },
  stands: { zh: '现行', en: 'Published' },
  comes: { zh: '正在进行', en: 'Under way' },
  callers: { zh: '被调用', en: 'Called by' },
  nCallers: { zh: '{n} 个流程', en: '{n} flows' },
  since: { zh: '自 {day} 起', en: 'from {day}' },
  file: { zh: '以文件载入', en: 'came as a file' },
  public: { zh: '公开页', en: 'public page' },
  yours: { zh: '等您办', en: 'waits for you' },
  empty: { zh: '本机关还没有通用流程。', en: 'The agency has no general flow yet.' },
  acts: { zh: '操作', en: 'Acts' },
});

/** The general flows of one's agency by category: what stands, and what is on its way. */
export function CategoryFlowsPage(): ReactNode {
  const { say } = useLanguage();
  const query = useQuery(categoryFlowsQuery);
  const [begins, setBegins] = useState(false);
  const [revised, setRevised] = useState<CategoryRow | undefined>();
  const [ended, setEnded] = useState<CategoryRow | undefined>();
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(words.intro)}</p>
      {query.data?.mayDraft === true && (
        <p>
          <Button type="primary" onClick={() => setBegins(true)}>
            {say(words.begin)}
          </Button>
        </p>
      )}
      <Await query={query}>{({ items }) => <Table items={items} revise={setRevised} end={setEnded} />}</Await>
      {begins && <BeginDialog close={() => setBegins(false)} />}
      {revised !== undefined && <ReviseDialog of={revised} close={() => setRevised(undefined)} />}
      {ended !== undefined && <EndDialog of={ended} close={() => setEnded(undefined)} />}
    </>
  );
}

type TableProps = {
  readonly items: readonly CategoryRow[];
  revise(row: CategoryRow): void;
  end(row: CategoryRow): void;
};

function Table({ items, revise, end }: TableProps): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<CategoryRow>
      rowKey="code"
      items={items}
      empty={say(words.empty)}
      columns={[
        { title: say(m.kind), key: 'kind', width: 110, render: (_, row) => say(FLOW_KIND_WORDS[row.kind]) },
        { title: say(m.name), dataIndex: 'title' },
        { title: say(words.stands), key: 'stands', width: 230, render: (_, row) => <Stands row={row} /> },
        { title: say(words.comes), key: 'comes', width: 190, render: (_, row) => <Comes row={row} /> },
        {
          title: say(words.callers),
          key: 'callers',
          width: 95,
          render: (_, { callers }) => (callers === 0 ? '—' : say(words.nCallers, { n: callers })),
        },
        {
          title: say(words.acts),
          key: 'acts',
          width: 130,
          render: (_, row) =>
            row.mayRevise ? (
              <div className="flow-acts">
                <Button
                  size="small"
                  aria-label={`${say(m.revise)}：${row.title}`}
                  onClick={() => revise(row)}
                >
                  {say(m.revise)}
                </Button>
                <Button size="small" aria-label={`${say(m.end)}：${row.title}`} onClick={() => end(row)}>
                  {say(m.end)}
                </Button>
              </div>
            ) : (
              '—'
            ),
        },
      ]}
    />
  );
}

function Stands({ row: { published, code } }: { readonly row: CategoryRow }): ReactNode {
  const { say, lang } = useLanguage();
  if (published === null) return '—';
  const name = say(m.n, { n: published.n });
  return (
    <>
      {published.versionId === null ? (
        <>
          {name} <span className="quiet">{say(words.file)}</span>
        </>
      ) : (
        <Link to="/category-flows/$versionId" params={{ versionId: published.versionId }}>
          {name}
        </Link>
      )}{' '}
      <span className="quiet">
        {say(words.since, { day: formatDay(LegalDay.parse(published.effectiveFrom), lang) })}
      </span>
      {published.ended !== null && (
        <div>
          <Tag>{say(m.endedOn, { day: formatDay(LegalDay.parse(published.ended.on), lang) })}</Tag>
        </div>
      )}
      {' · '}
      <a href={`${lang === 'en' ? '/en' : ''}/flows/${encodeURIComponent(code)}`}>{say(words.public)}</a>
    </>
  );
}

function Comes({ row: { open } }: { readonly row: CategoryRow }): ReactNode {
  const { say } = useLanguage();
  if (open === null) return '—';
  return (
    <>
      <Link to="/category-flows/$versionId" params={{ versionId: open.versionId }}>
        {say(STATE_WORDS[open.state])}
      </Link>{' '}
      {open.ends && <Tag>{say(m.ending)}</Tag>}
      {open.acts.some((act) => act !== 'edit' && act !== 'return') && (
        <Tag color="warning">{say(words.yours)}</Tag>
      )}
      <span className="quiet">{open.officeName}</span>
    </>
  );
}
