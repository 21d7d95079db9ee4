import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Segmented, Tag, Typography } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { RULE_KIND_WORDS, type RuleRow, type RuleView } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useToday } from '../../lib/today.ts';
import { STATE_WORDS } from '../powers/words.ts';
import { rulesQuery } from './queries.ts';
import { m, VIEW_WORDS } from './words.ts';
import './rules.css';

const words = messages({
  intro: {
    zh: '本机关自己定的日常管理制度。起草后由处室签字、分管领导审签、领导小组办公室审核，需要集体审议的审议通过后公布；公布后不能修改，只能修订或者废止。',
    en: 'The agency’s own rules. Drafted by an office, signed, countersigned and reviewed, resolved upon where that is asked for, then published; what is published is never changed, only revised or repealed.',
  },
  search: { zh: '名称或文号', en: 'Title or number' },
  view: { zh: '看哪些', en: 'Which' },
  empty: { zh: '这里还没有制度。', en: 'No rule here.' },
  more: { zh: '再看一些', en: 'Show more' },
  notYet: { zh: '{on} 起施行', en: 'in force from {on}' },
});
const VIEWS = ['in-force', 'drafts', 'review', 'repealed'] as const;

/** The rules of one's agency, by where they stand. */
export function RulesPage(): ReactNode {
  const { say } = useLanguage();
  const [view, setView] = useState<RuleView>('in-force');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const query = useInfiniteQuery(rulesQuery({ view, q }));
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(words.intro)}</p>
      <div className="rule-filter">
        <Segmented<RuleView>
          aria-label={say(words.view)}
          value={view}
          onChange={setView}
          options={VIEWS.map((one) => ({ value: one, label: say(VIEW_WORDS[one]) }))}
        />
        <Input
          aria-label={say(words.search)}
          placeholder={say(words.search)}
          allowClear
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {query.data?.pages[0]?.mayDraft === true && (
          <Link to="/rules/new">
            <Button type="primary" tabIndex={-1}>
              {say(m.draft)}
            </Button>
          </Link>
        )}
      </div>
      <Await query={query}>{({ pages }) => <RuleTable items={pages.flatMap(({ items }) => items)} />}</Await>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say(words.more)}
        </Button>
      )}
    </>
  );
}

/** Rules of a list, each with where it stands. */
export function RuleTable({ items }: { readonly items: readonly RuleRow[] }): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <Rows<RuleRow>
      rowKey="versionId"
      items={items}
      empty={say(words.empty)}
      columns={[
        {
          title: say(m.name),
          key: 'title',
          render: (_, row) => (
            <Link to="/rules/$versionId" params={{ versionId: row.versionId }}>
              {row.title}
            </Link>
          ),
        },
        { title: say(m.number), dataIndex: 'documentNumber', width: 170 },
        { title: say(m.kind), key: 'kind', width: 130, render: (_, row) => say(RULE_KIND_WORDS[row.kind]) },
        { title: say(m.office), dataIndex: 'officeName', width: 150 },
        { title: say(m.state), key: 'state', width: 160, render: (_, row) => <RuleState rule={row} /> },
        {
          title: say(m.from),
          key: 'from',
          width: 150,
          render: (_, row) =>
            row.effectiveFrom === null ? '—' : formatDay(LegalDay.parse(row.effectiveFrom), lang),
        },
      ]}
    />
  );
}

/** Where a version stands: on its way, in force, not yet, repealed. */
export function RuleState({
  rule,
}: {
  readonly rule: Pick<RuleRow, 'state' | 'status' | 'effectiveFrom'>;
}): ReactNode {
  const { say, lang } = useLanguage();
  const today = useToday();
  const from = LegalDay.nullable().parse(rule.effectiveFrom);
  if (rule.state !== 'published' || from === null)
    return (
      <>
        <Tag>{say(STATE_WORDS[rule.state])}</Tag>
        {rule.status === 'repealed' && <Tag color="warning">{say(m.repealing)}</Tag>}
      </>
    );
  if (from > today) return <Tag color="warning">{say(words.notYet, { on: formatDay(from, lang) })}</Tag>;
  return rule.status === 'repealed' ? (
    <Tag color="error">{say(VIEW_WORDS.repealed)}</Tag>
  ) : (
    <Tag color="success">{say(VIEW_WORDS['in-force'])}</Tag>
  );
}
