import { useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { Edited, PowerContent, VersionDetail } from '#modules/powers/contract';
import { api, ApiRefusal } from '../../lib/api.ts';
import { sortElements, tidy, type Fault } from './content-values.ts';
import { ELEMENTS } from './element-fields.ts';
import { mergeElements, same } from '../../lib/merge.ts';

type Elements = Readonly<Record<string, unknown>>;
/** What of a version beside its content is edited on the same form. */
export const OF_VERSION = { class: '@class', reason: '@reason', basis: '@basis' } as const;

export type Status =
  | { readonly kind: 'stored'; readonly at: Date | undefined }
  | { readonly kind: 'typing' | 'storing' | 'offline' }
  | { readonly kind: 'refused'; readonly error: ApiRefusal };
/** Elements that somebody else changed while they were changed here. */
export type Clash = {
  readonly newest: VersionDetail;
  readonly elements: readonly string[];
  readonly mine: Elements;
  readonly stored: Elements;
};
export type Draft = {
  readonly status: Status;
  readonly faults: readonly Fault[];
  readonly clash: Clash | undefined;
  /** What was taken over from somebody else without a clash. */
  readonly taken: { readonly by: string; readonly elements: readonly string[] } | undefined;
  /** What was typed before and not stored is back on the form. */
  readonly restored: boolean;
  changed(): void;
  /** The row version that what is on the form rests on. */
  rowVersion(): number;
  /** Stores at once what can be stored; answers with what is not finished. */
  flush(): Promise<readonly Fault[]>;
  /** Another change of the same version, e.g. its flow, in turn with those of the form. */
  put(body: Readonly<Record<string, unknown>>): Promise<void>;
  settle(keep: ReadonlyMap<string, 'mine' | 'stored'>): void;
};

const PAUSE_MS = 1_200;
const Kept = z.object({ base: z.record(z.string(), z.unknown()), typed: z.record(z.string(), z.unknown()) });

const elementsOf = (version: VersionDetail): Elements => ({
  ...version.content,
  [OF_VERSION.class]: version.commitmentClass,
  [OF_VERSION.reason]: version.reason,
  [OF_VERSION.basis]: version.changeBasis,
});

type Input = {
  readonly version: VersionDetail;
  readonly form: FormInstance;
  readonly personId: string;
  readonly officeIdOf: (key: unknown) => string | undefined;
};

/**
 * For whoever may edit now. Stores what is typed by itself, a moment after the last key. What cannot be stored yet stays in this browser with the
 * state it began from, so a reload loses nothing. When somebody else was faster, their elements are taken over; an
 * element that both changed is put before the person.
 */
export function useDraft({ version, form, personId, officeIdOf }: Input): Draft {
  const queries = useQueryClient();
  const key = `chengming.power.${personId}.${version.versionId}`;
  const [status, setStatus] = useState<Status>({ kind: 'stored', at: undefined });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [clash, setClash] = useState<Clash | undefined>();
  const [taken, setTaken] = useState<Draft['taken']>();
  const [restored, setRestored] = useState(false);
  const base = useRef<Elements>(elementsOf(version));
  const row = useRef(version.rowVersion);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const clashing = useRef(false);

  const collect = useCallback(() => {
    const typed: Record<string, unknown> = form.getFieldsValue(true);
    const { values, faults: found } = sortElements(typed);
    const own = Object.fromEntries(Object.values(OF_VERSION).map((name) => [name, typed[name] ?? '']));
    const mine: Elements = { ...base.current, ...values, ...own };
    const unfinished = Object.fromEntries(
      found.flatMap(({ path: [name] }) => {
        const spec = ELEMENTS.get(String(name));
        return spec ? [[spec.name, tidy(spec, typed[spec.name])]] : [];
      }),
    );
    return { typed, mine, claimed: { ...mine, ...unfinished }, found };
  }, [form]);

  const keep = useCallback(
    (typed: Elements) => localStorage.setItem(key, JSON.stringify({ base: base.current, typed })),
    [key],
  );

  /** Rests on a newer state; false when a person has to choose first. */
  const takeIn = useCallback(
    (newest: VersionDetail): boolean => {
      const stored = elementsOf(newest);
      const { claimed } = collect();
      const { theirs, both } = mergeElements(base.current, claimed, stored);
      form.setFieldsValue(Object.fromEntries(theirs.map((name) => [name, stored[name]])));
      if (theirs.length > 0) setTaken({ by: newest.lastEdit?.by ?? '', elements: theirs });
      base.current = stored;
      row.current = newest.rowVersion;
      if (both.length === 0) return true;
      clashing.current = true;
      setClash({ newest, elements: both, mine: claimed, stored });
      return false;
    },
    [collect, form],
  );

  const store = useCallback(async (): Promise<readonly Fault[]> => {
    for (;;) {
      const { typed, mine, found } = collect();
      if (clashing.current) return found;
      setFaults(found);
      if (same(mine, base.current)) {
        if (found.length === 0) localStorage.removeItem(key);
        setStatus((now) => (now.kind === 'stored' ? now : { kind: 'stored', at: new Date() }));
        return found;
      }
      setStatus({ kind: 'storing' });
      try {
        const done = await api(`/power-versions/${version.versionId}`, {
          method: 'PUT',
          body: bodyOf(mine, base.current, officeIdOf),
          ifMatch: row.current,
          schema: Edited,
        });
        base.current = mine;
        row.current = done.rowVersion;
        keep(typed);
        void queries.invalidateQueries({ queryKey: ['powers'] });
      } catch (error) {
        if (!(error instanceof ApiRefusal)) {
          setStatus({ kind: 'offline' });
          return found;
        }
        if (error.problem.status !== 412) {
          setStatus({ kind: 'refused', error });
          return found;
        }
        const newest = await api(`/power-versions/${version.versionId}`, { schema: VersionDetail });
        if (!takeIn(newest)) return found;
      }
    }
  }, [collect, keep, key, officeIdOf, queries, takeIn, version.versionId]);

  const inTurn = useCallback(<T>(run: () => Promise<T>): Promise<T> => {
    clearTimeout(timer.current);
    const next = turn.current.then(run, run);
    turn.current = next.catch(() => undefined);
    return next;
  }, []);

  const changed = useCallback(() => {
    keep(form.getFieldsValue(true));
    // The same state again would render everything again at every key.
    setStatus((now) => (now.kind === 'typing' ? now : { kind: 'typing' }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void inTurn(store), PAUSE_MS);
  }, [form, inTurn, keep, store]);

  useEffect(() => {
    const kept = readKept(localStorage.getItem(key));
    if (!kept) return;
    base.current = kept.base;
    form.setFieldsValue(kept.typed);
    setRestored(true);
    if (takeIn(version)) void inTurn(store);
    // oxlint-disable-next-line react/exhaustive-deps -- what is kept is put back once, when the form opens
  }, []);

  useEffect(() => {
    const isNewer = (): boolean => version.rowVersion > row.current && !clashing.current;
    if (!isNewer()) return;
    // In turn: what is being stored now would otherwise come back as somebody else's change.
    void inTurn(async () => {
      if (isNewer() && !takeIn(version)) return;
      await store();
    });
  }, [version, takeIn, inTurn, store]);

  return {
    status,
    faults,
    clash,
    taken,
    restored,
    changed,
    rowVersion: () => row.current,
    flush: () => inTurn(store),
    put: (body) =>
      inTurn(async () => {
        const done = await api(`/power-versions/${version.versionId}`, {
          method: 'PUT',
          body,
          ifMatch: row.current,
          schema: Edited,
        });
        row.current = done.rowVersion;
        await queries.invalidateQueries({ queryKey: ['powers'] });
      }),
    settle(choice) {
      if (!clash) return;
      const theirs = clash.elements.filter((name) => choice.get(name) === 'stored');
      form.setFieldsValue(Object.fromEntries(theirs.map((name) => [name, clash.stored[name]])));
      clashing.current = false;
      setClash(undefined);
      void inTurn(store);
    },
  };
}

function bodyOf(mine: Elements, base: Elements, officeIdOf: Input['officeIdOf']): Record<string, unknown> {
  const content = PowerContent.parse(
    Object.fromEntries(
      Object.entries(mine).filter(([name, value]) => !name.startsWith('@') && value !== undefined),
    ),
  );
  const officeId = same(mine['officeKey'], base['officeKey']) ? undefined : officeIdOf(mine['officeKey']);
  return {
    content,
    commitmentClass: mine[OF_VERSION.class],
    reason: mine[OF_VERSION.reason],
    changeBasis: mine[OF_VERSION.basis],
    ...(officeId === undefined ? {} : { officeId }),
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
