import type { ReactNode } from 'react';
import { langPath, messages } from '#platform/i18n';
import { Link, useLang, useT } from '../scope.tsx';

const words = messages({
  pages: { zh: '翻页', en: 'Pages' },
  first: { zh: '第一页', en: 'First page' },
  next: { zh: '下一页', en: 'Next page' },
  search: { zh: '搜索', en: 'Search' },
  searchFor: { zh: '搜索职权、受理号', en: 'Search powers (in Chinese) and case numbers' },
  example: { zh: '例如：成品油零售', en: 'e.g. 成品油' },
  filter: { zh: '筛选', en: 'Filter' },
  apply: { zh: '按条件查看', en: 'Show' },
  clear: { zh: '清除条件', en: 'Clear' },
  here: { zh: '您在这里', en: 'You are here' },
});

/** Keyset pages: onward, and back to the first. */
export function Pager({ first, next }: { first?: string | undefined; next?: string | undefined }) {
  const t = useT();
  if (first === undefined && next === undefined) return null;
  return (
    <nav className="pager" aria-label={t(words.pages)}>
      {first !== undefined && <Link href={first}>← {t(words.first)}</Link>}
      {next !== undefined && (
        <Link href={next} rel="next">
          {t(words.next)} →
        </Link>
      )}
    </nav>
  );
}

export type SearchBoxProps = {
  readonly value?: string | undefined;
  /** The large one of the home page and of the results. */
  readonly large?: boolean;
  readonly id?: string;
  readonly action?: string;
};

/** One box for everything: a form that asks `GET /search?q=`. */
export function SearchBox({ value, large, id = 'q', action = '/search' }: SearchBoxProps) {
  const t = useT();
  const lang = useLang();
  return (
    <search className={large === true ? 'search search-large' : 'search'}>
      <form method="get" action={langPath(lang, action)}>
        <label htmlFor={id} className={large === true ? undefined : 'unseen'}>
          {t(words.searchFor)}
        </label>
        <span className="search-row">
          <input
            id={id}
            name="q"
            type="search"
            maxLength={100}
            defaultValue={value}
            placeholder={t(words.example)}
          />
          <button type="submit">{t(words.search)}</button>
        </span>
      </form>
    </search>
  );
}

export type FilterField = {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
} & (
  | {
      readonly kind: 'select';
      readonly options: readonly {
        readonly value: string;
        readonly label: string;
        /** A name of the agency: Chinese whatever the language of the page. */
        readonly chinese?: boolean;
      }[];
    }
  | { readonly kind: 'date' | 'text' }
);

/** Conditions of a list, as a form that asks the same page again. */
export function FilterBar({ action, fields }: { action: string; fields: readonly FilterField[] }) {
  const t = useT();
  const lang = useLang();
  const used = fields.some((field) => field.value !== undefined && field.value !== '');
  return (
    <form className="filters" method="get" action={langPath(lang, action)} aria-label={t(words.filter)}>
      {fields.map((field) => (
        <label key={field.name} className="filter">
          <span>{field.label}</span>
          {field.kind === 'select' ? (
            <select name={field.name} defaultValue={field.value}>
              {field.options.map((option) => (
                <option
                  key={option.value}
                  value={option.value}
                  lang={option.chinese === true && lang === 'en' ? 'zh-CN' : undefined}
                >
                  {option.label}
                </option>
              ))}
            </select>
          ) : (
            <input type={field.kind} name={field.name} defaultValue={field.value} maxLength={100} />
          )}
        </label>
      ))}
      <button type="submit" className="button quiet-button">
        {t(words.apply)}
      </button>
      {used && (
        <Link href={action} className="filter-clear">
          {t(words.clear)}
        </Link>
      )}
    </form>
  );
}

/** Tabs that are links, each an address of its own. */
export function Tabs({
  label,
  items,
}: {
  label: string;
  items: readonly {
    readonly href: string;
    readonly label: string;
    readonly count?: number;
    readonly current?: boolean;
  }[];
}) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Link href={item.href} current={item.current}>
              {item.label}
              {item.count !== undefined && <span className="tab-count"> {item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The way from the list to this page. */
export function Crumbs({
  items,
}: {
  items: readonly { readonly href: string; readonly label: ReactNode }[];
}) {
  const t = useT();
  return (
    <nav className="crumbs" aria-label={t(words.here)}>
      <ol>
        {items.map((item) => (
          <li key={item.href}>
            <Link href={item.href}>{item.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The primary action of a page, as a link. */
export function ActionLink({
  href,
  children,
  quiet,
}: {
  href: string;
  children: ReactNode;
  quiet?: boolean;
}) {
  return (
    <Link href={href} className={quiet === true ? 'button quiet-button' : 'button'}>
      {children}
    </Link>
  );
}
