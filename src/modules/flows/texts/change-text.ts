import type { TableDifference } from '../domain/diff-tables.ts';
import { attributeWords } from './attribute-words.ts';
import type { Words } from './words.ts';

/** One element that differs between two versions, and in what. */
export interface ChangeText {
  readonly element: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly name: string;
  /** The attributes that changed, in words; empty for what is new or gone. */
  readonly what: Words;
}

/** What changed between two versions of a flow, for people; steps first, then ways. Ways say from where to where. */
export function changeTexts(difference: TableDifference, nameOf: (id: string) => string): ChangeText[] {
  const { added, removed, changed, waysAdded, waysRemoved, waysChanged } = difference;
  const none = { zh: '', en: '' };
  const way = ({ from, to, label }: (typeof waysAdded)[number]) =>
    `${nameOf(from)} → ${nameOf(to)}${label === undefined ? '' : `（${label}）`}`;
  return [
    ...added.map(({ id, name }) => ({ element: id, kind: 'added' as const, name, what: none })),
    ...removed.map(({ id, name }) => ({ element: id, kind: 'removed' as const, name, what: none })),
    ...changed.map(toChange),
    ...waysAdded.map((edge) => ({ element: edge.id, kind: 'added' as const, name: way(edge), what: none })),
    ...waysRemoved.map((edge) => ({
      element: edge.id,
      kind: 'removed' as const,
      name: way(edge),
      what: none,
    })),
    ...waysChanged.map(toChange),
  ];
}

function toChange({ id, name, fields }: TableDifference['changed'][number]): ChangeText {
  const say = (lang: 'zh' | 'en', and: string): string =>
    fields.map(({ field }) => attributeWords(field, lang)).join(and);
  return { element: id, kind: 'changed', name, what: { zh: say('zh', '、'), en: say('en', ', ') } };
}
