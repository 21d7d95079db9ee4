import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Popconfirm, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { CampaignDetail } from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { FindingsTable } from './findings-table.tsx';
import { campaignQuery } from './queries.ts';
import { Reminders } from './reminders.tsx';
import { TasksTable } from './tasks-table.tsx';

const m = messages({
  back: { zh: '← 清权', en: '← Clean-up of powers' },
  due: { zh: '填报截止 {day}', en: 'returns due {day}' },
  board: { zh: '各处室进度', en: 'Offices' },
  sums: {
    zh: '共 {n} 个处室：已通过 {passed}，待审核 {signed}，迟报 {late}，列出事项 {entries} 项，零报告 {nil} 个。',
    en: '{n} offices: {passed} passed, {signed} under review, {late} late; {entries} powers listed, {nil} nil returns.',
  },
  audit: { zh: '完整性核对：疑似漏项、重项', en: 'Completeness audit' },
  auditText: {
    zh: '处室签字上报后，系统对照上次公布的清单、上级目录、同级同类机关、处室和岗位的职责、权力类型提出；每一条都要有人说明，才能结束。',
    en: 'Once an office has handed in: compared with the last list, the lists above, bodies of the same kind, the duties of offices and posts, and the types of power. Each is explained by a person before the campaign closes.',
  },
  left: { zh: '还有 {n} 条没有说明', en: '{n} not explained yet' },
  report: { zh: '结果报告', en: 'Report' },
  close: { zh: '结束这次清权', en: 'Close the campaign' },
  sure: {
    zh: '结束后结果固定，各处室不能再改。',
    en: 'The results are fixed and no office changes its return any more.',
  },
  closeIt: { zh: '确认结束', en: 'Close it' },
  closed: { zh: '已结束', en: 'closed' },
  running: { zh: '进行中', en: 'open' },
});

export function CampaignPage(): ReactNode {
  const { campaignId } = useParams({ from: '/shell/campaigns/$campaignId' });
  const query = useQuery(campaignQuery(campaignId));
  return <Await query={query}>{(data) => <Campaign campaign={data} />}</Await>;
}

function Campaign({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const act = useAct(['campaigns']);
  const { tasks, findings } = campaign;
  const unexplained = findings.filter(({ explanation }) => explanation === null).length;
  const passed = tasks.filter(({ state }) => state === 'passed').length;
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  return (
    <>
      <Link to="/campaigns">{say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {campaign.name}{' '}
        <Tag color={campaign.state === 'open' ? 'processing' : 'default'}>
          {say(campaign.state === 'open' ? m.running : m.closed)}
        </Tag>
      </Typography.Title>
      <p className="quiet">
        {[campaign.basis, say(m.due, { day: day(campaign.deadline) })].filter(Boolean).join(' · ')}
      </p>
      {campaign.phases.length > 0 && (
        <ol className="campaign-phases">
          {campaign.phases.map(({ name, from, to }) => (
            <li key={name}>
              <b>{name}</b>
              <div className="quiet">
                {day(from)} – {day(to)}
              </div>
            </li>
          ))}
        </ol>
      )}
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.board)}</Typography.Title>
        <p>
          {say(m.sums, {
            n: tasks.length,
            passed,
            signed: tasks.filter(({ state }) => state === 'signed' || state === 'countersigned').length,
            late: tasks.filter(({ daysLate }) => daysLate > 0).length,
            entries: tasks.reduce((sum, { entries }) => sum + entries, 0),
            nil: tasks.filter(({ nil }) => nil).length,
          })}
        </p>
        <TasksTable tasks={tasks} />
        <div className="desk-acts">
          <Link to="/campaigns/$campaignId/report" params={{ campaignId: campaign.id }}>
            {say(m.report)}
          </Link>
        </div>
      </section>
      <Reminders tasks={tasks} />
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.audit)}</Typography.Title>
        <p className="quiet import-lead">{say(m.auditText)}</p>
        {unexplained > 0 && <p className="review-missing">{say(m.left, { n: unexplained })}</p>}
        <FindingsTable campaignId={campaign.id} findings={findings} />
      </section>
      {act.error && <Failure error={act.error} />}
      {campaign.mayRun && campaign.state === 'open' && (
        <div className="desk-acts">
          <Popconfirm
            title={say(m.sure)}
            okText={say(m.closeIt)}
            onConfirm={() => act.mutate({ path: `/campaigns/${campaign.id}/closing` })}
          >
            <Button type="primary" loading={act.isPending}>
              {say(m.close)}
            </Button>
          </Popconfirm>
        </div>
      )}
    </>
  );
}
