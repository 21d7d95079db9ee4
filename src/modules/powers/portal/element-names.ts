import { t, type Lang } from '#platform/i18n';
import type { PowerContent } from '../domain/content.ts';
import { ELEMENT_WORDS } from '../texts/element-words.ts';

export function elementName(field: keyof PowerContent, lang: Lang): string {
  return t(lang, ELEMENT_WORDS[field]);
}

export function isElement(name: string): name is keyof PowerContent {
  return Object.hasOwn(ELEMENT_WORDS, name);
}
