import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { t, type Lang, type Message } from '#platform/i18n';

type Language = {
  readonly lang: Lang;
  setLang(lang: Lang): void;
  say(message: Message, params?: Record<string, string | number>): string;
};

const LanguageContext = createContext<Language | undefined>(undefined);
const KEY = 'chengming.lang';

/** Chinese first; the choice stays in this browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [lang, set] = useState<Lang>(() => inDocument(localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'));
  const setLang = useCallback((next: Lang) => {
    localStorage.setItem(KEY, next);
    set(inDocument(next));
  }, []);
  const value = useMemo<Language>(
    () => ({ lang, setLang, say: (message, params) => t(lang, message, params) }),
    [lang, setLang],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** The document says its language from the start: readers and the API's sentences go by it. */
function inDocument(lang: Lang): Lang {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  document.title = lang === 'zh' ? '澄明工作台' : 'Chengming desk';
  return lang;
}

export function useLanguage(): Language {
  const value = use(LanguageContext);
  if (!value) throw new Error('LanguageProvider is missing');
  return value;
}
