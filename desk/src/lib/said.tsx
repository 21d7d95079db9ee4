import { Fragment, type ReactNode } from 'react';
import { chineseRuns } from '#platform/i18n';
import { useLanguage } from './language.tsx';

/** Words of the agency or of a party, beside ours or alone: on the English desk the Chinese in them says that it is Chinese. */
export function Said({ children }: { readonly children: string }): ReactNode {
  const { lang } = useLanguage();
  if (lang === 'zh') return children;
  return chineseRuns(children).map(({ text, chinese }, at) =>
    chinese ? (
      <span key={at} lang="zh-CN">
        {text}
      </span>
    ) : (
      <Fragment key={at}>{text}</Fragment>
    ),
  );
}
