/** One entry in the record of who withdrew from an item: a withdrawal, or that it was taken back. */
export type RecusalEntry = {
  readonly itemId: string;
  readonly personId: string;
  /** 1, 2, … for one person and item. */
  readonly seq: number;
  readonly takenBack: boolean;
};

/** Who has withdrawn: the last entry of each counts. */
export function recusalsInForce<T extends RecusalEntry>(entries: readonly T[]): readonly T[] {
  return entries.filter(
    (one) =>
      !one.takenBack &&
      !entries.some(
        ({ itemId, personId, seq }) => itemId === one.itemId && personId === one.personId && seq > one.seq,
      ),
  );
}
