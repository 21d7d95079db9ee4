import { definePolicy, type Actor } from '#modules/access';
import { MAY, type DraftedSubject } from '#modules/approval';

/** Who may do what to a version of a category flow: the same persons by the same way as for powers and rules (A2, C2). */
export const can = definePolicy<{
  'category-flow/list': { readonly agencyId: string };
  /** Draft for one office or another. */
  'category-flow/begin': { readonly agencyId: string };
  'category-flow/read-draft': DraftedSubject;
  'category-flow/draft': DraftedSubject;
  'category-flow/sign': DraftedSubject;
  'category-flow/countersign': DraftedSubject;
  'category-flow/return': DraftedSubject;
  'category-flow/pass': DraftedSubject;
  'category-flow/publish': DraftedSubject;
}>({
  'category-flow/list': (actor: Actor, { agencyId }) =>
    actor.kind === 'system' || (actor.kind === 'staff' && actor.agencyId === agencyId),
  'category-flow/begin': MAY.begin,
  'category-flow/read-draft': MAY['read-draft'],
  'category-flow/draft': MAY.draft,
  'category-flow/sign': MAY.sign,
  'category-flow/countersign': MAY.countersign,
  'category-flow/return': MAY.return,
  'category-flow/pass': MAY.pass,
  'category-flow/publish': MAY.publish,
});
