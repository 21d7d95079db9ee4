import { describeDraftedPolicy } from '#tests/drafted-policy';
import { can } from './policy.ts';

describeDraftedPolicy('a category flow', (actor, action, subject) =>
  can(actor, `category-flow/${action}`, subject),
);
