import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Modal, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  CHANNEL_WORDS,
  INTAKE_CODES,
  INTAKE_WORDS,
  OUTCOME_WORDS,
  PACKAGE_KIND_WORDS,
  type CarriedRow,
  type PackageDetail,
} from '#modules/filing/contract';
import { messages } from '#platform/i18n';
import { apiFile } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useMe } from '../../lib/session.tsx';
import { saveFile } from '../../lib/save-file.ts';
import { useAct } from '../../lib/use-act.ts';
import { ChangesTable } from './changes-table.tsx';
import { FiledEntry } from './filed-entry.tsx';
import { FileButton } from './file-button.tsx';
import { StateTag } from './filings-page.tsx';
import { packageQuery } from './queries.ts';
import { RemarksList } from './remarks-list.tsx';
import { SignedNote } from './signed-note.tsx';

const m = messages({
  back: { zh: '← 备案报送', en: '← Filing upward' },
  title: { zh: '报{recipient}：第 {n} 包', en: 'Package {n} to {recipient}' },
  facts: {
    zh: '{kind} · {period} · {at} 准备',
    en: '{kind} · {period} · prepared {at}',
  },
  rests: { zh: '接第 {n} 包', en: 'on package {n}' },
  signed: { zh: '{post} 于 {at} 签发', en: 'signed by {post} at {at}' },
  next: { zh: '已试 {n} 次没有送达，{at} 再试', en: 'tried {n} times without success; next at {at}' },
  stuck: {
    zh: '试了 {n} 次没有送达，不再自动试。可以再次发送，也可以改用文件。',
    en: 'Tried {n} times without success, and not again by itself. Send it again, or take it as a file.',
  },
  sending: { zh: '正在发送，一般不到一分钟。', en: 'On its way; it takes less than a minute.' },
  byFile: {
    zh: '这个机关没有登记网络地址：导出文件送去，再把对方的回执导入。',
    en: 'This recipient has no address: take the file there, and bring back its receipt.',
  },
  sign: { zh: '签发', en: 'Sign' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  send: { zh: '再次发送', en: 'Send again' },
  out: { zh: '导出报送文件', en: 'Take out as a file' },
  receipt: { zh: '导入回执', en: 'Bring in a receipt' },
  remarks: { zh: '导入意见', en: 'Bring in comments' },
  receiptText: { zh: '回执原文', en: 'The receipt' },
  seal: { zh: '签发凭据', en: 'The seal' },
  receiptFor: {
    zh: '对方收下时用自己的密钥签的名，证明这一包它在什么时候收到、一字未改。平时不用看；有争议时连同报送文件一起出示，任何人都能验证。',
    en: 'Signed by the recipient’s key: it took exactly this package at that time. Not needed day to day; in a dispute show it with the package, and anybody can verify it.',
  },
  sealFor: {
    zh: '本机关签发时用备案密钥签的名，证明谁在什么时候签发了这一包的哪些内容。对方收包时自动核对，平时不用看。',
    en: 'Signed by our filing key: who signed which content and when. The recipient checks it by itself; not needed day to day.',
  },
  content: { zh: '包里有什么', en: 'What it carries' },
  comments: { zh: '对方的意见', en: 'Comments' },
  noComments: { zh: '还没有收到对方的意见。', en: 'No comments have come yet.' },
  fetch: { zh: '现在去取意见', en: 'Fetch comments now' },
  fetched: {
    zh: '每 10 分钟自动向对方取一次最近一包的意见；也可以现在去取。',
    en: 'Comments on the newest package are fetched by themselves every ten minutes; or fetch them now.',
  },
  history: { zh: '往来记录', en: 'History' },
  at: { zh: '时间', en: 'Time' },
  what: { zh: '事项', en: 'What' },
  channel: { zh: '方式', en: 'How' },
  noHistory: { zh: '还没有送出。', en: 'Not sent yet.' },
  by: { zh: '签发人', en: 'Signed by' },
  covers: { zh: '签的是', en: 'Over' },
  n: {
    zh: '{sums}；每一项的全部内容都可以在“包里有什么”里逐项打开看',
    en: '{sums}; each opens in full under “What it carries”',
  },
  sums: {
    zh: '只报变化 {all} 项：新增 {new}，有变化 {changed}，取消 {removed}',
    en: 'what changed, {all}: new {new}, changed {changed}, taken off {removed}',
  },
  sumsFull: {
    zh: '报送全部 {all} 项：新增 {new}，有变化 {changed}，与上次报送相同 {same}；另取消 {removed}',
    en: 'everything, {all}: new {new}, changed {changed}, the same as filed before {same}; taken off {removed}',
  },
  openHint: {
    zh: '点名称可以打开这一项报送的全部内容：各要素、流程图和与上次报送的不同。',
    en: 'A name opens everything that is filed of it: its elements, its chart, and what differs from the filing before.',
  },
  digest: { zh: '内容摘要（SHA-256）', en: 'Digest (SHA-256)' },
});

export function PackagePage(): ReactNode {
  const { packageId } = useParams({ from: '/shell/filings/$packageId' });
  const query = useQuery(packageQuery(packageId));
  return <Await query={query}>{(data) => <Package one={data} />}</Await>;
}

/** What a package carries, in figures. */
function sumsOf({ kind, changes }: PackageDetail, say: ReturnType<typeof useLanguage>['say']): string {
  const count = (change: CarriedRow['change']): number =>
    changes.filter((one) => one.change === change).length;
  const removed = count('removed');
  return say(kind === 'full' ? m.sumsFull : m.sums, {
    all: kind === 'full' ? changes.length - removed : changes.length,
    new: count('new'),
    changed: count('changed'),
    same: count('same'),
    removed,
  });
}

function Package({ one }: { readonly one: PackageDetail }): ReactNode {
  const { say } = useLanguage();
  const [shown, setShown] = useState<CarriedRow>();
  return (
    <>
      <Link to="/filings">{say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {say(m.title, { recipient: one.recipient, n: one.number })} <StateTag row={one} />
      </Typography.Title>
      <p className="quiet">
        {[
          say(m.facts, {
            kind: say(PACKAGE_KIND_WORDS[one.kind]),
            period: one.period,
            at: formatAt(one.preparedAt),
          }),
          ...(one.previous === null ? [] : [say(m.rests, { n: one.previous })]),
          ...(one.signedAt === null
            ? []
            : [say(m.signed, { post: one.signedPost ?? '', at: formatAt(one.signedAt) })]),
        ].join(' · ')}
      </p>
      {one.refusal !== null && <Alert type="error" showIcon title={say(INTAKE_WORDS[one.refusal])} />}
      {one.state === 'signed' && <Progress one={one} />}
      <Acts one={one} />
      {one.signedAt !== null && (
        <section className="desk-section">
          <Typography.Title level={3}>{say(m.comments)}</Typography.Title>
          {one.acts.includes('fetch-remarks') && <p className="quiet">{say(m.fetched)}</p>}
          <RemarksList remarks={one.remarks} empty={say(m.noComments)} />
        </section>
      )}
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.content)}</Typography.Title>
        <p>{sumsOf(one, say)}</p>
        <p className="quiet">{say(m.openHint)}</p>
        <ChangesTable changes={one.changes} open={setShown} />
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.history)}</Typography.Title>
        <History one={one} />
        {one.receipt !== null && (
          <>
            <SignedNote title={say(m.receiptText)} purpose={say(m.receiptFor)} text={one.receipt} />
          </>
        )}
        {one.seal !== null && (
          <>
            <SignedNote title={say(m.seal)} purpose={say(m.sealFor)} text={one.seal} />
          </>
        )}
      </section>
      {shown && (
        <FiledEntry of={{ path: `/filings/${one.id}`, ...shown }} close={() => setShown(undefined)} />
      )}
    </>
  );
}

function Progress({ one }: { readonly one: PackageDetail }): ReactNode {
  const { say } = useLanguage();
  if (one.recipientUrl === null) return <Alert type="info" showIcon title={say(m.byFile)} />;
  if (one.attempts === 0) return <Alert type="info" showIcon title={say(m.sending)} />;
  return one.nextAt === null ? (
    <Alert type="warning" showIcon title={say(m.stuck, { n: one.attempts })} />
  ) : (
    <Alert type="info" showIcon title={say(m.next, { n: one.attempts, at: formatAt(one.nextAt) })} />
  );
}

function Acts({ one }: { readonly one: PackageDetail }): ReactNode {
  const { say } = useLanguage();
  const [signing, setSigning] = useState(false);
  const act = useAct(['filing']);
  const client = useQueryClient();
  const out = useMutation({
    mutationFn: async () => {
      saveFile(`${one.recipient}-${one.number}.json`, await apiFile(`/filings/${one.id}/package`));
      await client.invalidateQueries({ queryKey: ['filing'] });
    },
  });
  const may = (name: PackageDetail['acts'][number]): boolean => one.acts.includes(name);
  const path = `/filings/${one.id}`;
  return (
    <>
      {act.error && <Failure error={act.error} />}
      {out.error && <Failure error={out.error} />}
      <div className="desk-acts">
        {may('sign') && (
          <Button type="primary" onClick={() => setSigning(true)}>
            {say(m.sign)}
          </Button>
        )}
        {may('send') && (
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() => act.mutate({ path: `${path}/sending` })}
          >
            {say(m.send)}
          </Button>
        )}
        {may('take-out') && (
          <Button loading={out.isPending} onClick={() => out.mutate()}>
            {say(m.out)}
          </Button>
        )}
        {may('take-receipt') && (
          <FileButton
            label={say(m.receipt)}
            accept=".txt"
            onText={(receipt) => act.mutate({ path: `${path}/receipt`, body: { receipt } })}
          />
        )}
        {may('fetch-remarks') && (
          <Button loading={act.isPending} onClick={() => act.mutate({ path: `${path}/remarks-asked` })}>
            {say(m.fetch)}
          </Button>
        )}
        {may('take-remarks') && (
          <FileButton
            label={say(m.remarks)}
            accept=".json"
            onText={(text) => act.mutate({ path: `${path}/remarks`, body: parsed(text) })}
          />
        )}
        {may('withdraw') && (
          <Button loading={act.isPending} onClick={() => act.mutate({ path: `${path}/withdrawal` })}>
            {say(m.withdraw)}
          </Button>
        )}
      </div>
      {signing && <SignDialog one={one} close={() => setSigning(false)} />}
    </>
  );
}

/** A file that is no JSON goes to the server as its text, which refuses it in words. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function SignDialog({ one, close }: { readonly one: PackageDetail; close(): void }): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const act = useAct(['filing'], close);
  return (
    <Modal
      open
      title={say(m.title, { recipient: one.recipient, n: one.number })}
      okText={say(m.sign)}
      onOk={() => act.mutate({ path: `/filings/${one.id}/signature`, body: { digest: one.digest } })}
      onCancel={close}
      confirmLoading={act.isPending}
      destroyOnHidden
    >
      {act.error && <Failure error={act.error} />}
      <dl className="campaign-covers">
        <dt>{say(m.by)}</dt>
        <dd>{[me.posts[0]?.name, me.name].filter(Boolean).join(' · ')}</dd>
        <dt>{say(m.covers)}</dt>
        <dd>{say(m.n, { sums: sumsOf(one, say) })}</dd>
        <dt>{say(m.digest)}</dt>
        <dd>
          <code>{one.digest}</code>
        </dd>
      </dl>
    </Modal>
  );
}

function History({ one }: { readonly one: PackageDetail }): ReactNode {
  const { say } = useLanguage();
  const because = (code: string): string => {
    const known = INTAKE_CODES.find((each) => each === code);
    return known === undefined ? code : say(INTAKE_WORDS[known]);
  };
  return (
    <Rows<PackageDetail['history'][number]>
      rowKey={({ at, outcome }) => `${at} ${outcome}`}
      items={one.history}
      empty={say(m.noHistory)}
      columns={[
        { title: say(m.at), key: 'at', width: 160, render: (_, row) => formatAt(row.at) },
        {
          title: say(m.channel),
          key: 'channel',
          width: 120,
          render: (_, row) => (row.channel === null ? '—' : say(CHANNEL_WORDS[row.channel])),
        },
        {
          title: say(m.what),
          key: 'what',
          render: (_, row) => (
            <>
              {say(OUTCOME_WORDS[row.outcome])}
              {row.count !== null && ` · ${row.count}`}
              {row.code !== null && <div className="quiet">{because(row.code)}</div>}
            </>
          ),
        },
      ]}
    />
  );
}
