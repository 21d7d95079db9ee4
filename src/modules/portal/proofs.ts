import type { Coverage } from '#modules/ledger';
import type { Message } from '#platform/i18n';
import type { ProofStripProps } from '#platform/portal';

/** The proof strip of a record from its coverage. */
export function proofStrip(rid: string, coverage: Coverage | undefined, what?: Message): ProofStripProps {
  const named = what === undefined ? {} : { what };
  if (coverage?.state !== 'covered') return { state: 'awaiting-entry', rid, ...named };
  return {
    state: coverage.witnesses >= coverage.wanted ? 'proven' : 'awaiting-witness',
    rid,
    index: Number(coverage.index),
    at: coverage.at,
    ...named,
    ...(coverage.wanted > 0 ? { witnesses: { have: coverage.witnesses, of: coverage.wanted } } : {}),
  };
}
