import { err, ok, type LegalDay, type Result } from '#kernel';
import { alreadyAssigned, handlesAndSupervises, spanReversed, type AssignmentRefusal } from './errors.ts';
import { overlaps, separationFindings, type Span } from './separation.ts';

export type AssignmentDecision = {
  readonly personId: string;
  readonly post: { readonly id: string; readonly officeId: string };
  readonly span: Span;
  /** What the person is assigned to, past and future. */
  readonly held: readonly (Span & { readonly postId: string; readonly officeId: string })[];
  readonly supervisionOffices: ReadonlySet<string>;
  readonly headPersonId: string | undefined;
  /** How a small body that cannot keep both apart makes up for it (requirement A3), as it has put on record. */
  readonly substituteArrangement: string | undefined;
};

/** Whether a person may be put on a post from one day to another. */
export function decideAssignment(input: AssignmentDecision): Result<void, AssignmentRefusal> {
  const { personId, post, span } = input;
  const { validFrom, validTo } = span;
  if (validTo !== null && validTo < validFrom) return err(spanReversed());
  const meanwhile = input.held.filter((a) => overlaps(a, span));
  if (meanwhile.some((a) => a.postId === post.id)) return err(alreadyAssigned());
  if (input.substituteArrangement !== undefined) return ok();
  const findings = separationFindings({
    supervisionOffices: input.supervisionOffices,
    headPersonId: input.headPersonId,
    assignments: [
      { personId, officeId: post.officeId, postId: post.id },
      ...meanwhile.map((a) => ({ personId, officeId: a.officeId, postId: a.postId })),
    ],
  });
  return findings.some((f) => !f.exempt) ? err(handlesAndSupervises()) : ok();
}

/** The day an assignment that is ended on `day` was last valid: never before it began. */
export function lastDayOf(span: Span, day: LegalDay): LegalDay {
  return day < span.validFrom ? span.validFrom : day;
}
