/** Advisory-lock numbers of the whole system, each with its reason. */
export const LOCKS = {
  /** One migrator at a time. */
  migrate: 4_201,
  /** Politeness between sequencers; the fence is the compare-and-swap on the state row. */
  ledgerIntegrate: 4_202,
  /** Politeness between batchers of the journal tree. */
  journalIntegrate: 4_203,
  /** One signer exposes checkpoints. */
  ledgerSign: 4_204,
  /** One loader of the demonstration bureau. */
  demo: 4_205,
  /** One process anchors the journal. */
  journalAnchor: 4_206,
  /** One decision at a time on what of a power or a case is public: an exception is not passed by a publication. */
  disclosureOf: 4_207,
} as const;
