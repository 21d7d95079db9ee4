import { addDays, findPersonalData, findSecrecyMark, type LegalDay } from '#kernel';
import type { ExceptionRefusal } from './errors.ts';
import { groundOf, INTERNAL_RULE, isLawOrRegulation, type GroundCode } from './grounds.ts';
import { mayWithhold, type NarrowerScope, type SubjectKind } from './subjects.ts';

/** 国家秘密密级, as the form asks for it: anything but `none` is refused. */
export const SECRECY_GRADES = ['none', 'secret', 'confidential', 'top-secret'] as const;
export type SecrecyGrade = (typeof SECRECY_GRADES)[number];

/** What is asked for. */
export type ExceptionRequest = {
  readonly subjectKind: SubjectKind;
  readonly element: string | null;
  readonly ground: GroundCode | typeof INTERNAL_RULE;
  /** Law and article that forbid it, where the ground refers to one: 《…法》第…条; else empty. */
  readonly cited: string;
  readonly reason: string;
  readonly scope: NarrowerScope;
  readonly kind: 'withheld' | 'postponed';
  /** Last day of a postponement, or the review date. */
  readonly endsOn: LegalDay;
  /** Public as an entry, or only in the yearly count by ground. */
  readonly form: 'entry' | 'count';
  /** How the entry names what is withheld, without giving it away. */
  readonly publicTitle: string | null;
  /** Why the entry itself would harm. */
  readonly formReason: string | null;
};

/** What there is to withhold, as it stands. */
export type SubjectFacts = {
  /** Whether the element, field or document exists and says something. */
  readonly there: boolean;
  /** Whether society is owed it at all: a version of a power or a rule that has passed, a case of a class that is published. */
  readonly owed: boolean;
  /** Whether the record has an entry in the public ledger: until then nobody outside knows that it exists. */
  readonly known: boolean;
  /** Whether society can read it now. */
  readonly open: boolean;
  /** Whether it is a notice or decision addressed to the party, which the law has them receive. */
  readonly addressed: boolean;
};

/**
 * A declared grade or a mark of a state secret in anything that was typed, or in the name of the document: refused before
 * anything is looked up or stored (保守国家秘密法实施条例 art. 41). Answers which field.
 */
export function findStateSecret(
  request: Pick<ExceptionRequest, 'reason' | 'publicTitle' | 'formReason' | 'cited'> & {
    readonly grade: SecrecyGrade;
    readonly documentTitle?: string | undefined;
  },
): string | undefined {
  if (request.grade !== 'none') return 'grade';
  const texts = {
    publicTitle: request.publicTitle,
    reason: request.reason,
    formReason: request.formReason,
    cited: request.cited,
    documentId: request.documentTitle,
  };
  return Object.entries(texts).find(([, text]) => findSecrecyMark(text ?? '') !== undefined)?.[0];
}

/** The first and the last day an exception may end on. */
export function endRange(
  ground: GroundCode,
  today: LegalDay,
): { readonly first: LegalDay; readonly last: LegalDay } {
  return { first: addDays(today, 1), last: addDays(today, groundOf(ground).mostDays) };
}

/** Why a request cannot stand; nothing when it may go to the head of the office. */
export function refuseRequest(
  request: ExceptionRequest,
  facts: SubjectFacts,
  today: LegalDay,
): ExceptionRefusal | undefined {
  const { ground, subjectKind, cited, endsOn, form } = request;
  if (ground === INTERNAL_RULE) return { code: 'exceptions/internal-rule', field: 'ground' };
  if (!mayWithhold(subjectKind, request.element)) return { code: 'exceptions/must-be-public' };
  const { of, cites } = groundOf(ground);
  if (!of.includes(subjectKind)) return { code: 'exceptions/ground-unfit' };
  if (cites === true && cited === '') return { code: 'exceptions/citation-missing' };
  if (cited !== '' && !isLawOrRegulation(cited)) return { code: 'exceptions/internal-rule', field: 'cited' };
  if (!facts.there) return { code: 'exceptions/nothing-there' };
  if (!facts.owed) return { code: 'exceptions/not-owed' };
  if (facts.addressed && request.scope !== 'concerned' && request.scope !== 'on-application')
    return { code: 'exceptions/party-must-see' };
  const range = endRange(ground, today);
  if (endsOn < range.first || endsOn > range.last) return { code: 'exceptions/date-out-of-range', ...range };
  if (form === 'count') {
    if (request.formReason === null) return { code: 'exceptions/form-reason-missing' };
    return facts.open ? { code: 'exceptions/already-public' } : undefined;
  }
  if (request.publicTitle === null) return { code: 'exceptions/title-missing' };
  if (findPersonalData(request.publicTitle).length > 0) return { code: 'exceptions/personal-data' };
  const ofCase = subjectKind === 'case-field' || subjectKind === 'document';
  if (ofCase && !facts.known) return { code: 'exceptions/entry-would-reveal' };
  return undefined;
}
