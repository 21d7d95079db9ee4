import type { Result } from '#kernel';
import type { AppContext, UseCase } from '#platform/context';
import type { Ctx } from '#platform/http';
import type { StaffActor } from '../domain/actor.ts';
import { requireStaff, useCaseOf } from './staff-session.ts';

/** How the routes of a module answer a member of staff: with what the use case gave, or with the module's refusal. */
export function staffRoutes<E>(refuse: (c: Ctx, refusal: E) => Response) {
  return async <T>(
    ctx: AppContext,
    c: Ctx,
    act: (use: UseCase, actor: StaffActor) => Promise<Result<T, E>>,
    answer: (value: T) => Response,
  ): Promise<Response> => {
    const staff = requireStaff(c);
    if ('answer' in staff) return staff.answer;
    const result = await act(useCaseOf(ctx, c), staff.actor);
    return result.ok ? answer(result.value) : refuse(c, result.error);
  };
}
