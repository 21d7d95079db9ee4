import { describeDraftedPolicy } from '#tests/drafted-policy';
import { can } from './policy.ts';

describeDraftedPolicy('a rule', (actor, action, subject) => can(actor, `rule/${action}`, subject));
