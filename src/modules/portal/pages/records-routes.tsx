import { beganAs, parseJournalProof, parseLeaf } from '@chengming/ledger-verify';
import type { Hono } from 'hono';
import { formatInstant, Rid } from '#kernel';
import {
  coverageOf,
  findCoveredRevision,
  findRecord,
  journalProofOf,
  recordJson,
  type RecordView,
  type RevisionView,
} from '#modules/ledger';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { formatNumber, messages, t, type Lang } from '#platform/i18n';
import {
  Crumbs,
  Facts,
  Link,
  Notice,
  ProofStrip,
  useLang,
  useT,
  type PortalKit,
  proofOf,
} from '#platform/portal';
import { actWords, typeWords } from '../case-words.ts';
import { fieldFacts, newestFields } from './field-facts.tsx';

const words = messages({
  title: { zh: '账本记录', en: 'Ledger record' },
  ledger: { zh: '公开账本', en: 'The public ledger' },
  rid: { zh: '记录号', en: 'Record id' },
  kind: { zh: '种类', en: 'Kind' },
  revisions: { zh: '修订', en: 'Revisions' },
  rev: { zh: '第 {n} 次：{act}', en: 'Revision {n}: {act}' },
  entry: { zh: '账本第 {n} 条', en: 'ledger entry {n}' },
  proof: { zh: '下载证明', en: 'Download the proof' },
  leaf: { zh: '叶子原文', en: 'The leaf' },
  claimed: { zh: '记载时间 {at}', en: 'says {at}' },
  commitments: { zh: '指纹（SHA-256 承诺）', en: 'Fingerprints (SHA-256 commitments)' },
  none: { zh: '本次没有新字段', en: 'no new fields' },
  down: { zh: '这份记录已撤下', en: 'This record was taken down' },
  downWhy: {
    zh: '撤下的理由见最后一次修订。账本里的指纹还在：以前下载的内容仍可核验，没有人能否认它曾经公开。',
    en: 'The reason is in the last revision. The fingerprints stay: an old copy can still be verified, and nobody can deny that it was published.',
  },
  began: { zh: '这件办件什么时候开始', en: 'When this case began' },
  beganText: {
    zh: '公开之前，它已在办理日志中存证：日志记载的时间是 {at}，不晚于 {anchored}（日志树根写入公开账本第 {index} 条的时间）。第 1 次修订的指纹就是当时存入的指纹，一个字也没有改。',
    en: 'Before it was public it stood in the journal: the journal says {at}, and it was there by {anchored} at the latest, when the root of the journal went into the public ledger as entry {index}. The fingerprints of revision 1 are the very ones committed then.',
  },
  journalProof: { zh: '下载办理日志证明', en: 'Download the journal proof' },
  anchor: { zh: '写入树根的那一条', en: 'The entry with that root' },
  all: { zh: '全部修订', en: 'All revisions' },
  page: { zh: '它说的是什么：看公开的页面', en: 'What it says: the published page' },
});

/** `/records/{rid}` and `/records/{rid}/{rev}`: for people as pages, as data when JSON is asked for. Not cached: open to every origin. */
export function recordsRoutes(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit): void {
  portalGet(app, '/records/:rid', (c) => (wantsJson(c) ? recordJson(ctx, c) : page(ctx, kit, c, undefined)));
  portalGet(app, '/records/:rid/:rev{[1-9][0-9]{0,8}}', (c) =>
    wantsJson(c) ? recordJson(ctx, c) : page(ctx, kit, c, Number(c.req.param('rev'))),
  );
}

async function page(ctx: AppContext, kit: PortalKit, c: Ctx, rev: number | undefined): Promise<Response> {
  const rid = Rid.safeParse(c.req.param('rid'));
  const record = rid.success ? await findRecord(ctx.db, rid.data) : undefined;
  const shown = record?.revisions.filter((r) => rev === undefined || r.rev === rev) ?? [];
  if (!record || shown.length === 0) return kit.error(c, 404);
  const [coverage, began] = await Promise.all([
    coverageOf(ctx.db, [record.rid]),
    record.revisions[0]?.act === 'oblige' ? beganIn(ctx, record) : undefined,
  ]);
  const lang = langOf(c);
  return kit.page(c, {
    title: words.title,
    section: 'ledger',
    jsonHref: `/records/${record.rid}`,
    body: (
      <article>
        <Crumbs items={[{ href: '/ledger', label: t(lang, words.ledger) }]} />
        <Head record={record} rev={rev} />
        {record.revisions.some(({ act }) => act === 'withdraw') && (
          <Notice kind="warn" title={t(lang, words.down)}>
            <p>{t(lang, words.downWhy)}</p>
          </Notice>
        )}
        {began !== undefined && <Began {...began} />}
        {shown.map((revision) => (
          <Revision key={revision.rev} record={record} revision={revision} lang={lang} />
        ))}
        <ProofStrip {...proofOf(record.rid, coverage.get(record.rid))} />
      </article>
    ),
  });
}

type BeganProps = {
  readonly rid: string;
  readonly at: Date;
  readonly anchored: Date;
  readonly anchor: { readonly rid: string; readonly index: number };
};

/** When a case began that was sealed at first, by the journal proof that is tied to its first leaf. */
async function beganIn(ctx: AppContext, record: RecordView): Promise<BeganProps | undefined> {
  const rid = Rid.parse(record.rid);
  const [text, first] = await Promise.all([journalProofOf(ctx.db, rid), findCoveredRevision(ctx.db, rid, 1)]);
  const proof = text === undefined ? undefined : parseJournalProof(text);
  const leaf = first && parseLeaf(first.leaf);
  if (!proof || !beganAs(proof, leaf)) return undefined;
  const anchor = await findCoveredRevision(ctx.db, Rid.parse(proof.anchor.rid), proof.anchor.rev);
  if (!anchor) return undefined;
  return {
    rid: record.rid,
    at: new Date(proof.entry.at),
    anchored: anchor.coveredAt,
    anchor: { rid: proof.anchor.rid, index: Number(anchor.index) },
  };
}

function Began({ rid, at, anchored, anchor }: BeganProps) {
  const t = useT();
  return (
    <section aria-labelledby="began">
      <h2 id="began">{t(words.began)}</h2>
      <p>
        {t(words.beganText, {
          at: formatInstant(at),
          anchored: formatInstant(anchored),
          index: formatNumber(anchor.index),
        })}
      </p>
      <ul className="links">
        <li>
          <Link href={`/records/${rid}/journal-proof`}>{t(words.journalProof)}</Link>
        </li>
        <li>
          <Link href={`/records/${anchor.rid}`}>{t(words.anchor)}</Link>
        </li>
      </ul>
    </section>
  );
}

function Head({ record, rev }: { record: RecordView; rev: number | undefined }) {
  const t = useT();
  const kind = typeWords[record.type];
  const page = pageOf(record);
  return (
    <header className="page-head">
      <h1>{t(words.title)}</h1>
      <p className="shelfmark">
        <span>
          <span className="quiet term">{t(words.rid)}</span>
          <code>{record.rid}</code>
        </span>
        <span>
          <span className="quiet term">{t(words.kind)}</span>
          {kind === undefined ? record.type : t(kind)}
        </span>
        {rev !== undefined && <Link href={`/records/${record.rid}`}>{t(words.all)}</Link>}
        {page !== undefined && <Link href={page}>{t(words.page)}</Link>}
      </p>
    </header>
  );
}

/** Where people read what a record commits; nothing while what names the page is not open, or where there is none. */
function pageOf({ type, revisions }: RecordView): string | undefined {
  const fields = newestFields(revisions);
  const open = (name: string): string | undefined => {
    const field = fields.get(name);
    return field?.state === 'open' && ['string', 'number'].includes(typeof field.value)
      ? encodeURIComponent(String(field.value))
      : undefined;
  };
  const [n, code, rule, number] = [open('n'), open('code'), open('rule'), open('number')];
  switch (type) {
    case 'power.version':
      return code && n && `/powers/${code}/versions/${n}`;
    case 'flow.version':
      return code && n && `/powers/${code}/flow?n=${n}`;
    case 'rule.version':
      return rule && n && `/rules/${rule}/versions/${n}`;
    case 'case':
      return number && `/cases/${number}`;
    default:
      return undefined;
  }
}

function Revision({ record, revision, lang }: { record: RecordView; revision: RevisionView; lang: Lang }) {
  const t = useT();
  const act = actWords[revision.act];
  const base = `/records/${record.rid}/${revision.rev}`;
  const facts = fieldFacts(new Map(revision.fields.map((f) => [f.name, f])), `${record.type}/1`, useLang());
  return (
    <section aria-labelledby={`rev-${revision.rev}`}>
      <h2 id={`rev-${revision.rev}`}>
        {t(words.rev, { n: revision.rev, act: act === undefined ? revision.act : t(act) })}
      </h2>
      <p className="quiet">
        {revision.index !== null && `${t(words.entry, { n: formatNumber(revision.index) })} · `}
        {t(words.claimed, { at: formatInstant(new Date(revision.at)) })}
      </p>
      {facts.length === 0 ? <p className="quiet">{t(words.none)}</p> : <Facts items={facts} />}
      <details className="disclosure">
        <summary>{t(words.commitments)}</summary>
        <div className="disclosure-body">
          <dl className="facts facts-wide">
            {revision.fields.map((field) => (
              <div key={field.name} lang={lang === 'zh' ? undefined : 'en'}>
                <dt>{field.name}</dt>
                <dd>
                  <code className="small breakable">{field.commitment}</code>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </details>
      <ul className="links">
        <li>
          <Link href={`${base}/proof`}>{t(words.proof)}</Link>
        </li>
        <li>
          <Link href={`${base}/leaf`}>{t(words.leaf)}</Link>
        </li>
      </ul>
    </section>
  );
}
