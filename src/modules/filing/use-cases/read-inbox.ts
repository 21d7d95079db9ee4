import { err, ok, toOffsetString, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Inbox, ReceivedDetail, ReceivedEntry } from '../contract/index.ts';
import {
  commentsOn,
  findReceived,
  findSender,
  getReceivedBody,
  inboxCounts,
  listIntakes,
  listReceived,
  listingsAround,
  listSenders,
  namesFiledBefore,
  sealOf,
} from '../db/inbox-reader.ts';
import { findFilingAgency } from '../db/published-reader.ts';
import { isIntakeCode, type FilingRefusal } from '../domain/errors.ts';
import { carriedBy } from '../domain/listing.ts';
import { FilingBody, LEVELS, PARTS, type Part } from '../domain/package.ts';
import { can } from '../policy.ts';

/** Size of a log when the witness of this instance last cosigned it. */
export type Witnessed = (logKey: string) => Promise<bigint | undefined>;

/** The recipient's side: known senders, what came, and what was refused. */
export async function readInbox(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly witnessed: Witnessed },
): Promise<Result<Inbox, FilingRefusal>> {
  const { agencyId } = input;
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const [agency, senders, received, intakes] = await Promise.all([
    findFilingAgency(ctx.db, { id: agencyId }),
    listSenders(ctx.db, agencyId),
    listReceived(ctx.db, agencyId),
    listIntakes(ctx.db, agencyId),
  ]);
  const [counts, sizes] = await Promise.all([
    inboxCounts(ctx.db, agencyId),
    Promise.all(senders.map(({ logKey }) => input.witnessed(logKey))),
  ]);
  const names = new Map(senders.map(({ id, name }) => [id, name]));
  return ok({
    code: agency?.code ?? '',
    senders: senders.map((sender, index) => ({
      id: sender.id,
      code: sender.code,
      name: sender.name,
      level: LEVELS.find((level) => level === sender.level) ?? '6',
      lastNumber: sender.lastNumber,
      lastPeriod: sender.lastPeriod,
      items: counts.items.get(sender.id) ?? 0,
      witnessed: sizes[index]?.toString() ?? null,
    })),
    received: received.map((one) => ({
      id: one.id,
      sender: names.get(one.senderId) ?? '',
      senderId: one.senderId,
      number: one.number,
      kind: one.kind,
      period: one.period,
      receivedAt: toOffsetString(one.receivedAt),
      comments: counts.comments.get(one.id) ?? 0,
      noObjection: counts.unopposed.has(one.id),
    })),
    refused: intakes.flatMap(({ refusal, channel, at, ...rest }) =>
      refusal !== null && isIntakeCode(refusal)
        ? [{ ...rest, refusal, at: toOffsetString(at), channel: channel === 'http' ? 'http' : 'file' }]
        : [],
    ),
    mayReceive: can(actor, 'filing/receive', { agencyId }),
    mayEnrol: can(actor, 'filing/enrol', { agencyId }),
  });
}

/** One package that came: every entry of it, and what was said of each. */
export async function readReceived(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string },
): Promise<Result<ReceivedDetail, FilingRefusal>> {
  const { agencyId, id } = input;
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findReceived(ctx.db, agencyId, id);
  const sender = one && (await findSender(ctx.db, agencyId, { id: one.senderId }));
  if (one === undefined || sender === undefined) return err({ code: 'filing/not-found' });
  const body = FilingBody.parse(JSON.parse((await getReceivedBody(ctx.db, agencyId, id)).toString('utf8')));
  const [remarks, seal, around] = await Promise.all([
    commentsOn(ctx.db, agencyId, id),
    sealOf(ctx.db, agencyId, id),
    listingsAround(ctx.db, one),
  ]);
  const removed = await Promise.all(
    PARTS.map(async (part) => {
      const names = await namesFiledBefore(
        ctx.db,
        { agencyId, senderId: sender.id, number: one.number },
        part,
        body[part]?.removed ?? [],
      );
      return [part, names] as const;
    }),
  );
  const changes = around && carriedBy(one.kind, around.before, around.after);
  const changeOf = new Map(changes?.map(({ part, code, change }) => [`${part} ${code}`, change]));
  const entries = entriesOf(body, new Map(removed)).map((entry) => ({
    ...entry,
    change: changeOf.get(`${entry.part} ${entry.code}`) ?? entry.change,
  }));
  const nameOf = new Map(entries.map(({ part, code, name }) => [`${part} ${code}`, name]));
  return ok({
    id,
    sender: sender.name,
    senderId: sender.id,
    number: one.number,
    kind: one.kind,
    period: one.period,
    receivedAt: toOffsetString(one.receivedAt),
    digest: one.digest,
    seal,
    receipt: one.receipt,
    signedPost: /^signed-by (.+)$/m.exec(seal)?.[1] ?? '',
    checkpoint: body.checkpoint,
    entries,
    remarks: remarks.map(({ part, code, at, ...rest }) => ({
      ...rest,
      part,
      code,
      name: nameOf.get(`${part} ${code}`) ?? '',
      at: toOffsetString(at),
    })),
    mayComment: can(actor, 'filing/comment', { agencyId }),
  });
}

type NamesBefore = ReadonlyMap<Part, ReadonlyMap<string, string>>;

/** What a package carries, entry by entry; what it takes off goes by the name under which it was filed, else by its code. */
export function entriesOf(body: FilingBody, before: NamesBefore = new Map()): ReceivedEntry[] {
  const limits = new Map(body.catalogue.entries.map((item) => [item.code, item]));
  return PARTS.flatMap((part): ReceivedEntry[] => {
    const { entries = [], removed = [] } = body[part] ?? {};
    return [
      ...entries.map((entry): ReceivedEntry => {
        const item = part === 'catalogue' ? limits.get(entry.code) : undefined;
        return {
          part,
          code: entry.code,
          name: entry.name,
          version: 'version' in entry ? entry.version : null,
          change: 'filed',
          statutoryLimit: item?.statutoryLimit ?? null,
          committedLimit: item?.committedLimit ?? null,
          withheld: (item?.withheld ?? []).map(({ element, article, until }) => ({
            element,
            article,
            until,
          })),
        };
      }),
      ...removed.map((code): ReceivedEntry => ({
        part,
        code,
        name: before.get(part)?.get(code) ?? code,
        version: null,
        change: 'removed',
        statutoryLimit: null,
        committedLimit: null,
        withheld: [],
      })),
    ];
  });
}
