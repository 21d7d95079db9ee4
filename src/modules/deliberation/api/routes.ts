import { z } from 'zod';
import type { Result } from '#kernel';
import { staffRoutes, type StaffActor } from '#modules/access';
import type { AppContext, UseCase } from '#platform/context';
import { problemsOf, requireIfMatch, type Ctx } from '#platform/http';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { refuse } from './texts.ts';

export const run = staffRoutes(refuse);
export const tags = ['deliberation'];
export const Id = z.object({ id: z.uuid() });
/** Answers of an act that gives nothing back. */
export const done = { 204: { description: 'Done' }, ...problemsOf(401, 403, 404, 409, 412, 422) };
export const edited = { 204: { description: 'Done' }, ...problemsOf(401, 403, 404, 409, 412, 422, 428) };

/** Runs an edit on the version that its If-Match names. */
export async function edit<T>(
  ctx: AppContext,
  c: Ctx,
  act: (use: UseCase, actor: StaffActor, rowVersion: number) => Promise<Result<T, DeliberationRefusal>>,
  answer: (value: T) => Response,
): Promise<Response> {
  const match = requireIfMatch(c);
  if ('answer' in match) return match.answer;
  return run(ctx, c, (use, actor) => act(use, actor, match.rowVersion), answer);
}
