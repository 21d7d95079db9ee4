import type { FieldInput } from '../domain/fields.ts';
import type { RevisionInput } from './append-revision.ts';

/** Key and journal records belong to the instance, not to an agency. */
export const INSTANCE = '00000000-0000-7000-8000-000000000000';

type Given = Pick<RevisionInput, 'ids' | 'at' | 'rid' | 'type' | 'act' | 'schema'> & {
  readonly fields: readonly FieldInput[];
};

/** A revision of a record of the log itself. */
export function instanceRevision(given: Given): RevisionInput {
  return { ...given, agencyId: INSTANCE, org: 'LEDGER', basis: 'ledger' };
}
