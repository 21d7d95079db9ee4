import type { Result } from '#kernel';
import { requireStaff, useCaseOf, type StaffActor } from '#modules/access';
import type { AppContext, UseCase } from '#platform/context';
import type { Ctx } from '#platform/http';
import type { FilingRefusal } from '../domain/errors.ts';
import { refuse } from './texts.ts';

/** One call of a member of staff: their use case, then its answer or its refusal. */
export async function run<T>(
  ctx: AppContext,
  c: Ctx,
  act: (use: UseCase, actor: StaffActor) => Promise<Result<T, FilingRefusal>>,
  answer: (value: T) => Response,
): Promise<Response> {
  const staff = requireStaff(c);
  if ('answer' in staff) return staff.answer;
  const result = await act(useCaseOf(ctx, c), staff.actor);
  return result.ok ? answer(result.value) : refuse(c, result.error);
}
