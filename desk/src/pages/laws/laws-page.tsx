import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Select, Tag, Typography } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { LEVEL_WORDS, LEVELS, type LawRow, type Level } from '#modules/library/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useToday } from '../../lib/today.ts';
import { LawDrawer } from './law-drawer.tsx';
import { lawsQuery } from './queries.ts';
import { m } from './words.ts';
import './laws.css';

const words = messages({
  intro: {
    zh: '职权所依据的法律和文件。登记修改或者废止以后，依据它的事项会在这里、在事项页和公开页上标出来。',
    en: 'Laws and documents that powers rest on. Once an amendment or a repeal is recorded, the items that rest on it are marked here, on their pages and in public.',
  },
  search: { zh: '名称或文号', en: 'Title or number' },
  all: { zh: '全部层级', en: 'All levels' },
  state: { zh: '状态', en: 'State' },
  current: { zh: '现行有效', en: 'in force' },
  amended: { zh: '{on} 修改', en: 'amended {on}' },
  notYet: { zh: '{on} 起施行', en: 'in force from {on}' },
  repealed: { zh: '{on} 起废止', en: 'repealed from {on}' },
  unchecked: { zh: '未核对', en: 'not checked' },
  powers: { zh: '依据它的事项', en: 'Items resting on it' },
  empty: { zh: '没有符合条件的法律或文件。', en: 'No law fits.' },
  more: { zh: '再看一些', en: 'Show more' },
});

/** Laws and documents of one's agency, by title. */
export function LawsPage(): ReactNode {
  const { say } = useLanguage();
  const [typed, setTyped] = useState('');
  const [level, setLevel] = useState<Level | undefined>();
  const [adding, setAdding] = useState(false);
  const q = useDeferredValue(typed.trim());
  const query = useInfiniteQuery(lawsQuery({ q, level }));
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(words.intro)}</p>
      <div className="law-filter">
        <Input
          aria-label={say(words.search)}
          placeholder={say(words.search)}
          allowClear
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select<Level>
          aria-label={say(m.level)}
          placeholder={say(words.all)}
          allowClear
          value={level ?? null}
          onChange={(value: Level | undefined) => setLevel(value)}
          options={LEVELS.map((one) => ({ value: one, label: say(LEVEL_WORDS[one]) }))}
        />
        {query.data?.pages[0]?.mayKeep === true && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say(m.add)}
          </Button>
        )}
      </div>
      <Await query={query}>{({ pages }) => <LawTable items={pages.flatMap(({ items }) => items)} />}</Await>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say(words.more)}
        </Button>
      )}
      {adding && <LawDrawer law={undefined} close={() => setAdding(false)} />}
    </>
  );
}

function LawTable({ items }: { readonly items: readonly LawRow[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<LawRow>
      rowKey="id"
      items={items}
      empty={say(words.empty)}
      columns={[
        {
          title: say(m.name),
          key: 'title',
          render: (_, row) => (
            <Link to="/laws/$lawId" params={{ lawId: row.id }}>
              {row.title}
            </Link>
          ),
        },
        { title: say(m.level), key: 'level', width: 130, render: (_, row) => say(LEVEL_WORDS[row.level]) },
        { title: say(m.number), dataIndex: 'documentNumber', width: 180 },
        { title: say(words.state), key: 'state', width: 200, render: (_, row) => <LawState law={row} /> },
        { title: say(m.articles), dataIndex: 'articles', width: 80 },
        { title: say(words.powers), dataIndex: 'powers', width: 120 },
      ]}
    />
  );
}

/** Whether a law is in force today, since which change, and whether somebody checked the entry. */
export function LawState({
  law,
}: {
  readonly law: Pick<LawRow, 'inForceFrom' | 'repealedFrom' | 'amendedFrom' | 'verified'>;
}): ReactNode {
  const { say, lang } = useLanguage();
  const today = useToday();
  const on = (day: string): { readonly on: string } => ({ on: formatDay(LegalDay.parse(day), lang) });
  const word =
    law.repealedFrom !== null && law.repealedFrom <= today ? (
      <Tag color="error">{say(words.repealed, on(law.repealedFrom))}</Tag>
    ) : law.inForceFrom !== null && law.inForceFrom > today ? (
      <Tag color="warning">{say(words.notYet, on(law.inForceFrom))}</Tag>
    ) : (
      <Tag>{law.amendedFrom === null ? say(words.current) : say(words.amended, on(law.amendedFrom))}</Tag>
    );
  return (
    <>
      {word}
      {!law.verified && <Tag color="warning">{say(words.unchecked)}</Tag>}
    </>
  );
}
