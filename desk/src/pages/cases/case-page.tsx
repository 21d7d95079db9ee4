import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Descriptions, Tabs, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CaseDetail, StepView } from '#modules/cases/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import type { ApiRefusal } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { formatAt, formatDueAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { caseQuery, worklistQuery } from '../../lib/queries.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { CaseApplication } from './case-application.tsx';
import { CaseChart } from './case-chart.tsx';
import { CaseClocks } from './case-clocks.tsx';
import { CaseDocuments } from './case-documents.tsx';
import { CaseMaterials } from './case-materials.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { InstantCard } from './instant-card.tsx';
import { GoverningCard } from '../rules/governing-card.tsx';
import { textsIn } from './kept-step.ts';
import type { StepValues } from './need-fields.tsx';
import { OtherActs } from './other-acts.tsx';
import { Said } from '../../lib/said.tsx';
import { StateWord } from './state-word.tsx';
import { StepCard } from './step-card.tsx';
import './cases.css';

const m = messages({
  back: { zh: '← 全部办件', en: '← All cases' },
  now: { zh: '现在要做的', en: 'To do now' },
  nothing: { zh: '这件现在没有等您办的环节。', en: 'No step of this case waits for you.' },
  ended: { zh: '这件已经办完，没有待办环节。', en: 'This case has ended.' },
  elsewhere: { zh: '正在等：', en: 'Waiting for:' },
  clocks: { zh: '期限', en: 'Clocks' },
  noClock: { zh: '受理后开始计时。', en: 'The clocks begin with acceptance.' },
  party: { zh: '相对人', en: 'Party' },
  timeline: { zh: '经过', en: 'Timeline' },
  documents: { zh: '文书和材料 {n}', en: 'Documents {n}' },
  received: { zh: '收件', en: 'received' },
  accepted: { zh: '受理', en: 'accepted' },
  version: { zh: '按第 {n} 版办理', en: 'under version {n}' },
  trial: {
    zh: '试运行版本（到{until}），本件按它办到底',
    en: 'a version on trial (until {until}); this case is finished under it',
  },
  masked: { zh: '联系方式只对在办岗位显示', en: 'contact shown to handling posts only' },
  phone: { zh: '电话', en: 'Phone' },
  contact: { zh: '联系人', en: 'Contact person' },
  email: { zh: '电子邮箱', en: 'E-mail' },
  address: { zh: '地址', en: 'Address' },
  name: { zh: '名称', en: 'Name' },
  id: { zh: '证件', en: 'Id' },
  agent: { zh: '代理人', en: 'Agent' },
  waiting: { zh: '尚未受理', en: 'not accepted yet' },
  decision: { zh: '决定', en: 'Decision' },
  until: { zh: '{day}前（含当日）', en: 'by {day}' },
  asked: {
    zh: '本件已提请偏离流程，等待领导决定；决定前仍按公布的流程办理。',
    en: 'It was asked that this case leave its flow; until a leader decides it runs on as published.',
  },
  toDeviations: { zh: '看提请', en: 'See the proposal' },
  stands: {
    zh: '正在进行特别程序，这段时间不计入期限，其他环节暂停办理。程序结束后，由承办人“恢复计时”，再接着办。',
    en: 'A special procedure is under way: this time is not counted and no other step is done. When it is over, the handler lets the clock run again and goes on.',
  },
  lost: { zh: '“{step}”刚刚已由他人办理', en: '“{step}” has just been done by somebody else' },
  lostText: {
    zh: '您的操作没有写入。您填写的内容在下面，可以复制：',
    en: 'Nothing of yours was written. What you typed is below, to be copied:',
  },
});

/** A case on one page: the one thing to do, what happened, and beside it clocks, chart and party. */
export function CasePage(): ReactNode {
  const { caseId } = useParams({ from: '/shell/cases/$caseId' });
  const query = useQuery(caseQuery(caseId));
  return <Await query={query}>{(data) => <Workspace key={data.caseId} file={data} />}</Await>;
}

type Lost = { readonly step: string; readonly texts: readonly string[] };

function Workspace({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const [lost, setLost] = useState<Lost | undefined>();
  useNeighbours(file.caseId);
  const open = file.steps.filter((step) => step.closedAt === null);
  const mine = open.filter((step) => step.refusal === null && step.outcomes.length > 0);
  const others = open.filter((step) => !mine.includes(step));
  const onLost = (step: StepView, values: StepValues, _: ApiRefusal): void => {
    const outcome = step.outcomes.find(({ code }) => code === values.outcome)?.label;
    setLost({ step: step.name, texts: textsIn({ ...values, outcome }) });
  };
  return (
    <div className="case">
      <Link to="/cases">{say(m.back)}</Link>
      <header className="case-head">
        <Typography.Title level={2}>
          <Said>{file.power.name}</Said>
        </Typography.Title>
        <StateWord state={file.state} result={file.result} deemed={file.deemed} />
      </header>
      <p className="quiet">
        <b>{file.number ?? say(m.waiting)}</b> · {say(m.received)} {formatAt(file.receivedAt)}
        {file.acceptedOn !== null &&
          ` · ${say(m.accepted)} ${formatDay(LegalDay.parse(file.acceptedOn), lang)}`}{' '}
        ·{' '}
        <a href={`/powers/${encodeURIComponent(file.power.code)}/versions/${file.power.version}`}>
          {say(m.version, { n: file.power.version })}
        </a>
        {file.power.trialUntil !== null &&
          ` · ${say(m.trial, { until: formatDay(LegalDay.parse(file.power.trialUntil), lang) })}`}
      </p>
      <div className="case-page">
        <section className="case-now">
          <h3>{say(m.now)}</h3>
          {lost && (
            <Alert
              type="warning"
              showIcon
              role="alert"
              closable={{ onClose: () => setLost(undefined) }}
              className="desk-card"
              title={say(m.lost, { step: lost.step })}
              description={
                <>
                  {say(m.lostText)}
                  {lost.texts.map((text) => (
                    <div key={text} className="case-said">
                      {text}
                    </div>
                  ))}
                </>
              }
            />
          )}
          {open.some(({ refusal }) => refusal === 'cases/clock-stands') && (
            <Alert type="info" showIcon title={say(m.stands)} className="desk-card" />
          )}
          {mine.length === 0 && <p>{say(open.length === 0 ? m.ended : m.nothing)}</p>}
          {file.instant && file.state === 'received' && mine.length > 0 && <InstantCard file={file} />}
          {mine.map((step) => (
            <StepCard key={step.id} file={file} step={step} onLost={onLost} />
          ))}
          {others.length > 0 && (
            <p className="case-others">
              {say(m.elsewhere)}
              {others.map((step) => (
                <span key={step.id}>
                  <b>
                    <Said>{step.name}</Said>
                  </b>{' '}
                  <Said>{step.post}</Said>{' '}
                  {step.dueAt !== null && (
                    <span className="quiet">{say(m.until, { day: formatDueAt(step.dueAt, lang) })}</span>
                  )}
                </span>
              ))}
            </p>
          )}
          {open.length > 0 && <GoverningCard code={file.power.code} nodes={open.map(({ node }) => node)} />}
          {file.deviationAsked && (
            <Alert
              type="info"
              showIcon
              title={say(m.asked)}
              action={<Link to="/deviations">{say(m.toDeviations)}</Link>}
              className="desk-card"
            />
          )}
          <OtherActs file={file} />
        </section>
        <aside className="case-side">
          <section>
            <h3>{say(m.clocks)}</h3>
            {file.clocks.length === 0 && <p className="quiet">{say(m.noClock)}</p>}
            <CaseClocks
              clocks={file.clocks}
              nameOf={(node) => file.steps.find((step) => step.node === node)?.name}
            />
          </section>
          <CaseChart svg={file.flowSvg} />
          <section>
            <h3>{say(m.party)}</h3>
            <Party file={file} />
            <CaseApplication file={file} />
          </section>
          <CaseMaterials file={file} />
        </aside>
        <section className="case-past">
          {file.decision && (
            <>
              <h3>{say(m.decision)}</h3>
              <div className="case-decision">
                <p>
                  <Said>{file.decision.content}</Said>
                </p>
                {file.decision.reasons !== '' && (
                  <p>
                    <Said>{file.decision.reasons}</Said>
                  </p>
                )}
                <p className="quiet">
                  {[file.decision.documentNumber, formatDay(LegalDay.parse(file.decision.on), lang)]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
            </>
          )}
          <Tabs
            items={[
              {
                key: 'timeline',
                label: say(m.timeline),
                children: <CaseTimeline events={file.events} steps={file.steps} />,
              },
              {
                key: 'documents',
                label: say(m.documents, {
                  n: file.documents.filter(({ kind }) => kind !== 'application').length,
                }),
                children: <CaseDocuments file={file} />,
              },
            ]}
          />
        </section>
      </div>
    </div>
  );
}

function Party({ file: { party } }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const rows = [
    ['name', party.name],
    ['id', party.id],
    ['contact', party.contact],
    ['phone', party.phone],
    ['email', party.email],
    ['address', party.address],
    ['agent', party.agent ?? ''],
  ] as const;
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        items={rows
          .filter(([, value]) => value !== '')
          .map(([key, value]) => ({ key, label: say(m[key]), children: <Said>{value}</Said> }))}
      />
      {party.masked && <p className="quiet">{say(m.masked)}</p>}
    </>
  );
}

/** J and K: the next and the previous case of one's own list. */
function useNeighbours(caseId: string): void {
  const navigate = useNavigate();
  const items = useQuery(worklistQuery).data?.items ?? [];
  const ids = [...new Set(items.map((item) => item.caseId))];
  const go = (by: number): void => {
    const at = ids.indexOf(caseId);
    const to = ids[at === -1 ? 0 : at + by];
    if (to !== undefined) void navigate({ to: '/cases/$caseId', params: { caseId: to } });
  };
  useShortcuts({ j: () => go(1), k: () => go(-1) });
}
