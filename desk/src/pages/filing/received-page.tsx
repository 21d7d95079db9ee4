import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Form, Input, Radio, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { elementWord } from '#modules/disclosure/contract';
import {
  CHANGE_WORDS,
  PACKAGE_KIND_WORDS,
  PART_WORDS,
  REMARK_WORDS,
  type ReceivedDetail,
  type ReceivedEntry,
} from '#modules/filing/contract';
import { formatPeriod, messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useAct } from '../../lib/use-act.ts';
import { FiledEntry } from './filed-entry.tsx';
import { receivedQuery } from './queries.ts';
import { RemarksList } from './remarks-list.tsx';
import { SignedNote } from './signed-note.tsx';

const m = messages({
  back: { zh: '← 下级备案', en: '← Filings from below' },
  title: { zh: '{sender}：第 {n} 包', en: 'Package {n} of {sender}' },
  facts: {
    zh: '{kind} · {period} · {post} 签发 · {at} 收到',
    en: '{kind} · {period} · signed by {post} · taken {at}',
  },
  entries: { zh: '报来的内容', en: 'What was filed' },
  openHint: {
    zh: '点名称可以打开这一项报来的全部内容：各要素、流程图和与上次报送的不同。',
    en: 'A name opens everything that was filed of it: its elements, its chart, and what differs from the filing before.',
  },
  part: { zh: '部分', en: 'Part' },
  name: { zh: '名称', en: 'Name' },
  limits: { zh: '时限', en: 'Limits' },
  statutory: { zh: '法定 {period}', en: 'statutory {period}' },
  committed: { zh: '承诺 {period}', en: 'committed {period}' },
  version: { zh: '第 {n} 版', en: 'version {n}' },
  withheld: {
    zh: '不公开，未随包报送：{element}（{article}；到 {day} 复查）',
    en: 'Withheld and not filed: {element} ({article}; reviewed by {day})',
  },
  comment: { zh: '提意见', en: 'Comment' },
  whole: { zh: '对整包提意见', en: 'Comment on the package' },
  comments: { zh: '已提的意见', en: 'Comments made' },
  noComments: { zh: '还没有意见。', en: 'No comments yet.' },
  down: { zh: '导出意见文件', en: 'Take the comments out as a file' },
  reconcile: { zh: '与参照目录对账', en: 'Reconcile with the reference list' },
  receipt: { zh: '下载回执', en: 'Download the receipt' },
  proofs: { zh: '回执、签发凭据和账本检查点', en: 'Receipt, seal and checkpoint' },
  receiptText: { zh: '回执原文', en: 'The receipt' },
  receiptFor: {
    zh: '本机关收下时签的名，已经交给对方：证明什么时候收到了哪一包。',
    en: 'Signed by us and given to the sender: which package was taken when.',
  },
  seal: { zh: '签发凭据', en: 'The seal' },
  sealFor: {
    zh: '对方的签名，收包时已经核对过：证明谁签发了这一包，内容没有改动。',
    en: 'Signed by the sender and checked on arrival: who signed this package, and that it was not changed.',
  },
  checkpoint: { zh: '账本检查点', en: 'Checkpoint of their ledger' },
  checkpointFor: {
    zh: '对方公开账本当时的状态，有争议时用来核对它的账本此后没有改写。',
    en: 'The state of their public ledger then: by it anybody can check that it was not rewritten since.',
  },
  kind: { zh: '意见', en: 'Kind' },
  text: {
    zh: '具体意见（对方会看到，提出后不能修改）',
    en: 'In words (they will see it; it cannot be changed)',
  },
  need: { zh: '请写明意见', en: 'Please say what is meant' },
});

type About = {
  readonly part: ReceivedEntry['part'] | 'package';
  readonly code: string;
  readonly name: string;
};

export function ReceivedPage(): ReactNode {
  const { packageId } = useParams({ from: '/shell/filing-inbox/$packageId' });
  const query = useQuery(receivedQuery(packageId));
  return <Await query={query}>{(data) => <Received one={data} />}</Await>;
}

function Received({ one }: { readonly one: ReceivedDetail }): ReactNode {
  const { say } = useLanguage();
  const [about, setAbout] = useState<About>();
  const [shown, setShown] = useState<ReceivedEntry>();
  return (
    <>
      <Link to="/filing-inbox">{say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {say(m.title, { sender: one.sender, n: one.number })}
      </Typography.Title>
      <p className="quiet">
        {say(m.facts, {
          kind: say(PACKAGE_KIND_WORDS[one.kind]),
          period: one.period,
          post: one.signedPost,
          at: formatAt(one.receivedAt),
        })}
      </p>
      <div className="desk-acts">
        {one.mayComment && (
          <Button
            type="primary"
            onClick={() => setAbout({ part: 'package', code: '', name: say(PART_WORDS.package) })}
          >
            {say(m.whole)}
          </Button>
        )}
        <Button
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(one.receipt)}`}
          download={`receipt-${one.number}.txt`}
        >
          {say(m.receipt)}
        </Button>
        <Link to="/filing-senders/$senderId" params={{ senderId: one.senderId }}>
          {say(m.reconcile)}
        </Link>
      </div>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.entries)}</Typography.Title>
        <p className="quiet">{say(m.openHint)}</p>
        <Entries one={one} choose={setAbout} open={setShown} />
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.comments)}</Typography.Title>
        <RemarksList remarks={one.remarks} empty={say(m.noComments)} />
        {one.remarks.length > 0 && (
          <div className="desk-acts">
            <Button href={`/api/v1/filing-inbox/${one.id}/remarks`} download={`remarks-${one.number}.json`}>
              {say(m.down)}
            </Button>
          </div>
        )}
      </section>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.proofs)}</Typography.Title>
        <SignedNote title={say(m.receiptText)} purpose={say(m.receiptFor)} text={one.receipt} />
        <SignedNote title={say(m.seal)} purpose={say(m.sealFor)} text={one.seal} />
        {one.checkpoint !== null && (
          <SignedNote title={say(m.checkpoint)} purpose={say(m.checkpointFor)} text={one.checkpoint} />
        )}
      </section>
      {shown && (
        <FiledEntry
          of={{ path: `/filing-inbox/${one.id}`, ...shown }}
          close={() => setShown(undefined)}
          footer={
            one.mayComment && (
              <Button type="primary" onClick={() => setAbout(shown)}>
                {say(m.comment)}
              </Button>
            )
          }
        />
      )}
      {about && <CommentDialog packageId={one.id} about={about} close={() => setAbout(undefined)} />}
    </>
  );
}

type EntriesProps = {
  readonly one: ReceivedDetail;
  choose(about: About): void;
  open(entry: ReceivedEntry): void;
};

function Entries({ one, choose, open }: EntriesProps): ReactNode {
  const { say, lang } = useLanguage();
  const limit = (value: ReceivedEntry['statutoryLimit'], words: keyof typeof m): ReactNode =>
    value && <div>{say(m[words], { period: formatPeriod(lang, value.n, value.unit) })}</div>;
  return (
    <Rows<ReceivedEntry>
      rowKey={({ part, code }) => `${part} ${code}`}
      items={one.entries}
      pagination={one.entries.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
      columns={[
        {
          title: say(m.name),
          key: 'name',
          render: (_, row) => (
            <>
              <Button type="link" className="filing-open" onClick={() => open(row)}>
                {row.name}
              </Button>
              {row.part !== 'register' && (
                <div className="quiet">
                  <code>{row.code}</code>
                </div>
              )}
              {row.withheld.map(({ element, article, until }) => (
                <div key={element} className="quiet">
                  {say(m.withheld, {
                    element: elementWord(element)[lang],
                    article,
                    day: formatDay(LegalDay.parse(until), lang),
                  })}
                </div>
              ))}
            </>
          ),
        },
        {
          title: say(m.part),
          key: 'part',
          width: 150,
          render: (_, row) => (
            <>
              {say(PART_WORDS[row.part])}
              <div className="quiet">
                {[
                  ...(row.change === 'filed' ? [] : [say(CHANGE_WORDS[row.change])]),
                  ...(row.version === null ? [] : [say(m.version, { n: row.version })]),
                ].join(' · ')}
              </div>
            </>
          ),
        },
        {
          title: say(m.limits),
          key: 'limits',
          width: 220,
          render: (_, row) => (
            <>
              {limit(row.statutoryLimit, 'statutory')}
              {limit(row.committedLimit, 'committed')}
            </>
          ),
        },
        ...(one.mayComment
          ? [
              {
                title: say(m.comment),
                key: 'comment',
                width: 110,
                render: (_: unknown, row: ReceivedEntry) => (
                  <Button
                    size="small"
                    aria-label={`${say(m.comment)}：${row.name}`}
                    onClick={() => choose(row)}
                  >
                    {say(m.comment)}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

type Values = { readonly kind: 'object' | 'suggest' | 'no-objection'; readonly text?: string };

function CommentDialog({
  packageId,
  about,
  close,
}: {
  readonly packageId: string;
  readonly about: About;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const act = useAct(['filing'], close);
  const kinds =
    about.part === 'package'
      ? (['no-objection', 'suggest', 'object'] as const)
      : (['object', 'suggest'] as const);
  return (
    <FormDialog
      title={`${say(m.comment)} · ${about.name}`}
      okText={say(m.comment)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: kinds[0] }}
        onFinish={({ text = '', ...values }) =>
          act.mutate({
            path: `/filing-inbox/${packageId}/comments`,
            body: { part: about.part, code: about.code, text, ...values },
          })
        }
      >
        <Form.Item name="kind" label={say(m.kind)}>
          <Radio.Group options={kinds.map((value) => ({ value, label: say(REMARK_WORDS[value]) }))} />
        </Form.Item>
        <Form.Item
          name="text"
          label={say(m.text)}
          rules={kind === 'no-objection' ? [] : [{ required: true, min: 2, message: say(m.need) }]}
        >
          <Input.TextArea rows={4} maxLength={2_000} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
