import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Link, useLang, useT, Zh } from '../scope.tsx';

export type DisclosureProps = {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly id?: string;
};

/** Something that opens in place. */
export function Disclosure({ summary, children, open, id }: DisclosureProps) {
  return (
    <details className="disclosure" open={open} id={id}>
      <summary>{summary}</summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}

const words = messages({
  unverified: { zh: '原文待核', en: 'wording not checked' },
  unverifiedWhy: {
    zh: '这一条的原文尚未核对，以公报公布的文本为准。',
    en: 'This article was not checked against the official text; the gazette prevails.',
  },
  summary: { zh: '要点', en: 'in short' },
  inLibrary: { zh: '看这部法律或文件的条文和修改情况', en: 'The law with its articles and amendments' },
});

export type LegalBasisEntry = {
  /** 成品油流通管理办法 */
  readonly law: string;
  /** 第三条 */
  readonly article: string;
  /** 商务部令2025年第4号（2025-09-01施行） */
  readonly version?: string | undefined;
  /** 部门规章 */
  readonly level?: string | undefined;
  readonly summary?: string | undefined;
  /** Wording of the article, when it is held. */
  readonly text?: string | undefined;
  readonly verified?: boolean | undefined;
  /** Page of the law in the library. */
  readonly href?: string | undefined;
  /** How it stands today where it is no longer as cited: repealed, amended. */
  readonly standing?: string | undefined;
};

/** A list of articles, each opening in place. */
export function LegalBasis({ entries }: { entries: readonly LegalBasisEntry[] }) {
  const t = useT();
  const lang = useLang();
  return (
    <ul className="basis" lang="zh-CN">
      {entries.map((entry) => (
        <li key={`${entry.law}${entry.article}`}>
          <details className="disclosure">
            <summary>
              《{entry.law}》{entry.article}
              {entry.verified === false && <span className="tag">{t(words.unverified)}</span>}
              {entry.standing !== undefined && (
                <span className="tag late-word" lang={lang === 'zh' ? 'zh-CN' : 'en'}>
                  {entry.standing}
                </span>
              )}
            </summary>
            <div className="disclosure-body">
              {entry.text !== undefined && <blockquote>{entry.text}</blockquote>}
              {entry.summary !== undefined && (
                <p>
                  <span className="quiet term">{t(words.summary)}</span>
                  {entry.summary}
                </p>
              )}
              <p className="quiet small">
                {[entry.level, entry.version].filter((part) => part !== undefined).join(' · ')}
              </p>
              {entry.verified === false && <p className="quiet small">{t(words.unverifiedWhy)}</p>}
              {entry.href !== undefined && (
                <p className="small" lang={lang === 'zh' ? 'zh-CN' : 'en'}>
                  <Link href={entry.href}>{t(words.inLibrary)}</Link>
                </p>
              )}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** One article cited in a sentence. */
export function Article({ law, article }: { law: string; article: string }) {
  return (
    <Zh>
      <cite>
        《{law}》{article}
      </cite>
    </Zh>
  );
}
