import type { FormInstance } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { RuleDetail } from '#modules/rules/contract';
import { api } from '../../lib/api.ts';
import { mergeElements } from '../../lib/merge.ts';
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

/**
 * Keeps what is typed into the form of a rule in this browser until it is stored, with the state it began from: a reload loses
 * nothing. When somebody else was faster, what only they changed is taken over; what both changed is put before the person.
 */
export function useKeptRule(form: FormInstance<RuleValues>, rule: RuleDetail | undefined) {
  const me = useMe();
  const key = `chengming.rule.${me.personId}.${rule?.versionId ?? 'new'}`;
  const base = useRef<Readonly<Record<string, unknown>>>(rule === undefined ? {} : valuesOf(rule));
  const row = useRef(rule?.rowVersion ?? 0);
  const [restored, setRestored] = useState(false);
  const [merged, setMerged] = useState<Merged | undefined>();

  const changed = useCallback(() => {
    const typed: Readonly<Record<string, unknown>> = form.getFieldsValue(true);
    localStorage.setItem(key, JSON.stringify({ base: base.current, rowVersion: row.current, typed }));
  }, [form, key]);

  const takeIn = useCallback(
    (newest: RuleDetail): void => {
      const stored = valuesOf(newest);
      const typed: Readonly<Record<string, unknown>> = form.getFieldsValue(true);
      const { theirs, both } = mergeElements(base.current, typed, stored);
      form.setFieldsValue(
        Object.fromEntries(theirs.map((name) => [name, stored[name as keyof RuleElements]])),
      );
      base.current = stored;
      row.current = newest.rowVersion;
      if (theirs.length + both.length > 0) setMerged({ theirs, both, stored });
      changed();
    },
    [changed, form],
  );

  useEffect(() => {
    const kept = readKept(localStorage.getItem(key));
    if (kept === undefined) return;
    base.current = kept.base;
    row.current = kept.rowVersion;
    form.setFieldsValue(kept.typed);
    setRestored(true);
    if (rule !== undefined && rule.rowVersion > kept.rowVersion) takeIn(rule);
    // oxlint-disable-next-line react/exhaustive-deps -- what is kept is put back once, when the form opens
  }, []);

  return {
    restored,
    merged,
    changed,
    /** The row version that what is on the form rests on. */
    rowVersion: () => row.current,
    /** What is on the form is stored now. */
    stored(rowVersion: number): void {
      base.current = form.getFieldsValue(true);
      row.current = rowVersion;
      setMerged(undefined);
      localStorage.removeItem(key);
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
      changed();
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
