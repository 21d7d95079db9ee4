import { createContext, use, type ReactNode } from 'react';
import { chineseRuns, langPath, t, type Lang, type Message, type MessageParams } from '#platform/i18n';

/** What every piece of a page may need to know about the page it stands on. */
export type Scope = { readonly lang: Lang };

const PageScope = createContext<Scope>({ lang: 'zh' });

export function ScopeProvider({ scope, children }: { scope: Scope; children: ReactNode }) {
  return <PageScope value={scope}>{children}</PageScope>;
}

export function useLang(): Lang {
  return use(PageScope).lang;
}

/** The text of a message in the language of the page. */
export function useT(): (message: Message, params?: MessageParams) => string {
  const lang = useLang();
  return (message, params) => t(lang, message, params);
}

type LinkProps = {
  /** Root-relative address without language; English pages link to their English twin. */
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly current?: boolean | undefined;
  readonly rel?: string | undefined;
  readonly download?: boolean | undefined;
  /** For addresses that have no language: records, files, the ledger. */
  readonly plain?: boolean | undefined;
  readonly label?: string | undefined;
};

const WITHOUT_LANGUAGE =
  /^(#|https?:|tel:|mailto:|\/(records|ledger\/|assets|api|desk)|[^?]*\.(svg|bpmn|json|pdf)(\?|$))/;

/** A link of the portal: stays in the reader's language. */
export function Link({ href, children, className, current, rel, download, plain, label }: LinkProps) {
  const lang = useLang();
  const target = plain === true || WITHOUT_LANGUAGE.test(href) ? href : langPath(lang, href);
  return (
    <a
      href={target}
      className={className}
      rel={rel}
      aria-label={label}
      aria-current={current === true ? 'page' : undefined}
      download={download === true ? '' : undefined}
    >
      {children}
    </a>
  );
}

/** A sentence of ours with names of the agency in it: the Chinese in it says that it is Chinese. */
export function Mixed({ children }: { children: string }) {
  if (useLang() === 'zh') return children;
  return chineseRuns(children).map(({ text, chinese }, at) =>
    chinese ? (
      <span key={at} lang="zh-CN">
        {text}
      </span>
    ) : (
      text
    ),
  );
}

/** A text of the agency, which is Chinese whatever the language of the page. */
export function Zh({ children }: { children: ReactNode }) {
  return useLang() === 'zh' ? children : <span lang="zh-CN">{children}</span>;
}
