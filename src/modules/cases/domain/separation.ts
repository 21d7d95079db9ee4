import { err, ok, type Result } from '#kernel';
import type { CaseRefusal } from './errors.ts';

/** Roles of steps that prepare a decision, and of steps that check or take it: never one person in one case (审办分离). */
const HANDLING = new Set(['verify', 'review', 'site-check', 'expert', 'hearing', 'investigate', 'findings']);
const CHECKING = new Set(['check', 'recheck', 'approve', 'decide', 'extend', 'legal-review', 'collective']);

export type ActorAtStep = {
  readonly personId: string;
  readonly holdsPost: boolean;
  readonly supervises: boolean;
};

export type StepToDo = {
  readonly role: string;
  readonly post: string | null;
  /** The flow gives this step to a supervising post, e.g. the examination of objections. */
  readonly supervising: boolean;
  readonly twoOfficers: boolean;
};

export type SeparationInput = {
  readonly step: StepToDo;
  readonly actor: ActorAtStep;
  readonly secondOfficer: { readonly personId: string; readonly onPost: boolean } | null;
  readonly recused: readonly string[];
  /** Who did which role in this case so far. */
  readonly done: readonly { readonly role: string; readonly personId: string }[];
  /** 即办件: one officer handles and decides on the spot (行政许可法 art. 34(2)). */
  readonly instant: boolean;
};

/**
 * Who may do a step: holder or deputy of its post that day, not a supervisor (S9-8), not recused, not one who handled what
 * this step checks or the other way round; site checks by two officers (行政许可法 art. 34(3)).
 */
export function mayDoStep(input: SeparationInput): Result<void, CaseRefusal> {
  const { step, actor, secondOfficer } = input;
  if (!actor.holdsPost) return err({ code: 'cases/not-your-post', post: step.post });
  if (actor.supervises && !step.supervising) return err({ code: 'cases/supervisor-cannot-handle' });
  const persons = [actor.personId, ...(secondOfficer === null ? [] : [secondOfficer.personId])];
  if (persons.some((person) => input.recused.includes(person))) return err({ code: 'cases/recused' });
  if (step.twoOfficers) {
    if (secondOfficer === null || secondOfficer.personId === actor.personId)
      return err({ code: 'cases/second-officer-needed' });
    if (!secondOfficer.onPost) return err({ code: 'cases/second-officer-not-on-post' });
  }
  const opposite = HANDLING.has(step.role)
    ? CHECKING
    : CHECKING.has(step.role)
      ? HANDLING
      : new Set<string>();
  const both = input.done.some(({ role, personId }) => opposite.has(role) && persons.includes(personId));
  if (both && !input.instant) return err({ code: 'cases/handled-it-yourself' });
  return ok();
}
