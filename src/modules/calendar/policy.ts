import { definePolicy } from '#modules/access';

/** Holidays are the State Council's: who runs the instance, or the system, enters them; nobody decides them. */
export const can = definePolicy<{ 'calendar/import': { readonly agencyId: string } }>({
  'calendar/import': (actor) =>
    actor.kind === 'system' ||
    (actor.kind === 'staff' && actor.roles.some(({ role }) => role === 'operator')),
});
