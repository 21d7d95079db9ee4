import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Col, Descriptions, Row, Tabs, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#modules/cases/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { caseQuery } from '../../lib/queries.ts';
import { CaseClocks } from './case-clocks.tsx';
import { CaseDocuments } from './case-documents.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { OtherActs } from './other-acts.tsx';
import { StateWord } from './state-word.tsx';
import { StepCard } from './step-card.tsx';

const m = messages({
  back: { zh: '全部办件', en: 'All cases' },
  now: { zh: '现在要做的', en: 'To do now' },
  nothing: { zh: '这件现在没有等您做的环节。', en: 'No step of this case waits for you.' },
  chart: { zh: '办到哪里了', en: 'Where it stands' },
  chartAlt: { zh: '流程图，标出已办、在办和下一步', en: 'Flow chart with what is done, open and next' },
  clocks: { zh: '期限', en: 'Clocks' },
  parties: { zh: '相对人', en: 'Party' },
  timeline: { zh: '经过', en: 'Timeline' },
  documents: { zh: '文书和材料', en: 'Documents' },
  received: { zh: '收件', en: 'Received' },
  accepted: { zh: '受理', en: 'Accepted' },
  version: { zh: '按第 {n} 版办理', en: 'under version {n}' },
  masked: { zh: '联系方式只对在办岗位显示', en: 'contact shown to handling posts only' },
  phone: { zh: '电话', en: 'Phone' },
  address: { zh: '地址', en: 'Address' },
  name: { zh: '名称', en: 'Name' },
  id: { zh: '证件', en: 'Id' },
  waiting: { zh: '待受理', en: 'not accepted yet' },
});

/** A case on one page: what happened on the left, the one thing to do in the middle, chart, clocks and party on the right. */
export function CasePage(): ReactNode {
  const { caseId } = useParams({ from: '/shell/cases/$caseId' });
  const query = useQuery(caseQuery(caseId));
  return <Await query={query}>{(data) => <Workspace file={data} />}</Await>;
}

function Workspace({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const open = file.steps.filter((step) => step.closedAt === null);
  const mine = open.filter((step) => step.refusal === null);
  const others = open.filter((step) => step.refusal !== null);
  return (
    <>
      <Link to="/cases">{say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {file.number ?? say(m.waiting)} <StateWord code={file.state} />
      </Typography.Title>
      <Typography.Paragraph type="secondary">
        <a href={`/powers/${encodeURIComponent(file.power.code)}`}>{file.power.name}</a> ·{' '}
        {say(m.version, { n: file.power.version })} · {say(m.received)} {formatAt(file.receivedAt)}
        {file.acceptedOn !== null &&
          ` · ${say(m.accepted)} ${formatDay(LegalDay.parse(file.acceptedOn), lang)}`}
      </Typography.Paragraph>
      <Row gutter={[24, 24]}>
        <Col xs={{ span: 24, order: 2 }} xl={{ span: 7, order: 1 }}>
          <Tabs
            items={[
              { key: 'timeline', label: say(m.timeline), children: <CaseTimeline events={file.events} /> },
              { key: 'documents', label: say(m.documents), children: <CaseDocuments file={file} /> },
            ]}
          />
        </Col>
        <Col xs={{ span: 24, order: 1 }} xl={{ span: 9, order: 2 }}>
          <Typography.Title level={3}>{say(m.now)}</Typography.Title>
          {mine.length === 0 && <Typography.Paragraph>{say(m.nothing)}</Typography.Paragraph>}
          {mine.map((step) => (
            <StepCard key={step.id} file={file} step={step} />
          ))}
          {others.map((step) => (
            <Card key={step.id} size="small" title={step.name} className="desk-card">
              <span className="quiet">{step.post}</span>
            </Card>
          ))}
          <OtherActs file={file} />
        </Col>
        <Col xs={{ span: 24, order: 3 }} xl={{ span: 8, order: 3 }}>
          <Typography.Title level={3}>{say(m.clocks)}</Typography.Title>
          <CaseClocks clocks={file.clocks} />
          <Typography.Title level={3}>{say(m.chart)}</Typography.Title>
          <div className="desk-chart">
            <img
              alt={say(m.chartAlt)}
              src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(file.flowSvg)}`}
            />
          </div>
          <Typography.Title level={3}>{say(m.parties)}</Typography.Title>
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'name', label: say(m.name), children: file.party.name },
              { key: 'id', label: say(m.id), children: file.party.id },
              { key: 'phone', label: say(m.phone), children: file.party.phone },
              { key: 'address', label: say(m.address), children: file.party.address },
              ...(file.party.masked
                ? [{ key: 'masked', label: '', children: <span className="quiet">{say(m.masked)}</span> }]
                : []),
            ]}
          />
        </Col>
      </Row>
    </>
  );
}
