import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Popconfirm, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { CAMPAIGN_STATE_WORDS, type CampaignDetail } from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CancelDialog, RescheduleDialog } from './change-dialogs.tsx';
import { FindingsTable } from './findings-table.tsx';
import { campaignQuery } from './queries.ts';
import { Reminders } from './reminders.tsx';
import { TasksTable } from './tasks-table.tsx';
import { TrialPhase } from './trial-phase.tsx';

const m = messages({
  back: { zh: '← 清权', en: '← Clean-up of powers' },
  due: { zh: '填报截止 {day}', en: 'returns due {day}' },
  board: { zh: '各处室进度', en: 'Offices' },
  sums: {
    zh: '共 {n} 个处室：已通过 {passed}，待审核 {signed}，迟报 {late}，列出事项 {entries} 项，零报告 {nil} 个。',
    en: '{n} offices: {passed} passed, {signed} under review, {late} late; {entries} powers listed, {nil} nil returns.',
  },
  sumsThen: {
    zh: '撤销时共 {n} 个处室：已通过 {passed}，待审核 {signed}，迟报 {late}，列出事项 {entries} 项，零报告 {nil} 个。',
    en: 'When it was cancelled: {n} offices, {passed} passed, {signed} under review, {late} late; {entries} powers listed, {nil} nil returns.',
  },
  audit: { zh: '完整性核对：疑似漏项、重项', en: 'Completeness audit' },
  auditText: {
    zh: '处室签字上报后，系统对照上次公布的清单、上级目录、同级同类机关、处室和岗位的职责、权力类型提出；每一条都要有人说明，才能结束。',
    en: 'Once an office has handed in: compared with the last list, the lists above, bodies of the same kind, the duties of offices and posts, and the types of power. Each is explained by a person before the campaign closes.',
  },
  before: {
    zh: '还有 {tasks} 个处室没有办完、{findings} 条疑问没有说明；都办完了才能结束。',
    en: '{tasks} offices are not done and {findings} findings not explained; it can be closed when all are.',
  },
  left: { zh: '还有 {n} 条没有说明', en: '{n} not explained yet' },
  leftThen: {
    zh: '撤销时有 {n} 条没有说明，不用再说明。',
    en: '{n} were not explained when it was cancelled; they no longer need to be.',
  },
  noneThen: {
    zh: '撤销时还没有处室签字上报，没有核对过。',
    en: 'No office had handed in when it was cancelled: nothing was compared.',
  },
  report: { zh: '结果报告', en: 'Report' },
  close: { zh: '结束这次清权', en: 'Close the campaign' },
  sure: {
    zh: '结束后结果固定，各处室不能再改。',
    en: 'The results are fixed and no office changes its return any more.',
  },
  closeIt: { zh: '确认结束', en: 'Close it' },
  none: {
    zh: '还没有处室签字上报，没有可对照的内容。',
    en: 'No office has handed in yet: there is nothing to compare.',
  },
  move: { zh: '改期', en: 'Move the dates' },
  cancel: { zh: '撤销', en: 'Cancel the campaign' },
  moved: { zh: '截止日由{before}改为{after}', en: 'due {after} instead of {before}' },
  phasesMoved: { zh: '调整了阶段', en: 'phases moved' },
  cancelled: { zh: '撤销了这次清权', en: 'cancelled' },
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
  const [dialog, setDialog] = useState<'move' | 'cancel'>();
  const close = (): void => setDialog(undefined);
  const unexplained = findings.filter(({ explanation }) => explanation === null).length;
  const unfinished = tasks.filter(({ state }) => state !== 'passed' && state !== 'released').length;
  const handedIn = tasks.filter(({ handedInOn }) => handedInOn !== null).length;
  const passed = tasks.filter(({ state }) => state === 'passed').length;
  const cancelled = campaign.state === 'cancelled';
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  return (
    <>
      <Link to="/campaigns">{say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {campaign.name}{' '}
        <Tag color={campaign.state === 'open' ? 'processing' : 'default'}>
          {say(CAMPAIGN_STATE_WORDS[campaign.state])}
        </Tag>
      </Typography.Title>
      <p className="quiet">
        {[campaign.basis, say(m.due, { day: day(campaign.deadline) })].filter(Boolean).join(' · ')}
      </p>
      {campaign.phases.length > 0 && (
        <ol className="campaign-phases">
          {campaign.phases.map(({ name, from, to }) => (
            <li key={`${name}${from}`}>
              <b>{name}</b>
              <div className="quiet">
                {day(from)} – {day(to)}
              </div>
            </li>
          ))}
        </ol>
      )}
      <Changes changes={campaign.changes} />
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.board)}</Typography.Title>
        <p>
          {say(cancelled ? m.sumsThen : m.sums, {
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
      {campaign.trials !== null && <TrialPhase {...campaign.trials} />}
      <Reminders tasks={tasks} />
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.audit)}</Typography.Title>
        {!cancelled && <p className="quiet import-lead">{say(m.auditText)}</p>}
        {unexplained > 0 && (
          <p className={cancelled ? 'quiet' : 'review-missing'}>
            {say(cancelled ? m.leftThen : m.left, { n: unexplained })}
          </p>
        )}
        {findings.length === 0 && handedIn === 0 ? (
          <p className="quiet">{say(cancelled ? m.noneThen : m.none)}</p>
        ) : (
          <FindingsTable campaignId={campaign.id} findings={findings} />
        )}
      </section>
      {act.error && <Failure error={act.error} />}
      {campaign.mayRun && campaign.state === 'open' && unfinished + unexplained > 0 && (
        <p className="quiet">{say(m.before, { tasks: unfinished, findings: unexplained })}</p>
      )}
      {campaign.mayRun && campaign.state === 'open' && (
        <div className="desk-acts">
          <Popconfirm
            title={say(m.sure)}
            okText={say(m.closeIt)}
            onConfirm={() => act.mutate({ path: `/campaigns/${campaign.id}/closing` })}
          >
            <Button type="primary" loading={act.isPending} disabled={unfinished + unexplained > 0}>
              {say(m.close)}
            </Button>
          </Popconfirm>
          <Button onClick={() => setDialog('move')}>{say(m.move)}</Button>
          <Button danger onClick={() => setDialog('cancel')}>
            {say(m.cancel)}
          </Button>
        </div>
      )}
      {dialog === 'move' && <RescheduleDialog campaign={campaign} close={close} />}
      {dialog === 'cancel' && <CancelDialog campaign={campaign} close={close} />}
    </>
  );
}

/** What was moved since the campaign was opened, and why. */
function Changes({ changes }: Pick<CampaignDetail, 'changes'>): ReactNode {
  const { say, lang } = useLanguage();
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  if (changes.length === 0) return null;
  return (
    <ul className="campaign-changes">
      {changes.map(({ kind, before, after, reason, person, at }) => (
        <li key={at}>
          {kind === 'cancel'
            ? say(m.cancelled)
            : before === after
              ? say(m.phasesMoved)
              : say(m.moved, { before: day(before), after: day(after) })}
          ：{reason}
          <div className="quiet">
            {person} · {formatAt(at)}
          </div>
        </li>
      ))}
    </ul>
  );
}
