import type { Actor } from './actor.ts';

/** Rules of a module: for each action, whether this actor may do it to this subject. What has no rule is denied. */
export type Rules<Subjects extends Record<string, unknown>> = {
  readonly [Action in keyof Subjects]: (actor: Actor, subject: Subjects[Action]) => boolean;
};

export type Can<Subjects extends Record<string, unknown>> = <Action extends keyof Subjects & string>(
  actor: Actor,
  action: Action,
  subject: Subjects[Action],
) => boolean;

/**
 * `can(actor, action, subject)` of a module. Pure; called in every use case and every read. An action that is not in
 * the table is denied, also when a caller got past the compiler.
 */
export function definePolicy<Subjects extends Record<string, unknown>>(
  rules: Rules<Subjects>,
): Can<Subjects> {
  return (actor, action, subject) => Object.hasOwn(rules, action) && rules[action](actor, subject);
}
