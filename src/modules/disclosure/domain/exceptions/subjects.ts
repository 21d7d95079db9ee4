import type { Scope } from '../scopes.ts';

/** What can be withheld: a whole item, an element of an item, a field of a case, a document of a case, a whole rule. */
export const SUBJECT_KINDS = ['power', 'power-field', 'case-field', 'document', 'rule'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/**
 * Elements of an item that may be withheld at all. Everything else has to be public wherever the item is: basis, conditions,
 * procedure, limits, materials and forms (行政许可法 art. 30), fees, remedies, and what 政府信息公开条例 arts. 20 and 28 list.
 */
export const WITHHOLDABLE_ELEMENTS = [
  'rulesOfExercise',
  'scopeOfPower',
  'riskPoints',
  'jointOffices',
  'intermediaries',
  'supervision',
] as const;

/** Fields of a case that may be withheld, with the names they are committed under. That there is a case, and its clocks, stays. */
const WITHHOLDABLE_FIELDS = {
  content: ['content'],
  party: ['party', 'party.masked'],
  register: ['register'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const MUST_BE_PUBLIC = '《行政许可法》第三十条、《政府信息公开条例》第二十条、第二十八条';

/** Who may still see what is withheld from society. */
export const NARROWER_SCOPES = ['leadership', 'unit', 'concerned', 'on-application'] as const;
export type NarrowerScope = Exclude<Scope, 'society'>;

/** Who opens a document of a case: the party to it, staff who handle it, and those who lead or oversee them. */
export type DocumentReader = 'party' | 'staff' | 'leader';

const OPENS: Readonly<Record<DocumentReader, readonly NarrowerScope[]>> = {
  party: ['concerned', 'on-application'],
  staff: ['concerned', 'on-application', 'unit'],
  leader: ['concerned', 'on-application', 'unit', 'leadership'],
};

/** Whether somebody who may read the case may open a document of it that was narrowed to a scope. */
export function opensDocument(reader: DocumentReader, scope: NarrowerScope): boolean {
  return OPENS[reader].includes(scope);
}

/** Fields of a case that may be withheld, for the form. */
export const CASE_FIELDS: readonly string[] = Object.keys(WITHHOLDABLE_FIELDS);

/** The name an element or a field is known by where the ledger commits it. */
export function committedNames(kind: 'power-field' | 'case-field', element: string): readonly string[] {
  if (kind === 'power-field') return [`content.${element}`];
  return Object.entries(WITHHOLDABLE_FIELDS).find(([name]) => name === element)?.[1] ?? [element];
}

/** Whether this kind of thing has an element of that name that may be withheld. */
export function mayWithhold(kind: SubjectKind, element: string | null): boolean {
  switch (kind) {
    case 'power-field':
      return WITHHOLDABLE_ELEMENTS.some((name) => name === element);
    case 'case-field':
      return element !== null && Object.hasOwn(WITHHOLDABLE_FIELDS, element);
    case 'power':
    case 'document':
    case 'rule':
      return element === null;
  }
}
