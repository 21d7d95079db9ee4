import type { LegalDay } from '#kernel';
import { citedLaws } from '#modules/library';
import type { Reading } from '#platform/database';
import { namesCited } from '../domain/citing.ts';
import type { RuleVersion } from './rule-reader.ts';
import { isCovered, isOpen } from './rule-reader.ts';
import { powersNamed } from './governed.ts';

/** What a name in a rule stands for, where it is known here. */
export type Cited =
  | { readonly kind: 'law'; readonly id: string; readonly repealedFrom: LegalDay | undefined }
  | { readonly kind: 'rule'; readonly id: string; readonly versionId: string }
  | { readonly kind: 'power'; readonly code: string };

/**
 * What a rule cites, by name: laws of the agency’s library, its other rules and its powers in force, as society may read them. A
 * name that is none of these is left out, and stays plain text.
 */
export async function citedBy(
  db: Reading,
  { agencyId, ruleId, content }: Pick<RuleVersion, 'agencyId' | 'ruleId' | 'content'>,
): Promise<ReadonlyMap<string, Cited>> {
  const names = namesCited(content);
  if (names.length === 0) return new Map();
  const [laws, rules, powers] = await Promise.all([
    citedLaws(
      db,
      agencyId,
      names.map((law) => ({ law, article: '' })),
    ),
    db
      .selectFrom('rule_version as v')
      .select(['v.rule_id', 'v.id', 'v.title'])
      .where('v.agency_id', '=', agencyId)
      .where('v.rule_id', '<>', ruleId)
      .where('v.state', '=', 'published')
      .where('v.title', 'in', [...names])
      .where(isCovered('v'))
      .where(isOpen('v'))
      .orderBy('v.n')
      .execute(),
    powersNamed(db, agencyId, names),
  ]);
  return new Map<string, Cited>([
    ...powers.map(({ name, code }) => [name, { kind: 'power', code }] as const),
    ...rules.map((row) => [row.title, { kind: 'rule', id: row.rule_id, versionId: row.id }] as const),
    ...names.flatMap((name, at) => {
      const law = laws[at];
      return law === undefined ? [] : [[name, { kind: 'law', ...law }] as const];
    }),
  ]);
}
