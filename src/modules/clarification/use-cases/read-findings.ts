import { err, ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { FindingDetail, FindingPage, FindingRow } from '../contract/index.ts';
import {
  adjustmentsOf,
  findFinding,
  listFindings,
  newestRun,
  notesOf,
  officesOf,
  receiversFor,
  sideOf,
  type Finding,
  type State,
} from '../db/finding-reader.ts';
import { handoversOf } from '../db/handover-reader.ts';
import type { ClarificationRefusal } from '../domain/errors.ts';
import type { Kind } from '../domain/finding.ts';
import { can } from '../policy.ts';
import { adjustmentView, handoverRow, sideView } from './views.ts';

/** Findings of one's own body, newest first, with the newest comparison. */
export async function readFindings(
  ctx: UseCase,
  actor: StaffActor,
  page: {
    readonly state: State;
    readonly kind?: Kind | undefined;
    readonly versionId?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<Result<FindingPage, ClarificationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'clarification/read', { agencyId })) return err({ code: 'clarification/forbidden' });
  const [found, run] = await Promise.all([
    listFindings(ctx.db, { ...page, agencyId, limit: page.limit + 1 }),
    newestRun(ctx.db, agencyId),
  ]);
  const items = found.slice(0, page.limit);
  return ok({
    items: items.map(rowOf),
    next: found.length > page.limit ? (items.at(-1)?.id ?? null) : null,
    run:
      run === undefined
        ? null
        : {
            askedAt: run.asked_at.toISOString(),
            doneAt: run.done_at?.toISOString() ?? null,
            items: run.items,
            found: run.found,
          },
    mayCompare: can(actor, 'clarification/compare', { agencyId }),
  });
}

/** One finding: the items it is about as they are in force, what was said, what was decided and how far that is. */
export async function readFinding(
  ctx: UseCase,
  actor: StaffActor,
  id: string,
): Promise<Result<FindingDetail, ClarificationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'clarification/read', { agencyId })) return err({ code: 'clarification/forbidden' });
  const finding = await findFinding(ctx.db, { agencyId, id });
  if (finding === undefined) return err({ code: 'clarification/not-found' });
  const mayDecide = finding.state === 'open' && can(actor, 'clarification/decide', { agencyId });
  const [power, other, notes, adjustments, offices, receivers, handovers] = await Promise.all([
    sideOf(ctx.db, { agencyId, powerId: finding.powerId }),
    finding.other === null ? undefined : sideOf(ctx.db, finding.other),
    notesOf(ctx.db, agencyId, id),
    adjustmentsOf(ctx.db, agencyId, id),
    mayDecide ? officesOf(ctx.db, agencyId) : [],
    mayDecide ? receiversFor(ctx.db, agencyId) : [],
    handoversOf(ctx.db, agencyId, id),
  ]);
  return ok({
    ...rowOf(finding),
    rowVersion: finding.rowVersion,
    sides: [power, other].flatMap((side) => (side === undefined ? [] : [sideView(side)])),
    ownPair: finding.other?.agencyId === agencyId,
    notes: notes.map(({ held_on: heldOn, at, by, ...note }) => ({
      ...note,
      heldOn,
      by: by ?? '',
      at: at.toISOString(),
    })),
    adjustments: adjustments.map((one) => adjustmentView(finding, one)),
    offices,
    receivers,
    handovers: handovers.map(handoverRow),
    mayDiscuss: finding.state === 'open' && can(actor, 'clarification/discuss', { agencyId }),
    mayDecide,
  });
}

function rowOf(finding: Finding): FindingRow {
  const { id, kind, rule, state, evidence, powerId, name, code, other, decided } = finding;
  return {
    id,
    kind,
    rule,
    state,
    evidence,
    powerId,
    name,
    code,
    other,
    foundAt: finding.foundAt.toISOString(),
    decided: decided === null ? null : { ...decided, at: decided.at.toISOString() },
  };
}
