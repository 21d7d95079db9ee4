import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { CategoryDetail } from '#modules/category-flows/contract';
import { mergeElements, same } from '../../lib/merge.ts';
import { useMe } from '../../lib/session.tsx';

const Values = z.object({
  officeId: z.string(),
  reason: z.string(),
  plannedFrom: z.string().nullable(),
});
export type SettingValues = z.infer<typeof Values>;
const Kept = z.object({ base: Values, rowVersion: z.int(), typed: Values });
type Kept = z.infer<typeof Kept>;

const valuesOf = ({ officeId, reason, plannedFrom }: CategoryDetail): SettingValues => ({
  officeId,
  reason,
  plannedFrom,
});

/** What came from somebody else while something was typed here; of `both` mine stand on the form. */
export type Merged = {
  readonly theirs: readonly string[];
  readonly both: readonly string[];
  readonly stored: SettingValues;
};

/**
 * What is said of a version beside its drawing, as it is typed: kept in this browser until it is stored, merged with what somebody
 * else stored meanwhile. What is typed while a save is in flight stays on the form, for it differs from what was sent.
 */
export function useKeptSettings(version: CategoryDetail) {
  const me = useMe();
  const key = `chengming.category-flow.${me.personId}.${version.versionId}`;
  const [kept, setKept] = useState<Kept>(() => {
    const stored = valuesOf(version);
    return (
      readKept(localStorage.getItem(key)) ?? { base: stored, rowVersion: version.rowVersion, typed: stored }
    );
  });
  const newest = useRef(kept);
  const [merged, setMerged] = useState<Merged | undefined>();

  const put = (next: Kept): void => {
    newest.current = next;
    setKept(next);
    if (same(next.typed, next.base)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(next));
  };
  const takeIn = (fresh: CategoryDetail): void => {
    const { base, typed } = newest.current;
    const stored = valuesOf(fresh);
    const { theirs, both } = mergeElements(base, typed, stored);
    const taken = Object.fromEntries(theirs.map((name) => [name, stored[name as keyof SettingValues]]));
    put({ base: stored, rowVersion: fresh.rowVersion, typed: { ...typed, ...taken } });
    if (!same(typed, base) && theirs.length + both.length > 0) setMerged({ theirs, both, stored });
  };

  useEffect(() => {
    if (version.rowVersion > newest.current.rowVersion) takeIn(version);
    // oxlint-disable-next-line react/exhaustive-deps -- what is stored comes in when its row version moves, and only then
  }, [version.rowVersion]);

  return {
    typed: kept.typed,
    dirty: !same(kept.typed, kept.base),
    merged,
    rowVersion: (): number => newest.current.rowVersion,
    set(change: Partial<SettingValues>): void {
      put({ ...newest.current, typed: { ...newest.current.typed, ...change } });
    },
    /** What was sent is stored now; what was typed since is still to be stored. */
    stored(sent: SettingValues, rowVersion: number): void {
      put({ ...newest.current, base: sent, rowVersion });
      setMerged(undefined);
    },
    takeIn,
    /** Puts what they stored in place of what was typed here. */
    useTheirs(): void {
      if (merged === undefined) return;
      const theirs = Object.fromEntries(
        merged.both.map((name) => [name, merged.stored[name as keyof SettingValues]]),
      );
      put({ ...newest.current, typed: { ...newest.current.typed, ...theirs } });
      setMerged(undefined);
    },
  };
}

function readKept(text: string | null): Kept | undefined {
  if (text === null) return undefined;
  try {
    return Kept.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
