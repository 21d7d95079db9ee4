import { err, ok, type Result } from '#kernel';
import { nextState, type VersionState } from './lifecycle.ts';

export type ApprovalAct = 'sign' | 'countersign' | 'return' | 'pass';

/** Somebody’s name under a version, void or not. */
export type Signature = { readonly personId: string; readonly act: string; readonly voided: boolean };

export type ApprovalRefusal =
  | { readonly why: 'not-in-this-state'; readonly state: VersionState }
  | { readonly why: 'stale'; readonly rowVersion: number }
  | { readonly why: 'reason-missing' }
  | { readonly why: 'four-eyes' };

/**
 * Whether an act on a version may be done now, and the state it leads to. Who signed does not countersign or pass, nor does who
 * drafted, where drafters are known. A return says why.
 */
export function decideApproval(
  version: { readonly state: VersionState; readonly rowVersion: number },
  input: {
    readonly act: ApprovalAct;
    readonly rowVersion: number;
    readonly reason?: string | undefined;
    readonly personId: string;
    readonly signatures: readonly Signature[];
    readonly drafters?: readonly string[];
  },
): Result<VersionState, ApprovalRefusal> {
  const { act, personId } = input;
  const state = nextState(version.state, act);
  if (!state) return err({ why: 'not-in-this-state', state: version.state });
  if (version.rowVersion !== input.rowVersion) return err({ why: 'stale', rowVersion: version.rowVersion });
  if (act === 'return' && (input.reason ?? '').trim() === '') return err({ why: 'reason-missing' });
  const reviews = act === 'countersign' || act === 'pass';
  if (reviews && (!fourEyes(personId, input.signatures) || (input.drafters ?? []).includes(personId)))
    return err({ why: 'four-eyes' });
  return ok(state);
}

/** Whether a person has not put their name to this version in another capacity. */
export function fourEyes(personId: string, signatures: readonly Signature[]): boolean {
  return !signatures.some(
    (a) => !a.voided && a.personId === personId && (a.act === 'sign' || a.act === 'countersign'),
  );
}
