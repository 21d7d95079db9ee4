import { formatNumber, formatTime, messages, type Message } from '#platform/i18n';
import { Empty } from '../components/notice.tsx';
import { Figure3, Leaders } from '../components/figures.tsx';
import { SearchBox } from '../components/navigation.tsx';
import { StatusWord } from '../components/status-word.tsx';
import { Link, useT, Zh } from '../scope.tsx';
import type { StatusCode } from '../status-words.ts';

const words = messages({
  title: { zh: '权力怎么用，您看得见', en: 'See how power is used' },
  lead: {
    zh: '{owner}的每一项权力都列在这里：凭什么、怎么办、多久办完、谁负责。每办一件，都按公布的流程走，到时间就公开；公开过的内容，改一个字、撤一页都会留下痕迹，您可以自己核验。',
    en: 'Every power of {owner} is listed here: on what law, by which steps, within which time, who answers for it. Each case follows the published flow and is disclosed when it is due. Nothing that was published can be altered or taken down without a trace, and you can check that yourself.',
  },
  running: { zh: '正在办理', en: 'In progress' },
  runningNote: { zh: '已受理、未办结的公开办件', en: 'accepted, not finished' },
  today: { zh: '今日到期', en: 'Due today' },
  todayNote: { zh: '今天应当公开', en: 'to be published today' },
  late: { zh: '逾期未公开', en: 'Late, not published' },
  lateNote: { zh: '应当公开、至今没有公开', en: 'should be public by now, and is not' },
  byType: { zh: '按类型看现行职权', en: 'Powers in force, by type' },
  byAgency: { zh: '按单位看现行职权', en: 'Powers in force, by office' },
  recent: { zh: '最近公开', en: 'Lately published' },
  recentNone: { zh: '还没有公开的内容', en: 'Nothing is published yet' },
  apply: { zh: '常办的事', en: 'Often asked for' },
  all: { zh: '全部职权', en: 'All powers' },
  mine: { zh: '已经提交过？用查询码看进度', en: 'Already applied? Follow your case' },
  ledger: { zh: '公开账本', en: 'The public ledger' },
  ledgerText: {
    zh: '已存证 {n} 条，最新检查点 {at}，{witnesses}。账本只增不改，公开的每一条都能在这里找到，也能下载回去自己核对。',
    en: '{n} entries, newest checkpoint {at}, {witnesses}. It only grows: everything published is in it, and can be checked with tools of your own.',
  },
  witnessed: { zh: '{k}/{n} 方见证', en: '{k} of {n} witnesses have signed' },
  awaiting: { zh: '待见证（{k}/{n} 方已签名）', en: 'awaiting witnesses ({k} of {n} have signed)' },
  alone: {
    zh: '尚无外部见证方（要防止另造一本账，目前靠读者保存看到过的检查点）',
    en: 'no outside witness yet (against a second ledger, keep the checkpoints you saw)',
  },
  verify: { zh: '怎样核验', en: 'How to verify' },
  open: { zh: '打开账本', en: 'Open the ledger' },
});

export type HomePageProps = {
  readonly owner: Message;
  readonly figures: { readonly running: number; readonly dueToday: number; readonly late: number };
  readonly types: readonly { readonly href: string; readonly label: string; readonly count: number }[];
  readonly agencies: readonly { readonly href: string; readonly label: string; readonly count: number }[];
  /** Powers that people apply for most. */
  readonly common: readonly { readonly href: string; readonly label: string }[];
  readonly recent: readonly {
    readonly key: string;
    readonly at: Date;
    readonly title: string;
    readonly href: string;
    readonly status: StatusCode;
    readonly what: Message;
  }[];
  readonly ledger?: {
    readonly entries: number;
    readonly at: Date;
    readonly witnesses: { readonly have: number; readonly of: number };
  };
  readonly hrefs?: { readonly running: string; readonly dueToday: string; readonly late: string };
};

const HREFS = { running: '/cases', dueToday: '/obligations?due=today', late: '/obligations?state=late' };

/** The first page: what this is, one box, three figures that open, the powers, what changed, the ledger. */
export function HomePage({
  owner,
  figures,
  types,
  agencies,
  common,
  recent,
  ledger,
  hrefs = HREFS,
}: HomePageProps) {
  const t = useT();
  return (
    <div className="home">
      <div className="home-open">
        <section>
          <h1>{t(words.title)}</h1>
          <p className="lead">{t(words.lead, { owner: t(owner) })}</p>
          <SearchBox large id="q-home" />
          {common.length > 0 && (
            <p className="home-common">
              <span className="quiet">{t(words.apply)}</span>
              {common.map((power) => (
                <Link key={power.href} href={power.href}>
                  <Zh>{power.label}</Zh>
                </Link>
              ))}
            </p>
          )}
          <p>
            <Link href="/my">{t(words.mine)}</Link>
          </p>
        </section>
        <Figure3
          items={[
            {
              label: t(words.running),
              note: t(words.runningNote),
              value: figures.running,
              href: hrefs.running,
              tone: 'now',
              shape: 'dot',
            },
            {
              label: t(words.today),
              note: t(words.todayNote),
              value: figures.dueToday,
              href: hrefs.dueToday,
              tone: 'soon',
              shape: 'ring',
            },
            {
              label: t(words.late),
              note: t(words.lateNote),
              value: figures.late,
              href: hrefs.late,
              tone: 'late',
              shape: 'triangle',
            },
          ]}
        />
      </div>
      <div className="home-split">
        <section aria-labelledby="by-type">
          <h2 id="by-type">{t(words.byType)}</h2>
          <Leaders items={types.map((type) => ({ ...type, label: <Zh>{type.label}</Zh> }))} />
          <p>
            <Link href="/powers">{t(words.all)}</Link>
          </p>
        </section>
        <section aria-labelledby="by-agency">
          <h2 id="by-agency">{t(words.byAgency)}</h2>
          <Leaders items={agencies.map((agency) => ({ ...agency, label: <Zh>{agency.label}</Zh> }))} />
        </section>
      </div>
      <section aria-labelledby="recent">
        <h2 id="recent">{t(words.recent)}</h2>
        {recent.length === 0 ? (
          <Empty title={t(words.recentNone)} />
        ) : (
          <ul className="recent">
            {recent.map((item) => (
              <li key={item.key}>
                <time dateTime={item.at.toISOString()} className="quiet">
                  {formatTime(item.at)}
                </time>
                <span className="recent-title">
                  <Link href={item.href}>
                    <Zh>{item.title}</Zh>
                  </Link>
                  <span className="quiet after">{t(item.what)}</span>
                </span>
                <StatusWord code={item.status} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {ledger !== undefined && (
        <section className="home-ledger" aria-labelledby="home-ledger">
          <h2 id="home-ledger">{t(words.ledger)}</h2>
          <p>
            {t(words.ledgerText, {
              n: formatNumber(ledger.entries),
              at: formatTime(ledger.at),
              witnesses: t(witnessWords(ledger.witnesses), {
                k: ledger.witnesses.have,
                n: ledger.witnesses.of,
              }),
            })}
          </p>
          <ul className="links">
            <li>
              <Link href="/ledger">{t(words.open)}</Link>
            </li>
            <li>
              <Link href="/verify">{t(words.verify)}</Link>
            </li>
          </ul>
        </section>
      )}
    </div>
  );
}

function witnessWords({ have, of }: { readonly have: number; readonly of: number }) {
  if (of === 0) return words.alone;
  return have < of ? words.awaiting : words.witnessed;
}
