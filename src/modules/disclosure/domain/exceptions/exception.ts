import { canonicalJson } from '@chengming/ledger-verify';
import { addDays, type LegalDay, type Rid } from '#kernel';
import type { GroundCode } from './grounds.ts';
import type { ExceptionState } from './lifecycle.ts';
import type { ExceptionRequest } from './request.ts';

/** A request to withhold or postpone, with what became of it. */
export type DisclosureException = Omit<ExceptionRequest, 'ground'> & {
  readonly ground: GroundCode;
  readonly agencyId: string;
  readonly id: string;
  /** Record of the exception itself in the ledger, when it has an entry. */
  readonly rid: Rid;
  readonly officeId: string;
  /** Record of what is withheld. */
  readonly subjectRid: Rid;
  readonly powerId: string | null;
  readonly caseId: string | null;
  readonly documentId: string | null;
  readonly state: ExceptionState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly since: LegalDay | null;
  readonly endedOn: LegalDay | null;
  readonly endedBy: 'decision' | 'lapse' | null;
  readonly rowVersion: number;
};

/** The canonical text an act covers: everything that was asked for, with the day it would last until. */
export function requestText(of: DisclosureException): string {
  return canonicalJson({
    id: of.id,
    subject: [of.subjectKind, of.subjectRid, of.powerId, of.caseId, of.documentId, of.element],
    ground: [of.ground, of.cited],
    reason: of.reason,
    scope: of.scope,
    kind: of.kind,
    endsOn: of.endsOn,
    form: of.form,
    title: of.publicTitle,
    formReason: of.formReason,
  });
}

/** Days before its date on which an exception comes back as a task. */
export const REVIEW_DAYS = 30;

/** Whether an exception in force is due for review: from thirty days before its date. */
export function isDueForReview(of: Pick<DisclosureException, 'state' | 'endsOn'>, today: LegalDay): boolean {
  return of.state === 'in-force' && addDays(today, REVIEW_DAYS) >= of.endsOn;
}

/** Past its date without a decision: it has ended. The last day itself still counts. */
export function hasLapsed(of: Pick<DisclosureException, 'state' | 'endsOn'>, today: LegalDay): boolean {
  return of.state === 'in-force' && of.endsOn < today;
}
