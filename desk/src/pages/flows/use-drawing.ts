import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import {
  flowDraftSchema,
  FlowDraftView,
  StaleDetail,
  type EditDraftRequest,
  type FlowDraft,
} from '#modules/flows/contract';
import { api, ApiRefusal } from '../../lib/api.ts';
import { same } from '../../lib/merge.ts';
import { useMe } from '../../lib/session.tsx';
import { mergeDrafts } from './merge-drafts.ts';

export type Saving =
  | { readonly kind: 'stored' | 'waiting' | 'storing' | 'offline' }
  | { readonly kind: 'refused'; readonly error: ApiRefusal };

/** Somebody was faster and changed the same: a person chooses. */
export type Clash = z.infer<typeof StaleDetail> & { readonly mine: EditDraftRequest };

export type Drawing = {
  readonly view: FlowDraftView;
  /** The table as edited here, ahead of what is stored; null when the drawing is no table. */
  readonly table: FlowDraft | null;
  readonly saving: Saving;
  readonly clash: Clash | undefined;
  /** Whose change was taken over without a clash. */
  readonly taken: string | undefined;
  readonly canUndo: boolean;
  change(table: FlowDraft): void;
  undo(): void;
  /** Stores at once: the drawing of the canvas, a file, a layout, a template. */
  put(change: EditDraftRequest): Promise<void>;
  /** Waits until what was edited is stored. */
  flush(): Promise<FlowDraftView>;
  settle(keep: 'mine' | 'stored'): Promise<void>;
};

const PAUSE_MS = 700;
const STEPS_BACK = 100;

/**
 * A drawing that stores itself a moment after the last change, each time on the newest state. What is not stored yet
 * stays in this browser; what another person changed meanwhile is taken in, or put before this one when both changed the same.
 */
export function useDrawing(first: FlowDraftView): Drawing {
  const queries = useQueryClient();
  const { personId } = useMe();
  const key = `chengming.flow.${personId}.${first.id}`;
  const path = `/flows/drafts/${first.id}`;
  const [view, setView] = useState(first);
  const [table, setTable] = useState(first.table);
  const [saving, setSaving] = useState<Saving>({ kind: 'stored' });
  const [clash, setClash] = useState<Clash | undefined>();
  const [taken, setTaken] = useState<string | undefined>();
  const [past, setPast] = useState<readonly FlowDraft[]>([]);
  const newest = useRef(first);
  const edited = useRef(first.table);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const receive = useCallback(
    (answer: FlowDraftView) => {
      newest.current = answer;
      setView(answer);
      queries.setQueryData(['flows', 'draft', answer.id], answer);
    },
    [queries],
  );
  const show = useCallback((next: FlowDraft | null) => {
    edited.current = next;
    setTable(next);
  }, []);

  const send = useCallback(
    (change: EditDraftRequest) =>
      api(path, { method: 'PUT', body: change, ifMatch: newest.current.rowVersion, schema: FlowDraftView }),
    [path],
  );

  /** True when the change was stored; what stands against it is in the state. */
  const store = useCallback(
    async (change: EditDraftRequest): Promise<boolean> => {
      setSaving({ kind: 'storing' });
      try {
        const answer = await send(change);
        receive(answer);
        setSaving({ kind: 'stored' });
        return true;
      } catch (error) {
        if (!(error instanceof ApiRefusal)) {
          setSaving({ kind: 'offline' });
          return false;
        }
        const stale = error.problem.status === 412 ? StaleDetail.safeParse(error.problem.detail) : undefined;
        if (!stale?.success) {
          setSaving({ kind: 'refused', error });
          return false;
        }
        const base = newest.current.table;
        const theirs = await api(path, { schema: FlowDraftView });
        const merged =
          'table' in change && base !== null && theirs.table !== null
            ? mergeDrafts(base, change.table, theirs.table)
            : undefined;
        if (merged === undefined) {
          setClash({ ...stale.data, mine: change });
          setSaving({ kind: 'waiting' });
          return false;
        }
        receive(theirs);
        show(merged);
        setTaken(stale.data.by);
        return store({ table: merged });
      }
    },
    [path, receive, send, show],
  );

  const inTurn = useCallback(<T>(run: () => Promise<T>): Promise<T> => {
    clearTimeout(timer.current);
    const next = turn.current.then(run, run);
    turn.current = next.catch(() => undefined);
    return next;
  }, []);

  const storeTable = useCallback(async (): Promise<void> => {
    while (edited.current !== null && !same(edited.current, newest.current.table)) {
      const sent = edited.current;
      if (!(await store({ table: sent }))) return;
      // Ends that hang loose are dropped by the server: what it kept is what is shown.
      if (edited.current === sent) show(newest.current.table);
    }
    localStorage.removeItem(key);
  }, [key, show, store]);

  const change = useCallback(
    (next: FlowDraft) => {
      const before = edited.current;
      if (before !== null) setPast((steps) => [...steps.slice(-STEPS_BACK), before]);
      show(next);
      localStorage.setItem(key, JSON.stringify(next));
      setSaving((now) => (now.kind === 'waiting' ? now : { kind: 'waiting' }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void inTurn(storeTable), PAUSE_MS);
    },
    [inTurn, key, show, storeTable],
  );

  useEffect(() => {
    const kept = readKept(localStorage.getItem(key));
    if (kept !== undefined && !same(kept, first.table)) change(kept);
    // oxlint-disable-next-line react/exhaustive-deps -- what is kept is put back once, when the drawing opens
  }, []);

  return {
    view,
    table,
    saving,
    clash,
    taken,
    canUndo: past.length > 0,
    change,
    undo() {
      const before = past.at(-1);
      if (before === undefined) return;
      change(before);
      setPast(past.slice(0, -1));
    },
    put: (request) =>
      inTurn(async () => {
        if (await store(request)) show(newest.current.table);
      }),
    flush: () => inTurn(async () => storeTable().then(() => newest.current)),
    settle: (keep) =>
      inTurn(async () => {
        if (clash === undefined) return;
        const theirs = await api(path, { schema: FlowDraftView });
        receive(theirs);
        setClash(undefined);
        if (keep === 'stored') {
          localStorage.removeItem(key);
          show(theirs.table);
          setSaving({ kind: 'stored' });
        } else if (await store(clash.mine)) show(newest.current.table);
      }),
  };
}

function readKept(text: string | null): FlowDraft | undefined {
  if (text === null) return undefined;
  try {
    return flowDraftSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
