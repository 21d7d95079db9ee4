import { formatDay } from '#kernel';
import { messages, t, type Lang, type Message } from '#platform/i18n';
import type { CitationState, Level } from '../domain/law.ts';

export const LEVEL_WORDS = messages({
  law: { zh: '法律', en: 'law' },
  'administrative-regulation': { zh: '行政法规', en: 'administrative regulation' },
  decision: { zh: '国务院决定', en: 'decision of the State Council' },
  'local-regulation': { zh: '地方性法规', en: 'local regulation' },
  'department-rule': { zh: '部门规章', en: 'rule of a ministry' },
  'local-rule': { zh: '地方政府规章', en: 'rule of a local government' },
  'normative-document': { zh: '规范性文件', en: 'normative document' },
  party: { zh: '党内法规', en: 'rule of the Party' },
  other: { zh: '其他', en: 'other' },
}) satisfies Record<Level, Message>;

/** How a citation stands, in a word; `{on}` is the day. */
export const STATE_WORDS = messages({
  'not-in-library': { zh: '未入依据库', en: 'not in the library' },
  'article-not-in-library': { zh: '条文未入库', en: 'article not in the library' },
  current: { zh: '在库，现行有效', en: 'in the library, in force' },
  'not-yet': { zh: '{on} 起施行', en: 'in force from {on}' },
  amended: { zh: '{on} 已修订', en: 'amended {on}' },
  'article-ended': { zh: '该条 {on} 起失效', en: 'article ended {on}' },
  repealed: { zh: '{on} 起废止', en: 'repealed from {on}' },
}) satisfies Record<CitationState['code'], Message>;

/** The same for the public page of what cites it, where the citation no longer stands as it was made. */
const STANDING = messages({
  'not-yet': { zh: '{on}起施行', en: 'in force from {on}' },
  amended: { zh: '{on}起已修订', en: 'amended from {on}' },
  'article-ended': { zh: '该条{on}起失效', en: 'this article ended on {on}' },
  repealed: { zh: '{on}起已废止', en: 'repealed from {on}' },
});

/** What a public page says beside a citation that no longer stands as it was made; nothing of one that does. */
export function basisStanding(state: CitationState, lang: Lang): string | undefined {
  return 'on' in state ? t(lang, STANDING[state.code], { on: formatDay(state.on, lang) }) : undefined;
}
