import { formatDay, type LegalDay } from '#kernel';
import { formatPeriod, t, type Lang, type Message, type MessageParams } from '#platform/i18n';
import type { Span } from '../domain/due-derivation.ts';
import type { Bilingual } from '../domain/period.ts';
import { PAUSE_GROUNDS } from './pause-grounds.ts';

/** A message whose parameters may be messages themselves; filled in both languages. */
export function fill(message: Message, params: Readonly<Record<string, string | number | Message>>): Message {
  const of = (lang: Lang): string => {
    const words: MessageParams = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? value[lang] : value]),
    );
    return t(lang, message, words);
  };
  return { zh: of('zh'), en: of('en') };
}

export function dayWords(day: LegalDay): Message {
  return { zh: formatDay(day, 'zh'), en: formatDay(day, 'en') };
}

export function rangeWords(from: LegalDay, to: LegalDay): Message {
  if (from === to) return dayWords(from);
  return fill({ zh: '{from}至{to}', en: '{from} to {to}' }, { from: dayWords(from), to: dayWords(to) });
}

export function periodWords(n: number, unit: Parameters<typeof formatPeriod>[2]): Message {
  return { zh: formatPeriod('zh', n, unit), en: formatPeriod('en', n, unit) };
}

/** A ground that no rule of law names stands as it is written. */
export function groundWords(ground: string): Bilingual {
  return PAUSE_GROUNDS[ground] ?? { zh: ground, en: ground };
}

const WEEKEND = { zh: '休息日', en: 'weekend' };
const MAKE_UP = { zh: '{name}调休上班', en: 'make-up working day for {name}' };

/** Why the days of a span count or do not. Holidays keep their Chinese names. */
export function reasonWords({ reason, name }: Span): Message {
  switch (reason) {
    case 'weekend':
      return WEEKEND;
    case 'holiday':
      return { zh: name ?? '', en: name ?? '' };
    case 'make-up':
      return fill(MAKE_UP, { name: name ?? '' });
    case 'paused':
      return groundWords(name ?? '');
  }
}
