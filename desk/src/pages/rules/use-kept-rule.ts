import type { FormInstance } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { RuleDetail } from '#modules/rules/contract';
import { api } from '../../lib/api.ts';
import { mergeElements, same } from '../../lib/merge.ts';
import { useMe } from '../../lib/session.tsx';
import { valuesOf, type RuleElements, type RuleValues } from './rule-values.ts';

const Kept = z.object({
  base: z.record(z.string(), z.unknown()),
  rowVersion: z.int(),
  typed: z.record(z.string(), z.unknown()),
});

/** What came from somebody else while this form was open. */
export type Merged = {
  readonly theirs: readonly string[];
  /** Both changed these; mine stand on the form, theirs are stored. */
  readonly both: readonly string[];
  readonly stored: RuleElements;
};
type Input = {
  readonly form: FormInstance<RuleValues>;
  /** Absent for a rule that is not drafted yet. */
  readonly rule?: RuleDetail;
  /** What was sent is being stored: what comes back then is one's own. */
  readonly storing: boolean;
};

/** Where this browser keeps what a person typed into a version, or into `new`, and did not store. */
export const keptKey = (personId: string, id: string): string => `chengming.rule.${personId}.${id}`;

/**
 * Keeps what is typed into the form of a rule in this browser until it is stored, with the state it began from: a reload loses
 * nothing. When somebody else was faster, what only they changed is taken over; what both changed is put before the person.
 */
export function useKeptRule({ form, rule, storing }: Input) {
  const me = useMe();
  const keyOf = (id: string): string => keptKey(me.personId, id);
  const key = keyOf(rule?.versionId ?? 'new');
  const base = useRef<Readonly<Record<string, unknown>>>(rule === undefined ? {} : valuesOf(rule));
  const row = useRef(rule?.rowVersion ?? 0);
  const [restored, setRestored] = useState(false);
  const [merged, setMerged] = useState<Merged | undefined>();
  const [unsaved, setUnsaved] = useState(false);

  /** Keeps what differs from what is stored, and nothing else. */
  const keep = useCallback(
    (where: string): void => {
      const typed: Readonly<Record<string, unknown>> = form.getFieldsValue(true);
      const differs = !same(typed, base.current);
      setUnsaved(differs);
      if (differs)
        localStorage.setItem(where, JSON.stringify({ base: base.current, rowVersion: row.current, typed }));
      else localStorage.removeItem(where);
    },
    [form],
  );

  const takeIn = useCallback(
    (newest: RuleDetail): void => {
      const stored = valuesOf(newest);
      const typed: Readonly<Record<string, unknown>> = form.getFieldsValue(true);
      const { theirs, both } = mergeElements(base.current, typed, stored);
      form.setFieldsValue(
        Object.fromEntries(theirs.map((name) => [name, stored[name as keyof RuleElements]])),
      );
      // The same row version is what was sent from here, as the server writes it.
      const byOthers = newest.rowVersion > row.current;
      base.current = stored;
      row.current = newest.rowVersion;
      if (byOthers && theirs.length + both.length > 0) setMerged({ theirs, both, stored });
      keep(key);
    },
    [form, keep, key],
  );

  useEffect(() => {
    const kept = readKept(localStorage.getItem(key));
    if (kept === undefined) return;
    base.current = kept.base;
    row.current = kept.rowVersion;
    form.setFieldsValue(kept.typed);
    setRestored(true);
    setUnsaved(true);
    // oxlint-disable-next-line react/exhaustive-deps -- what is kept is put back once, when the form opens
  }, []);

  // After what is kept was put back: the form rests on what the page shows, so that nobody signs what is not on the form.
  useEffect(() => {
    if (rule === undefined || storing || rule.rowVersion < row.current) return;
    if (!same(valuesOf(rule), base.current)) takeIn(rule);
    row.current = rule.rowVersion;
  }, [rule, storing, takeIn]);

  const changed = useCallback(() => keep(key), [keep, key]);

  return {
    restored,
    merged,
    /** Something on the form is not stored. */
    unsaved,
    changed,
    /** The row version that what is on the form rests on. */
    rowVersion: () => row.current,
    /** What was sent is stored, as this version; what was typed while it went stays on the form and is kept. */
    stored(sent: RuleValues, as: { readonly versionId: string; readonly rowVersion: number }): void {
      base.current = sent;
      row.current = as.rowVersion;
      setMerged(undefined);
      setRestored(false);
      localStorage.removeItem(key);
      keep(keyOf(as.versionId));
    },
    /** Puts back what is stored. */
    discard(): void {
      form.setFieldsValue(base.current);
      setMerged(undefined);
      setRestored(false);
      keep(key);
    },
    /** Somebody else was faster: merges with what is stored now. */
    async overtaken(versionId: string): Promise<void> {
      takeIn(await api(`/rule-versions/${versionId}`, { schema: RuleDetail }));
    },
    /** Puts what they stored in place of what was typed here. */
    useTheirs(): void {
      if (merged === undefined) return;
      form.setFieldsValue(
        Object.fromEntries(merged.both.map((name) => [name, merged.stored[name as keyof RuleElements]])),
      );
      setMerged(undefined);
      keep(key);
    },
  };
}

function readKept(text: string | null): z.infer<typeof Kept> | undefined {
  if (text === null) return undefined;
  try {
    return Kept.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
