import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Checkbox, Select, Segmented, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { ObligationView } from '#modules/disclosure/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { owedQuery } from '../../lib/queries.ts';
import { Rows } from '../../lib/rows.tsx';
import { useMe } from '../../lib/session.tsx';
import { agenciesQuery } from '../organisation/queries.ts';
import { More } from './more.tsx';
import { kindWords } from './words.ts';

const m = messages({
  title: { zh: '应公开事项', en: 'Owed to society' },
  lead: {
    zh: '依法应当公开而还没有公开的内容，逾期最久的在前。标明“社会可见”的，逾期后社会在门户上看得到。',
    en: 'What has to be published and is not yet, the longest overdue first. Those that society sees stand on the portal when they are late.',
  },
  all: { zh: '全部', en: 'all' },
  open: { zh: '未到期', en: 'not due yet' },
  late: { zh: '逾期未公开', en: 'late' },
  mine: { zh: '只看我所在处室承办的', en: 'only what my offices answer for' },
  agency: { zh: '机关', en: 'Agency' },
  other: {
    zh: '别的机关只列出社会看得到的部分。',
    en: 'Of another body you see what society sees.',
  },
  what: { zh: '内容', en: 'What' },
  about: { zh: '事项和受理号', en: 'Power and case' },
  hidden: { zh: '公开前不显示', en: 'not shown before it is public' },
  office: { zh: '承办处室', en: 'Office' },
  due: { zh: '公开期限（含当日）', en: 'Due (inclusive)' },
  state: { zh: '状态', en: 'State' },
  basis: { zh: '依据', en: 'Basis' },
  seen: { zh: '社会可见', en: 'society sees it' },
  unseen: { zh: '社会不可见', en: 'not visible to society' },
  none: { zh: '没有应公开而未公开的内容。', en: 'Nothing is owed.' },
});
const route = getRouteApi('/shell/obligations');

/** What an agency owes to society: late ones, those of one's offices, by agency. */
export function ObligationsPage(): ReactNode {
  const { say, lang } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const { state = 'all', mine = false, agency = me.agency.id } = route.useSearch();
  const agencies = useQuery(agenciesQuery);
  const filter = [
    state === 'all' ? '' : `&state=${state}`,
    mine ? '&mine=true' : '',
    agency === me.agency.id ? '' : `&agency=${agency}`,
  ].join('');
  const query = useInfiniteQuery(owedQuery(filter));
  const show = (next: { state?: string; mine?: boolean; agency?: string }): void =>
    void navigate({ to: '/obligations', search: { state, mine, agency, ...next }, replace: true });
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Typography.Paragraph className="import-lead">{say(m.lead)}</Typography.Paragraph>
      <div className="desk-acts">
        <Segmented
          aria-label={say(m.state)}
          value={state}
          onChange={(value) => show({ state: value })}
          options={[
            { value: 'all', label: say(m.all) },
            { value: 'late', label: say(m.late) },
            { value: 'open', label: say(m.open) },
          ]}
        />
        <Select
          aria-label={say(m.agency)}
          className="org-find"
          value={agency}
          onChange={(value) => show({ agency: value })}
          options={(agencies.data ?? [{ id: me.agency.id, name: me.agency.name }]).map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
        />
        <Checkbox checked={mine} onChange={(event) => show({ mine: event.target.checked })}>
          {say(m.mine)}
        </Checkbox>
      </div>
      {agency !== me.agency.id && <p className="quiet">{say(m.other)}</p>}
      <Await query={query}>
        {({ pages }) => (
          <>
            <Rows<ObligationView>
              rowKey="id"
              items={pages.flatMap((page) => page.items)}
              empty={say(m.none)}
              columns={[
                {
                  title: say(m.due),
                  key: 'due',
                  render: (_, row) => (
                    <>
                      {formatDay(LegalDay.parse(row.dueOn), lang)}
                      {row.state === 'late' && (
                        <>
                          {' '}
                          <Tag color="error">{say(m.late)}</Tag>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  title: say(m.what),
                  key: 'what',
                  render: (_, row) => say(kindWords[row.kind] ?? { zh: row.kind, en: row.kind }),
                },
                {
                  title: say(m.about),
                  key: 'about',
                  render: (_, row) => (
                    <span className="import-cell">
                      {row.caseId !== null && row.number !== null ? (
                        <>
                          {row.power}{' '}
                          <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                            {row.number}
                          </Link>
                        </>
                      ) : (
                        (row.power ?? <span className="quiet">{say(m.hidden)}</span>)
                      )}
                    </span>
                  ),
                },
                { title: say(m.office), key: 'office', render: (_, row) => row.office ?? '—' },
                {
                  title: say(m.state),
                  key: 'visible',
                  render: (_, row) => say(row.visible ? m.seen : m.unseen),
                },
                {
                  title: say(m.basis),
                  key: 'basis',
                  render: (_, row) => <span className="import-cell quiet">{row.basis}</span>,
                },
              ]}
            />
            <More query={query} />
          </>
        )}
      </Await>
    </>
  );
}
