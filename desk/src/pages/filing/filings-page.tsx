import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Card, Collapse, Popconfirm, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  INTAKE_WORDS,
  Made,
  PACKAGE_KIND_WORDS,
  PACKAGE_STATE_WORDS,
  RECIPIENT_KIND_WORDS,
  type FilingOverview,
  type PackageRow,
  type RecipientRow,
} from '#modules/filing/contract';
import { messages, type Message } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useAct } from '../../lib/use-act.ts';
import { ChangesTable } from './changes-table.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { filingsQuery } from './queries.ts';

const m = messages({
  title: { zh: '备案报送', en: 'Filing upward' },
  intro: {
    zh: '权责清单、流程图和不公开目录报政府监管机构和上级主管部门备案：领导小组办公室准备，负责人签发；第一次报全部，以后只报变化。现有 {catalogue} 项职权、{flows} 张流程图、{register} 条不公开登记可以报送。',
    en: 'Catalogue, flow charts and the non-public register are filed with the supervising government office and the line department above: prepared here, signed by the person responsible; everything at first, then what changed. {catalogue} powers, {flows} charts and {register} entries of the register stand to be filed.',
  },
  recipients: { zh: '接收机关', en: 'Recipients' },
  none: { zh: '还没有登记接收机关。', en: 'No recipient is enrolled yet.' },
  enrol: { zh: '登记接收机关', en: 'Enrol a recipient' },
  card: { zh: '下载本机关登记卡', en: 'Download our card' },
  last: { zh: '上次报送：第 {n} 包，{at} 收到回执', en: 'Last filed: package {n}, receipt of {at}' },
  never: { zh: '还没有报送过', en: 'Nothing filed yet' },
  over: { zh: '网络报送 {url}', en: 'over the network, {url}' },
  byFile: { zh: '文件报送', en: 'by file' },
  unanswered: { zh: '{n} 条改正意见还没有重新报送', en: 'asked to correct, and not filed again yet: {n}' },
  pending: { zh: '与上次报送相比的变化：{n} 处', en: 'Different from what was filed last: {n}' },
  prepare: { zh: '准备报送', en: 'Prepare a package' },
  full: { zh: '重新报送全部', en: 'File everything anew' },
  fullText: {
    zh: '会形成一包，含现有的全部内容，也包括没有变化的，签发后报送。',
    en: 'A package with everything is made, also what has not changed; it goes once it is signed.',
  },
  open: { zh: '去看正在报送的一包', en: 'See the package on its way' },
  inBrackets: { zh: '（{what}）', en: ' ({what})' },
  packages: { zh: '报送记录', en: 'Packages' },
  number: { zh: '包号', en: 'No.' },
  to: { zh: '接收机关', en: 'Recipient' },
  kind: { zh: '内容', en: 'Content' },
  period: { zh: '所属月份', en: 'Month' },
  state: { zh: '状态', en: 'State' },
  prepared: { zh: '准备时间', en: 'Prepared' },
  noPackages: { zh: '还没有报送。', en: 'Nothing has been filed.' },
});

/** To whom the agency files, what would go to each now, and what went. */
export function FilingsPage(): ReactNode {
  const { say } = useLanguage();
  const query = useQuery(filingsQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Await query={query}>{(data) => <Overview data={data} />}</Await>
    </>
  );
}

function Overview({ data }: { readonly data: FilingOverview }): ReactNode {
  const { say } = useLanguage();
  const [enrolling, setEnrolling] = useState(false);
  return (
    <>
      <p className="import-lead">{say(m.intro, data.counts)}</p>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.recipients)}</Typography.Title>
        {data.recipients.length === 0 && <p className="quiet">{say(m.none)}</p>}
        {data.recipients.map((one) => (
          <Recipient key={one.id} recipient={one} mayPrepare={data.mayPrepare} />
        ))}
        <div className="desk-acts">
          {data.mayEnrol && <Button onClick={() => setEnrolling(true)}>{say(m.enrol)}</Button>}
          <Button
            href={`/api/v1/filing-cards/${encodeURIComponent(data.code)}`}
            download="enrolment-card.json"
          >
            {say(m.card)}
          </Button>
        </div>
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.packages)}</Typography.Title>
        <PackagesTable packages={data.packages} />
      </section>
      {enrolling && <EnrolDialog side="above" close={() => setEnrolling(false)} />}
    </>
  );
}

function Recipient({
  recipient,
  mayPrepare,
}: {
  readonly recipient: RecipientRow;
  readonly mayPrepare: boolean;
}): ReactNode {
  const { say } = useLanguage();
  const navigate = useNavigate();
  const act = useAct(['filing']);
  const { last, open, changes, unanswered } = recipient;
  const prepare = (full: boolean): void =>
    act.mutate(
      { path: '/filings', body: { recipientId: recipient.id, full } },
      {
        onSuccess: (made) =>
          void navigate({ to: '/filings/$packageId', params: { packageId: Made.parse(made).id } }),
      },
    );
  return (
    <Card className="desk-card" title={recipient.name}>
      <p>
        <Tag>{say(RECIPIENT_KIND_WORDS[recipient.kind])}</Tag>{' '}
        {last === null ? say(m.never) : say(m.last, { n: last.number, at: formatAt(last.at) })}
        <span className="quiet">
          {' · '}
          {recipient.url === null ? say(m.byFile) : say(m.over, { url: recipient.url })}
        </span>
      </p>
      {unanswered > 0 && last !== null && (
        <p className="review-missing">
          <Link to="/filings/$packageId" params={{ packageId: last.id }}>
            {say(m.unanswered, { n: unanswered })}
          </Link>
        </p>
      )}
      {act.error && <Failure error={act.error} />}
      <Collapse
        size="small"
        items={[
          {
            key: 'changes',
            label: say(m.pending, { n: changes.length }),
            children: <ChangesTable changes={changes} />,
          },
        ]}
      />
      <div className="desk-acts">
        {open !== null && (
          <Link to="/filings/$packageId" params={{ packageId: open.id }}>
            {say(m.open)}
            {say(m.inBrackets, { what: say(stateWord(open)) })}
          </Link>
        )}
        {mayPrepare && open === null && (
          <>
            <Button
              type="primary"
              disabled={changes.length === 0}
              loading={act.isPending}
              onClick={() => prepare(false)}
            >
              {say(m.prepare)}
            </Button>
            {last !== null && (
              <Popconfirm
                title={say(m.full)}
                description={say(m.fullText)}
                okText={say(m.full)}
                onConfirm={() => prepare(true)}
              >
                <Button loading={act.isPending}>{say(m.full)}</Button>
              </Popconfirm>
            )}
          </>
        )}
      </div>
    </Card>
  );
}

const COLOURS = {
  received: 'success',
  refused: 'error',
  prepared: 'warning',
  signed: 'processing',
  withdrawn: 'default',
};

/** Of a signed package that was taken out as a file nothing more is known until its receipt comes. */
function stateWord({ state, takenOut }: Pick<PackageRow, 'state' | 'takenOut'>): Message {
  return PACKAGE_STATE_WORDS[state === 'signed' && takenOut ? 'taken-out' : state];
}

export function StateTag({ row }: { readonly row: PackageRow }): ReactNode {
  const { say } = useLanguage();
  return <Tag color={COLOURS[row.state]}>{say(stateWord(row))}</Tag>;
}

function PackagesTable({ packages }: { readonly packages: readonly PackageRow[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<PackageRow>
      rowKey="id"
      items={packages}
      empty={say(m.noPackages)}
      columns={[
        {
          title: say(m.to),
          key: 'to',
          render: (_, row) => (
            <Link to="/filings/$packageId" params={{ packageId: row.id }}>
              {row.recipient}
            </Link>
          ),
        },
        { title: say(m.number), key: 'number', width: 80, render: (_, row) => row.number },
        {
          title: say(m.kind),
          key: 'kind',
          width: 120,
          render: (_, row) => say(PACKAGE_KIND_WORDS[row.kind]),
        },
        { title: say(m.period), key: 'period', width: 110, render: (_, row) => row.period },
        {
          title: say(m.state),
          key: 'state',
          render: (_, row) => (
            <>
              <StateTag row={row} />
              {row.refusal !== null && <div className="quiet">{say(INTAKE_WORDS[row.refusal])}</div>}
            </>
          ),
        },
        { title: say(m.prepared), key: 'prepared', width: 160, render: (_, row) => formatAt(row.preparedAt) },
      ]}
    />
  );
}
