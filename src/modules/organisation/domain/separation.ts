import type { LegalDay } from '#kernel';

export type SeparationInput = {
  /** Offices that supervise: their posts watch the powers of the others. */
  readonly supervisionOffices: ReadonlySet<string>;
  /** The head of the body is exempt and is shown as such. */
  readonly headPersonId: string | undefined;
  readonly assignments: readonly {
    readonly personId: string;
    readonly officeId: string;
    readonly postId: string;
  }[];
};

export type SeparationFinding = {
  readonly code: 'separation/handles-and-supervises';
  readonly personId: string;
  readonly exempt: boolean;
};

/**
 * Approval and supervision apart 审批与监管相分离 (requirement A3, S9-8): no person holds a post of a supervising office
 * and a handling post at once. The head is exempt; the finding stays and says so.
 */
export function separationFindings(input: SeparationInput): SeparationFinding[] {
  const supervising = new Set<string>();
  const handling = new Set<string>();
  for (const assignment of input.assignments) {
    (input.supervisionOffices.has(assignment.officeId) ? supervising : handling).add(assignment.personId);
  }
  return [...supervising]
    .filter((person) => handling.has(person))
    .map((personId) => ({
      code: 'separation/handles-and-supervises',
      personId,
      exempt: personId === input.headPersonId,
    }));
}

/** Both days inclusive; without an end it goes on. */
export type Span = { readonly validFrom: LegalDay; readonly validTo: LegalDay | null };

export function overlaps(a: Span, b: Span): boolean {
  return (a.validTo === null || b.validFrom <= a.validTo) && (b.validTo === null || a.validFrom <= b.validTo);
}
