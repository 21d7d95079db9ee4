import { err, ok, toOffsetString, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type {
  FilingOverview,
  PackageDetail,
  PackageRow,
  RemarkRow,
  UnsignedList,
} from '../contract/index.ts';
import {
  attemptsOf,
  findPackage,
  findRecipient,
  listingsBefore,
  listPackages,
  listRecipients,
  remarksOf,
  unsignedPackages,
  type Attempt,
  type Remark,
  type StoredPackage,
} from '../db/filing-reader.ts';
import { findFilingAgency } from '../db/published-reader.ts';
import { isIntakeCode, type FilingRefusal } from '../domain/errors.ts';
import { carriedBy, changesBetween, NOTHING } from '../domain/listing.ts';
import { can } from '../policy.ts';
import { gatherPublished } from './prepare-filing.ts';

const at = (instant: Date | null): string | null => (instant === null ? null : toOffsetString(instant));

function rowOf(one: StoredPackage, recipient: string): PackageRow {
  return {
    id: one.id,
    recipientId: one.recipientId,
    recipient,
    number: one.number,
    kind: one.kind,
    period: one.period,
    state: one.state,
    takenOut: one.takenOut,
    preparedAt: toOffsetString(one.preparedAt),
    signedAt: at(one.signedAt),
    receivedAt: at(one.receivedAt),
    refusal: one.refusal !== null && isIntakeCode(one.refusal) ? one.refusal : null,
    attempts: one.attempts,
    nextAt: at(one.nextAt),
  };
}

/** The sender's side: to whom this agency files, what would go to each now, and every package. */
export async function readFilings(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
): Promise<Result<FilingOverview, FilingRefusal>> {
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const [agency, recipients, packages, { items, flows, register, listings }] = await Promise.all([
    findFilingAgency(ctx.db, { id: agencyId }),
    listRecipients(ctx.db, agencyId),
    listPackages(ctx.db, agencyId),
    gatherPublished(ctx, agencyId),
  ]);
  const remarks = await Promise.all(recipients.map(({ id }) => remarksOf(ctx.db, agencyId, id)));
  const names = new Map(recipients.map(({ id, name }) => [id, name]));
  return ok({
    code: agency?.code ?? '',
    recipients: recipients.map(({ id, kind, code, name, url }, index) => {
      const own = packages.filter(({ recipientId }) => recipientId === id);
      const last = own.find(({ state }) => state === 'received');
      const open = own.find(({ state }) => state === 'prepared' || state === 'signed');
      return {
        id,
        kind,
        code,
        name,
        url,
        last:
          last?.receivedAt != null
            ? { id: last.id, number: last.number, at: toOffsetString(last.receivedAt) }
            : null,
        open: open ? { id: open.id, state: open.state, takenOut: open.takenOut } : null,
        changes: [...changesBetween(last?.listings ?? NOTHING, listings)],
        unanswered: (remarks[index] ?? []).filter(
          (one) => one.kind === 'object' && answeredBy(one, own) === null,
        ).length,
      };
    }),
    packages: packages.map((one) => rowOf(one, names.get(one.recipientId) ?? '')),
    counts: { catalogue: items.length, flows: flows.length, register: register.length },
    mayPrepare: can(actor, 'filing/prepare', { agencyId }),
    mayEnrol: can(actor, 'filing/enrol', { agencyId }),
  });
}

/** Packages that this person may sign now; nothing for whoever signs none. */
export async function readUnsigned(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
): Promise<Result<UnsignedList, FilingRefusal>> {
  if (!can(actor, 'filing/sign', { agencyId })) return ok({ items: [] });
  const [waiting, recipients] = await Promise.all([
    unsignedPackages(ctx.db, agencyId),
    listRecipients(ctx.db, agencyId),
  ]);
  return ok({
    items: waiting
      .filter(({ preparedBy }) => preparedBy !== personIdOf(actor))
      .map((one) => rowOf(one, recipients.find(({ id }) => id === one.recipientId)?.name ?? '')),
  });
}

/** One package: what it carries, how it went, and what was said of it. */
export async function readFiling(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string },
): Promise<Result<PackageDetail, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  const recipient = one && (await findRecipient(ctx.db, agencyId, one.recipientId));
  if (one === undefined || recipient === undefined) return err({ code: 'filing/not-found' });
  const [before, attempts, remarks, all] = await Promise.all([
    listingsBefore(ctx.db, one),
    attemptsOf(ctx.db, agencyId, id),
    remarksOf(ctx.db, agencyId, recipient.id),
    listPackages(ctx.db, agencyId, recipient.id),
  ]);
  const own = remarks.filter(({ packageId }) => packageId === id);
  const previous = all.find(({ number, state }) => number < one.number && state === 'received');
  return ok({
    ...rowOf(one, recipient.name),
    digest: one.digest,
    previous: one.kind === 'full' ? null : (previous?.number ?? null),
    signedPost: one.signedPost,
    seal: one.seal,
    receipt: one.receipt,
    recipientUrl: recipient.url,
    changes: [...carriedBy(one.kind, before, one.listings)],
    history: historyOf(attempts, own),
    remarks: own.map((remark) => remarkRow(remark, one, all)),
    acts: actsOn(actor, one, recipient.url !== null),
  });
}

/** What went out and came back for a package, by time; comments that came at once are one entry. */
function historyOf(attempts: readonly Attempt[], remarks: readonly Remark[]): PackageDetail['history'] {
  const came = Map.groupBy(remarks, ({ takenAt }) => takenAt.getTime());
  return [
    ...attempts.map((attempt) => ({ ...attempt, count: null })),
    ...[...came].map(([time, { length }]) => ({
      at: new Date(time),
      channel: null,
      outcome: 'remarks' as const,
      code: null,
      count: length,
    })),
  ]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((one) => ({ ...one, at: toOffsetString(one.at) }));
}

function actsOn(actor: Actor, one: StoredPackage, http: boolean): PackageDetail['acts'] {
  const where = { agencyId: one.agencyId };
  const sends = can(actor, 'filing/send', where);
  const waits = one.state === 'prepared' || one.state === 'signed';
  const signs = one.state === 'prepared' && can(actor, 'filing/sign', where);
  return [
    ...(signs && one.preparedBy !== personIdOf(actor) ? (['sign'] as const) : []),
    ...(sends && waits ? (['withdraw'] as const) : []),
    ...(sends && http && one.state === 'signed' && one.nextAt === null ? (['send'] as const) : []),
    ...(sends && one.seal !== null ? (['take-out'] as const) : []),
    ...(sends && one.seal !== null && one.state !== 'received' ? (['take-receipt'] as const) : []),
    ...(sends && one.state === 'received' ? (['take-remarks'] as const) : []),
    ...(sends && http && one.state === 'received' ? (['fetch-remarks'] as const) : []),
  ];
}

function remarkRow(remark: Remark, one: StoredPackage, all: readonly StoredPackage[]): RemarkRow {
  const { id, part, code, kind, text, postName } = remark;
  const name = part === 'package' ? '' : (one.listings[part][code]?.name ?? code);
  return {
    id,
    part,
    code,
    name,
    kind,
    text,
    post: postName,
    at: toOffsetString(remark.at),
    answeredBy: answeredBy(remark, all),
  };
}

/** The first package taken after the commented one in which the entry is another, or gone. */
function answeredBy(remark: Remark, all: readonly StoredPackage[]): number | null {
  const about = all.find(({ id }) => id === remark.packageId);
  if (about === undefined) return null;
  const { part, code } = remark;
  const later = all
    .filter(({ number, state }) => number > about.number && state === 'received')
    .sort((a, b) => a.number - b.number);
  const answer = later.find(
    ({ listings }) =>
      part !== 'package' && listings[part][code]?.digest !== about.listings[part][code]?.digest,
  );
  return (part === 'package' ? later[0]?.number : answer?.number) ?? null;
}
