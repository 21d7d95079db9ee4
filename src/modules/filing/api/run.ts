import { staffRoutes } from '#modules/access';
import { refuse } from './texts.ts';

/** How the routes of filing answer a member of staff. */
export const run = staffRoutes(refuse);
