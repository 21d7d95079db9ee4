import { definePolicy, type Actor } from '#modules/access';
import { MAY, type DraftedSubject } from '#modules/approval';

/** Who may do what to a version of a rule: the same persons by the same way as for powers (A2, B10). */
export const can = definePolicy<{
  'rule/list': { readonly agencyId: string };
  /** Draft for one office or another. */
  'rule/begin': { readonly agencyId: string };
  'rule/read-draft': DraftedSubject;
  'rule/draft': DraftedSubject;
  'rule/sign': DraftedSubject;
  'rule/countersign': DraftedSubject;
  'rule/return': DraftedSubject;
  'rule/pass': DraftedSubject;
  'rule/publish': DraftedSubject;
}>({
  'rule/list': (actor: Actor, { agencyId }) =>
    actor.kind === 'system' || (actor.kind === 'staff' && actor.agencyId === agencyId),
  'rule/begin': MAY.begin,
  'rule/read-draft': MAY['read-draft'],
  'rule/draft': MAY.draft,
  'rule/sign': MAY.sign,
  'rule/countersign': MAY.countersign,
  'rule/return': MAY.return,
  'rule/pass': MAY.pass,
  'rule/publish': MAY.publish,
});
