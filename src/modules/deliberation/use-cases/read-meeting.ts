import { err, legalDayOf, ok, toOffsetString, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Bodies, BodyView, ItemView, MeetingDetail } from '../contract/index.ts';
import { signerOf } from '../db/minutes.ts';
import {
  attendeesOf,
  findBody,
  findMeeting,
  itemsOf,
  listBodies,
  membersOn,
  opinionsOn,
  recusalsOn,
  type Body,
  type Item,
  type Key,
  type Recusal,
  type Said,
} from '../db/reader.ts';
import { findRoute, routeChanges } from '../db/resolutions.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { ROUTE_KINDS } from '../domain/kinds.ts';
import { hasQuorum, votersOf, type Member, type Quorum } from '../domain/rules.ts';
import { can, overseesRecord } from '../policy.ts';
import { record } from './record.ts';

type Named = { readonly personId: string; readonly name: string };

/** The bodies of one's agency with their members of today, and what needs a resolution. */
export async function readBodies(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<Bodies, DeliberationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'deliberation/read', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const [bodies, members, routes, changes] = await Promise.all([
    listBodies(ctx.db, agencyId),
    membersOn(ctx.db, agencyId, legalDayOf(ctx.clock.now())),
    Promise.all(
      ROUTE_KINDS.map(async (kind) => ({ kind, body: (await findRoute(ctx.db, agencyId, kind)) ?? null })),
    ),
    routeChanges(ctx.db, agencyId),
  ]);
  return ok({
    items: bodies.map((body) => bodyView(body, members)),
    routes,
    routeChanges: changes.map(({ set_at: at, ...one }) => ({ ...one, at: toOffsetString(at) })),
    mayKeep: can(actor, 'deliberation/keep', { agencyId }),
    maySetRoute: can(actor, 'deliberation/set-route', { agencyId }),
  });
}

function bodyView(body: Body, members: readonly (Named & { readonly bodyId: string })[]): BodyView {
  const { id, name, series, quorum, decides, chairId, rowVersion } = body;
  return {
    id,
    name,
    series,
    quorum,
    decides,
    chairId,
    rowVersion,
    members: members.flatMap((one) =>
      one.bodyId === id ? [{ personId: one.personId, name: one.name }] : [],
    ),
  };
}

/**
 * A meeting with its agenda. What members said, and why they were away or withdrew, is shown to members, the keeper of the
 * record and supervisors; a supervisor's look is journalled (H7). A member who withdrew from an item does not read what was
 * said of it. Everybody else of the agency sees the outcome.
 */
export async function readMeeting(
  ctx: UseCase,
  actor: StaffActor,
  meetingId: string,
): Promise<Result<MeetingDetail, DeliberationRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'deliberation/read', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const key = { agencyId, id: meetingId };
  const meeting = await findMeeting(ctx.db, key);
  const body = meeting === undefined ? undefined : await findBody(ctx.db, { agencyId, id: meeting.bodyId });
  if (meeting === undefined || body === undefined) return err({ code: 'deliberation/not-found' });
  const [attendees, belong, items] = await Promise.all([
    attendeesOf(ctx.db, key),
    membersOn(ctx.db, agencyId, meeting.heldOn),
    itemsOf(ctx.db, key),
  ]);
  const ids = items.map(({ id }) => id);
  const [said, recusals] = await Promise.all([
    opinionsOn(ctx.db, agencyId, ids),
    recusalsOn(ctx.db, agencyId, ids),
  ]);
  const members = attendees.map(({ personId }) => personId);
  const hears = (without: readonly string[]): boolean =>
    can(actor, 'deliberation/read-opinions', {
      agencyId,
      members: members.filter((personId) => !without.includes(personId)),
    });
  const mayHear = hears([]);
  if (mayHear && said.length > 0 && overseesRecord(actor, { agencyId })) {
    const looked = await ctx.transact(async (tx) => {
      await record(tx, ctx, actor, { action: 'read-opinions', agencyId, type: 'meeting', id: meetingId });
      return ok();
    });
    if (!looked.ok) return looked;
  }
  const expected = belong.filter(({ bodyId }) => bodyId === body.id);
  return ok({
    id: meeting.id,
    rowVersion: meeting.rowVersion,
    body: bodyView({ ...body, ...meeting.rules }, belong),
    heldOn: meeting.heldOn,
    place: meeting.place,
    state: meeting.state,
    attendance:
      meeting.state === 'planned'
        ? expected.map(({ personId, name }) => ({
            personId,
            name,
            chair: personId === body.chairId,
            present: null,
            reason: '',
          }))
        : attendees.map((one) => ({ ...one, reason: mayHear ? one.reason : '' })),
    items: items.map((item) => {
      const recused = recusals.filter(({ itemId }) => itemId === item.id);
      const spoken = said.filter(({ itemId }) => itemId === item.id);
      return itemView(item, {
        quorum: meeting.rules?.quorum ?? body.quorum,
        people: meeting.state === 'planned' ? expected : attendees,
        attendees,
        recused: recused.map((one) => ({ ...one, reason: mayHear ? one.reason : '' })),
        spoken,
        heard: hears(recused.map(({ personId }) => personId)),
      });
    }),
    minutes: meeting.state === 'closed' && (mayHear || (await signs(ctx, actor, key))),
    mayKeep: can(actor, 'deliberation/keep', { agencyId }),
  });
}

/** Whether the minutes of a closed meeting are this person's to sign. */
async function signs(ctx: UseCase, actor: StaffActor, key: Key): Promise<boolean> {
  const signer = await signerOf(ctx.db, key);
  return (
    signer !== undefined &&
    can(actor, 'deliberation/sign-minutes', { agencyId: key.agencyId, chairId: signer.personId })
  );
}

type Around = {
  readonly quorum: Quorum;
  readonly people: readonly Named[];
  readonly attendees: readonly (Member & Named)[];
  readonly recused: readonly Recusal[];
  readonly spoken: readonly Said[];
  /** Whether this reader may know what was said. */
  readonly heard: boolean;
};

function itemView(item: Item, { quorum, people, attendees, recused, spoken, heard }: Around): ItemView {
  const nameOf = (personId: string): string => people.find((one) => one.personId === personId)?.name ?? '';
  const d = { members: attendees, recused: recused.map(({ personId }) => personId), quorum };
  const silent = votersOf(d).filter(({ personId }) => !spoken.some((one) => one.personId === personId));
  const others = silent.filter(({ chair }) => !chair);
  return {
    id: item.id,
    subjectType: item.subjectType,
    subjectId: item.subjectId,
    title: item.title,
    ballot: item.ballot,
    state: item.state,
    counts: item.counts,
    headReason: heard ? item.headReason : null,
    number: item.number,
    text: item.text,
    decidedAt: item.decidedAt === null ? null : toOffsetString(item.decidedAt),
    recused: recused.map(({ personId, reason }) => ({ personId, reason, name: nameOf(personId) })),
    tainted: d.recused.some((personId) => spoken.some((one) => one.personId === personId)),
    opinions: heard
      ? spoken.map(({ personId, stance, text, at }) => ({
          personId,
          name: nameOf(personId),
          stance,
          text,
          at: toOffsetString(at),
        }))
      : null,
    next: (others.length > 0 ? others : silent).map(({ personId }) => ({
      personId,
      name: nameOf(personId),
    })),
    quorum: hasQuorum(d),
  };
}
