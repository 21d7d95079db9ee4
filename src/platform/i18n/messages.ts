/** Chinese first; English under `/en`. */
export type Lang = 'zh' | 'en';

/** One text of the interface in both languages; `{name}` is replaced by a parameter. */
export type Message = { readonly zh: string; readonly en: string };

export type MessageParams = Readonly<Record<string, string | number>>;

/** Declares a module's texts; a missing language does not compile. */
export function messages<const T extends Readonly<Record<string, Message>>>(table: T): T {
  return table;
}

/** The text of a message. A parameter that is not given stays visible as `{name}`, so that tests see it. */
export function t(lang: Lang, message: Message, params: MessageParams = {}): string {
  return message[lang].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The address of a page in a language: English lies under `/en`. */
export function langPath(lang: Lang, path: string): string {
  if (lang === 'zh') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

/** The same page in the other language; keeps the query, which the caller passes with the path. */
export function otherLang(lang: Lang): Lang {
  return lang === 'zh' ? 'en' : 'zh';
}

/** Value of the HTML attribute `lang`. */
export function htmlLang(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en';
}
