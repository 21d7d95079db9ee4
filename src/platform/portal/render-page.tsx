import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  formatNumber,
  formatTime,
  htmlLang,
  langPath,
  messages,
  otherLang,
  t,
  type Lang,
  type Message,
} from '#platform/i18n';
import { portalAssets } from './assets.ts';
import { DemoBand, StoppedBand } from './components/bands.tsx';
import { SearchBox } from './components/navigation.tsx';
import { Link, ScopeProvider, useT } from './scope.tsx';

/** What every page says about whose it is; data of the instance. */
export type Site = {
  /** 唐山市商务局, or 市人民政府 where several agencies share an instance. */
  readonly owner: Message;
  /** Shows the notice of the demonstration on every page. */
  readonly demo: boolean;
  /** Entries in the ledger and time of the newest exposed checkpoint. */
  readonly ledger?:
    | {
        readonly entries: number;
        readonly at: Date;
        /** Who has signed the newest checkpoint, of how many that were asked. */
        readonly witnesses?: { readonly have: number; readonly of: number };
        /** Since when nothing is signed: what is published meanwhile enters the ledger later. */
        readonly stoppedSince?: Date;
      }
    | undefined;
  readonly contact?: Message;
  /** Registration marks that Chinese government sites must carry, with their links. */
  readonly marks?: readonly { readonly label: string; readonly href?: string }[];
};

export type Section = 'powers' | 'cases' | 'obligations' | 'ledger' | 'my';

export type PageInput = {
  readonly title: Message | string;
  readonly body: ReactNode;
  readonly description?: Message | string;
  /** Where the page belongs in the navigation. */
  readonly section?: Section;
  /** As-of bands and other notices above the content. */
  readonly bands?: ReactNode;
  /** The same thing as data. */
  readonly jsonHref?: string;
  /** Addresses of `portalScripts`. */
  readonly scripts?: readonly string[];
  /** What stands in the search box of the header; `null` leaves the box out, on pages that have a large one. */
  readonly query?: string | null;
};

export type PageRequest = {
  readonly lang: Lang;
  /** Address after the language, with its query. */
  readonly path: string;
  readonly elder: boolean;
};

const words = messages({
  platform: { zh: '行政权力公开透明运行', en: 'Powers in the open' },
  mark: { zh: '澄明', en: 'Chengming 澄明' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  nav: { zh: '主导航', en: 'Main' },
  powers: { zh: '权责清单', en: 'Powers' },
  cases: { zh: '正在运行', en: 'Cases' },
  obligations: { zh: '应公开', en: 'To be published' },
  ledger: { zh: '账本', en: 'Ledger' },
  my: { zh: '我的办件', en: 'My case' },
  other: { zh: 'English', en: '中文' },
  ledgerLine: {
    zh: '公开账本已存证 {n} 条 · 最新检查点 {at}',
    en: '{n} entries in the public ledger · newest checkpoint {at}',
  },
  witnesses: { zh: '见证 {k}/{n}', en: 'witnesses {k}/{n}' },
  awaiting: { zh: '待见证 {k}/{n}', en: 'awaiting witnesses {k}/{n}' },
  alone: { zh: '尚无外部见证方', en: 'no outside witness yet' },
  verify: { zh: '怎样核验', en: 'How to verify' },
  elderOn: { zh: '长者模式（大字、高对比）', en: 'Large type, high contrast' },
  elderOff: { zh: '退出长者模式', en: 'Ordinary type' },
  vocabulary: { zh: '用语说明', en: 'Words used here' },
  lists: { zh: '其他公开目录', en: 'More lists' },
  agencies: { zh: '机关和负责人', en: 'Agencies and who answers' },
  rules: { zh: '管理制度', en: 'Rules' },
  laws: { zh: '法律依据库', en: 'Laws' },
  flows: { zh: '通用流程图', en: 'General flows' },
  nonpublic: { zh: '不公开目录', en: 'Non-public register' },
  simplification: { zh: '精简记录', en: 'Simplification' },
  json: { zh: '本页数据（JSON）', en: 'This page as data (JSON)' },
});

/** Lists that stand in no section of the head, so that none is found only from inside another page. */
const LISTS = ['agencies', 'rules', 'laws', 'flows', 'nonpublic', 'simplification'] as const;
const SECTIONS: readonly Section[] = ['powers', 'cases', 'obligations', 'ledger', 'my'];

/** A whole page: complete without script, under a policy that allows no inline style or script. */
export function renderPage(request: PageRequest, site: Site, page: PageInput): string {
  return `<!doctype html>${renderToStaticMarkup(<Document request={request} site={site} page={page} />)}`;
}

function text(lang: Lang, value: Message | string): string {
  return typeof value === 'string' ? value : t(lang, value);
}

type Parts = { readonly request: PageRequest; readonly site: Site; readonly page: PageInput };

function Document({ request, site, page }: Parts) {
  const { lang, path, elder } = request;
  const title = text(lang, page.title);
  const name = `${t(lang, site.owner)} · ${t(lang, words.mark)}`;
  return (
    <html lang={htmlLang(lang)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{path === '/' ? `${name} ${t(lang, words.platform)}` : `${title} · ${name}`}</title>
        {page.description !== undefined && <meta name="description" content={text(lang, page.description)} />}
        <meta name="color-scheme" content="light" />
        <link rel="stylesheet" href={portalAssets.href('portal.css')} />
        {elder && <link rel="stylesheet" href={portalAssets.href('elder-mode.css')} />}
        <link rel="icon" href={portalAssets.href('mark.svg')} type="image/svg+xml" />
        <link rel="alternate" hrefLang={htmlLang(otherLang(lang))} href={langPath(otherLang(lang), path)} />
        {page.jsonHref !== undefined && <link rel="alternate" type="application/json" href={page.jsonHref} />}
        {page.scripts?.map((src) => (
          <script key={src} src={src} defer />
        ))}
      </head>
      <body>
        <ScopeProvider scope={{ lang }}>
          <Header request={request} site={site} page={page} />
          {site.demo && <DemoBand />}
          {site.ledger?.stoppedSince !== undefined && <StoppedBand since={site.ledger.stoppedSince} />}
          {page.bands}
          <main id="main" className="wrap" tabIndex={-1}>
            {page.body}
          </main>
          <Footer request={request} site={site} page={page} />
        </ScopeProvider>
      </body>
    </html>
  );
}

function Header({ request, site, page }: Parts) {
  const tt = useT();
  const other = otherLang(request.lang);
  return (
    <header className="site-header">
      <a className="skip" href="#main">
        {tt(words.skip)}
      </a>
      <div className="wrap site-top">
        <Link href="/" className="wordmark">
          <span className="wordmark-name">{tt(words.mark)}</span>
          <span className="wordmark-owner">
            {tt(site.owner)}
            <span className="wordmark-platform after">{tt(words.platform)}</span>
          </span>
        </Link>
        <a
          className="language"
          href={langPath(other, request.path)}
          lang={htmlLang(other)}
          hrefLang={htmlLang(other)}
        >
          {tt(words.other)}
        </a>
      </div>
      <div className="wrap site-nav-row">
        <nav aria-label={tt(words.nav)} className="site-nav">
          <ul>
            {SECTIONS.map((section) => (
              <li key={section}>
                <Link href={`/${section}`} current={page.section === section}>
                  {tt(words[section])}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {page.query !== null && <SearchBox value={page.query} />}
      </div>
    </header>
  );
}

type Witnesses = { readonly have: number; readonly of: number };

function witnessWords({ have, of }: Witnesses): Message {
  if (of === 0) return words.alone;
  return have < of ? words.awaiting : words.witnesses;
}

function witnessCount({ have, of }: Witnesses): { k: number; n: number } {
  return { k: have, n: of };
}

function Footer({ request, site, page }: Parts) {
  const tt = useT();
  const { ledger } = site;
  return (
    <footer className="site-footer">
      <div className="wrap">
        {ledger !== undefined && (
          <p className="footer-ledger">
            {tt(words.ledgerLine, { n: formatNumber(ledger.entries), at: formatTime(ledger.at) })}
            {ledger.witnesses !== undefined && (
              <span className="after">
                {tt(witnessWords(ledger.witnesses), witnessCount(ledger.witnesses))}
              </span>
            )}
            <Link href="/verify" className="after">
              {tt(words.verify)}
            </Link>
          </p>
        )}
        <nav aria-label={tt(words.lists)} className="footer-row">
          {LISTS.map((list) => (
            <Link key={list} href={`/${list}`}>
              {tt(words[list])}
            </Link>
          ))}
        </nav>
        <div className="footer-row">
          <form method="post" action={langPath(request.lang, '/elder')}>
            <input type="hidden" name="back" value={langPath(request.lang, request.path)} />
            <input type="hidden" name="on" value={request.elder ? '0' : '1'} />
            <button type="submit" className="link-button">
              {tt(request.elder ? words.elderOff : words.elderOn)}
            </button>
          </form>
          <Link href="/words">{tt(words.vocabulary)}</Link>
          {page.jsonHref !== undefined && <a href={page.jsonHref}>{tt(words.json)}</a>}
          {site.contact !== undefined && <span>{tt(site.contact)}</span>}
          {site.marks?.map((mark) => (
            <span key={mark.label}>
              {mark.href === undefined ? mark.label : <a href={mark.href}>{mark.label}</a>}
            </span>
          ))}
        </div>
      </div>
    </footer>
  );
}
