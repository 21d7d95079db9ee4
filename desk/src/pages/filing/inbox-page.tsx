import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  CHANNEL_WORDS,
  INTAKE_WORDS,
  LEVEL_WORDS,
  PACKAGE_KIND_WORDS,
  REMARK_WORDS,
  Taken,
  type Inbox,
  type ReceivedRow,
  type RefusedRow,
  type SenderRow,
} from '#modules/filing/contract';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useAct } from '../../lib/use-act.ts';
import { EnrolDialog } from './enrol-dialog.tsx';
import { FileButton } from './file-button.tsx';
import { inboxQuery } from './queries.ts';

const m = messages({
  title: { zh: '下级备案', en: 'Filings from below' },
  intro: {
    zh: '下级机关报来的权责清单和流程图。只收已登记的机关用登记密钥签发、没有改动过的报送包；收下的给签名回执，拒收的记明原因。',
    en: 'Catalogues and flow charts filed by bodies below. Only packages of known senders, sealed with their known key and unaltered, are taken; each gets a signed receipt, and every refusal is on record with its reason.',
  },
  take: { zh: '导入报送文件', en: 'Take in a file' },
  enrol: { zh: '登记报送机关', en: 'Enrol a sender' },
  card: { zh: '下载本机关登记卡', en: 'Download our card' },
  received: { zh: '收到的报送', en: 'Taken' },
  refused: { zh: '拒收记录', en: 'Refused' },
  senders: { zh: '已登记的报送机关', en: 'Known senders' },
  sender: { zh: '报送机关', en: 'Sender' },
  number: { zh: '包号', en: 'No.' },
  kind: { zh: '内容', en: 'Content' },
  period: { zh: '所属月份', en: 'Month' },
  at: { zh: '时间', en: 'Time' },
  comments: { zh: '意见', en: 'Comments' },
  why: { zh: '原因', en: 'Reason' },
  channel: { zh: '方式', en: 'How' },
  size: { zh: '{n} 字节，SHA-256 {digest}', en: '{n} bytes, SHA-256 {digest}' },
  stranger: { zh: '不能确认', en: 'not known' },
  held: { zh: '在案', en: 'On file' },
  heldText: { zh: '{n} 项职权，到第 {number} 包', en: '{n} powers, up to package {number}' },
  witnessed: { zh: '账本见证', en: 'Ledger witnessed' },
  upTo: { zh: '到第 {n} 条', en: 'up to entry {n}' },
  notYet: { zh: '还没有请本机关见证', en: 'not asked to yet' },
  compare: { zh: '对账', en: 'Reconcile' },
  noReceived: { zh: '还没有收到报送。', en: 'Nothing has come yet.' },
  noRefused: { zh: '没有拒收过。', en: 'Nothing was refused.' },
  noSenders: { zh: '还没有登记报送机关。', en: 'No sender is enrolled yet.' },
});

/** What bodies below file here: packages, refusals, and who may file. */
export function InboxPage(): ReactNode {
  const { say } = useLanguage();
  const query = useQuery(inboxQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(m.intro)}</p>
      <Await query={query}>{(data) => <Contents inbox={data} />}</Await>
    </>
  );
}

function Contents({ inbox }: { readonly inbox: Inbox }): ReactNode {
  const { say } = useLanguage();
  const [enrolling, setEnrolling] = useState(false);
  const navigate = useNavigate();
  const act = useAct(['filing']);
  const take = (text: string): void =>
    act.mutate(
      { path: '/filing-inbox', body: new Blob([text], { type: 'application/json' }) },
      {
        onSuccess: (taken) =>
          void navigate({ to: '/filing-inbox/$packageId', params: { packageId: Taken.parse(taken).id } }),
      },
    );
  return (
    <>
      {act.error && <Failure error={act.error} />}
      <div className="desk-acts">
        {inbox.mayReceive && (
          <FileButton primary label={say(m.take)} accept=".json" loading={act.isPending} onText={take} />
        )}
        {inbox.mayEnrol && <Button onClick={() => setEnrolling(true)}>{say(m.enrol)}</Button>}
        <Button
          href={`/api/v1/filing-cards/${encodeURIComponent(inbox.code)}`}
          download="enrolment-card.json"
        >
          {say(m.card)}
        </Button>
      </div>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.received)}</Typography.Title>
        <Received rows={inbox.received} />
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.senders)}</Typography.Title>
        <Senders rows={inbox.senders} />
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.refused)}</Typography.Title>
        <Refused rows={inbox.refused} />
      </section>
      {enrolling && <EnrolDialog side="below" close={() => setEnrolling(false)} />}
    </>
  );
}

function Received({ rows }: { readonly rows: readonly ReceivedRow[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<ReceivedRow>
      rowKey="id"
      items={rows}
      empty={say(m.noReceived)}
      columns={[
        {
          title: say(m.sender),
          key: 'sender',
          render: (_, row) => (
            <Link to="/filing-inbox/$packageId" params={{ packageId: row.id }}>
              {row.sender}
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
        { title: say(m.at), key: 'at', width: 160, render: (_, row) => formatAt(row.receivedAt) },
        {
          title: say(m.comments),
          key: 'comments',
          width: 100,
          render: (_, row) =>
            row.comments === 0 && row.noObjection ? say(REMARK_WORDS['no-objection']) : row.comments,
        },
      ]}
    />
  );
}

function Senders({ rows }: { readonly rows: readonly SenderRow[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<SenderRow>
      rowKey="id"
      items={rows}
      empty={say(m.noSenders)}
      columns={[
        {
          title: say(m.sender),
          key: 'name',
          render: (_, row) => (
            <>
              {row.name}
              <div className="quiet">
                <code>{row.code}</code> · {say(LEVEL_WORDS[row.level])}
              </div>
            </>
          ),
        },
        {
          title: say(m.held),
          key: 'held',
          render: (_, row) => say(m.heldText, { n: row.items, number: row.lastNumber }),
        },
        {
          title: say(m.witnessed),
          key: 'witnessed',
          render: (_, row) => (row.witnessed === null ? say(m.notYet) : say(m.upTo, { n: row.witnessed })),
        },
        {
          title: say(m.compare),
          key: 'compare',
          width: 110,
          render: (_, row) => (
            <Link to="/filing-senders/$senderId" params={{ senderId: row.id }}>
              {say(m.compare)}
            </Link>
          ),
        },
      ]}
    />
  );
}

function Refused({ rows }: { readonly rows: readonly RefusedRow[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Rows<RefusedRow>
      rowKey="id"
      items={rows}
      empty={say(m.noRefused)}
      columns={[
        { title: say(m.at), key: 'at', width: 160, render: (_, row) => formatAt(row.at) },
        { title: say(m.sender), key: 'sender', render: (_, row) => row.sender ?? say(m.stranger) },
        {
          title: say(m.channel),
          key: 'channel',
          width: 110,
          render: (_, row) => say(CHANNEL_WORDS[row.channel]),
        },
        {
          title: say(m.why),
          key: 'why',
          render: (_, row) => (
            <>
              {say(INTAKE_WORDS[row.refusal])}
              <div className="quiet campaign-digest">
                {say(m.size, { n: row.bytes, digest: `${row.digest.slice(0, 16)}…` })}
              </div>
            </>
          ),
        },
      ]}
    />
  );
}
