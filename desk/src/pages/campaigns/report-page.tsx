import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Typography } from 'antd';
import type { ReactNode } from 'react';
import {
  EXCUSE_WORDS,
  KIND_WORDS,
  TASK_STATE_WORDS,
  type CampaignReport,
  type OfficeReport,
} from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { formatPeriod, messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { FindingsTable } from './findings-table.tsx';
import { reportQuery } from './queries.ts';

const m = messages({
  title: { zh: '清权结果报告', en: 'Report of the clean-up' },
  open: {
    zh: '清权还没有结束，这是现在的情况；结束时固定下来。',
    en: 'The campaign is open: this is how things stand. It is fixed when the campaign closes.',
  },
  closed: { zh: '{at} 结束，内容已固定', en: 'closed and fixed {at}' },
  cancelled: {
    zh: '{at} 撤销，这是撤销时的情况，没有办完的不再办。',
    en: 'cancelled {at}: this is how things stood then; what was not done is no longer asked for.',
  },
  offices: { zh: '各处室', en: 'Offices' },
  list: { zh: '清理结果清单', en: 'The list' },
  findings: { zh: '核对疑问和说明', en: 'Findings and explanations' },
  rests: { zh: '核对所用的资料', en: 'What was compared' },
  digest: { zh: '清单摘要（SHA-256）', en: 'Digest of the list (SHA-256)' },
  sums: {
    zh: '{offices} 个处室，列出 {items} 项；零报告 {nil} 个，迟报 {late} 个，书面拒报 {refused} 个，退回过 {returned} 个；疑问 {findings} 条，已说明 {explained} 条。',
    en: '{offices} offices list {items} powers; {nil} nil returns, {late} late, {refused} refused in writing, {returned} sent back; {findings} findings, {explained} explained.',
  },
  csvOffices: { zh: '下载各处室（CSV）', en: 'Offices (CSV)' },
  csvItems: { zh: '下载清单（CSV）', en: 'List (CSV)' },
  csvFindings: { zh: '下载疑问（CSV）', en: 'Findings (CSV)' },
  json: { zh: '全部（JSON）', en: 'All (JSON)' },
  print: { zh: '打印', en: 'Print' },
  office: { zh: '处室', en: 'Office' },
  result: { zh: '结果', en: 'Result' },
  nil: { zh: '零报告', en: 'nil return' },
  items: { zh: '列出事项', en: 'Listed' },
  time: { zh: '上报', en: 'Handed in' },
  inTime: { zh: '{due} 截止', en: 'due {due}' },
  in: { zh: '{day} 上报', en: 'in on {day}' },
  late: { zh: '迟 {period}', en: '{period} late' },
  returned: { zh: '退回 {n} 次', en: 'sent back {n} times' },
  names: { zh: '签字', en: 'Names' },
  noNames: { zh: '没有有效的签字', en: 'no valid signature' },
  asked: { zh: '疑问', en: 'Findings' },
  answered: { zh: '{n} 条，已说明 {explained} 条', en: '{n}, {explained} explained' },
  carried: { zh: '并入{office}：{reason}', en: 'carried over to {office}: {reason}' },
  power: { zh: '事项', en: 'Power' },
  kind: { zh: '处理', en: 'What becomes of it' },
  note: { zh: '说明', en: 'Note' },
  source: { zh: '资料', en: 'Source' },
  count: { zh: '条数', en: 'Entries' },
  empty: { zh: '没有列出事项。', en: 'Nothing is listed.' },
});
const INPUTS = messages({
  listed: { zh: '各处室列出的事项', en: 'What the offices list' },
  catalogue: { zh: '上次公布的清单', en: 'The list published last' },
  parents: { zh: '上级目录', en: 'The lists above' },
  elsewhere: { zh: '同级同类机关公布的事项', en: 'Published by bodies of the same kind' },
  duties: { zh: '处室和岗位的职责', en: 'Duties of offices and posts' },
  types: { zh: '权力类型', en: 'Types of power' },
});
const PARTS = [
  ['offices', m.csvOffices],
  ['items', m.csvItems],
  ['findings', m.csvFindings],
] as const;

export function ReportPage(): ReactNode {
  const { campaignId } = useParams({ from: '/shell/campaigns/$campaignId/report' });
  const query = useQuery(reportQuery(campaignId));
  return <Await query={query}>{(data) => <Report report={data} />}</Await>;
}

function Report({ report }: { readonly report: CampaignReport }): ReactNode {
  const { say } = useLanguage();
  const { campaign, list, offices, items, findings, inputs } = report;
  const path = `/api/v1/campaigns/${campaign.id}/report`;
  return (
    <>
      <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
        ← {campaign.name}
      </Link>
      <Typography.Title level={2} className="desk-title">
        {say(m.title)}
      </Typography.Title>
      {campaign.closedAt === null ? (
        <Alert type="info" showIcon title={say(m.open)} />
      ) : (
        <p className="quiet">
          {say(campaign.state === 'cancelled' ? m.cancelled : m.closed, { at: formatAt(campaign.closedAt) })}
        </p>
      )}
      <p>
        {say(m.sums, {
          offices: offices.length,
          items: list.items,
          nil: offices.filter(({ nil }) => nil).length,
          late: offices.filter(({ daysLate }) => daysLate > 0).length,
          refused: offices.filter(({ excuses }) => excuses.some(({ kind }) => kind === 'refused')).length,
          returned: offices.filter(({ returned }) => returned > 0).length,
          findings: findings.length,
          explained: findings.filter(({ explanation }) => explanation !== null).length,
        })}
      </p>
      <p className="quiet campaign-digest">
        {say(m.digest)} <code>{list.digest}</code>
      </p>
      <div className="desk-acts">
        {PARTS.map(([part, label]) => (
          <Button key={part} href={`${path}.csv?part=${part}`}>
            {say(label)}
          </Button>
        ))}
        <Button href={path}>{say(m.json)}</Button>
        <Button onClick={() => window.print()}>{say(m.print)}</Button>
      </div>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.offices)}</Typography.Title>
        <OfficesTable offices={offices} />
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.list)}</Typography.Title>
        <Rows<CampaignReport['items'][number]>
          rowKey="powerId"
          items={items}
          empty={say(m.empty)}
          pagination={{ defaultPageSize: 100, hideOnSinglePage: true }}
          columns={[
            { title: say(m.office), dataIndex: 'office', width: 220 },
            {
              title: say(m.power),
              key: 'power',
              render: (_, row) => (
                <Link to="/powers/$versionId" params={{ versionId: row.versionId }}>
                  {row.name}
                </Link>
              ),
            },
            { title: say(m.kind), key: 'kind', width: 120, render: (_, row) => say(KIND_WORDS[row.kind]) },
            { title: say(m.note), dataIndex: 'note' },
          ]}
        />
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.findings)}</Typography.Title>
        <FindingsTable
          campaignId={campaign.id}
          findings={findings.map((one) => ({ ...one, mayExplain: false }))}
        />
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.rests)}</Typography.Title>
        <Rows<CampaignReport['inputs'][number]>
          rowKey="name"
          items={inputs}
          columns={[
            {
              title: say(m.source),
              key: 'source',
              render: (_, { name }) => (isInput(name) ? say(INPUTS[name]) : name),
            },
            { title: say(m.count), dataIndex: 'count', width: 100 },
            {
              title: 'SHA-256',
              key: 'digest',
              render: (_, { digest }) => <code className="campaign-digest">{digest}</code>,
            },
          ]}
        />
      </section>
    </>
  );
}

const isInput = (name: string): name is keyof typeof INPUTS => Object.hasOwn(INPUTS, name);

function OfficesTable({ offices }: { readonly offices: readonly OfficeReport[] }): ReactNode {
  const { say, lang } = useLanguage();
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  return (
    <Rows<OfficeReport>
      rowKey="taskId"
      items={offices}
      columns={[
        {
          title: say(m.office),
          key: 'office',
          render: (_, row) => (
            <Link to="/campaigns/tasks/$taskId" params={{ taskId: row.taskId }}>
              {row.office}
            </Link>
          ),
        },
        {
          title: say(m.result),
          key: 'result',
          render: (_, row) => (
            <>
              {say(TASK_STATE_WORDS[row.state])}
              {row.returned > 0 && <div className="quiet">{say(m.returned, { n: row.returned })}</div>}
              {row.released && (
                <div className="quiet">
                  {row.released.to === null
                    ? row.released.reason
                    : say(m.carried, { office: row.released.to, reason: row.released.reason })}
                </div>
              )}
              {row.excuses.map((one) => (
                <div key={one.at} className="quiet">
                  {say(EXCUSE_WORDS[one.kind])}：{one.reason}
                </div>
              ))}
            </>
          ),
        },
        {
          title: say(m.items),
          key: 'items',
          width: 150,
          render: (_, row) => {
            if (row.nil) return say(m.nil);
            const kinds = (['keep', 'adjust', 'new', 'give-up'] as const).filter(
              (kind) => row.kinds[kind] > 0,
            );
            return (
              <>
                {row.entries}
                {kinds.map((kind) => (
                  <div key={kind} className="quiet">
                    {say(KIND_WORDS[kind])} {row.kinds[kind]}
                  </div>
                ))}
              </>
            );
          },
        },
        {
          title: say(m.time),
          key: 'time',
          width: 190,
          render: (_, row) => (
            <>
              {row.handedInOn === null ? '—' : say(m.in, { day: day(row.handedInOn) })}
              <div className="quiet">{say(m.inTime, { due: day(row.due) })}</div>
              {row.daysLate > 0 && (
                <div className="review-missing">
                  {say(m.late, { period: formatPeriod(lang, row.daysLate, 'cd') })}
                </div>
              )}
            </>
          ),
        },
        {
          title: say(m.names),
          key: 'names',
          width: 270,
          render: (_, row) => {
            const names = [row.signed, row.countersigned, row.passed].flatMap((one) => one ?? []);
            if (names.length === 0) return <span className="quiet">{say(m.noNames)}</span>;
            return names.map((one) => (
              <div key={one.at}>
                {[one.post, one.person].filter(Boolean).join(' · ')}
                <div className="quiet">{formatAt(one.at)}</div>
              </div>
            ));
          },
        },
        {
          title: say(m.asked),
          key: 'asked',
          width: 150,
          render: (_, row) =>
            row.findings === 0 ? '—' : say(m.answered, { n: row.findings, explained: row.explained }),
        },
      ]}
    />
  );
}
