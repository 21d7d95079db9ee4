import { err, legalDayOf, ok, toOffsetString, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Bodies, BodyView, ItemView, MeetingDetail, MyMeeting } from '../contract/index.ts';
import { attendanceChangesOf } from '../db/attendance.ts';
import { changesOf, listMeetingsOf } from '../db/meeting-changes.ts';
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
  type Recusal,
  type Said,
} from '../db/reader.ts';
import { findRoute, routeChanges } from '../db/resolutions.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { attendanceAfter, changesFor, roomOf } from '../domain/attendance.ts';
import { ROUTE_KINDS } from '../domain/kinds.ts';
import { recusalsInForce } from '../domain/recusals.ts';
import { hasQuorum, taintOf, votersOf, type Member, type Quorum } from '../domain/rules.ts';
import { withoutNames } from '../domain/secret-ballot.ts';
import { can, hearingOf, overseesRecord, type Hearing } from '../policy.ts';
import { record } from './record.ts';

const MEETINGS_AHEAD = 20;

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
 * record and supervisors, item by item as `hearingOf` says; a supervisor's look is journalled (H7). Everybody else of the agency
 * sees the outcome.
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
  const [first, moves, belong, items, changes, signer] = await Promise.all([
    attendeesOf(ctx.db, key),
    attendanceChangesOf(ctx.db, key),
    membersOn(ctx.db, agencyId, meeting.heldOn),
    itemsOf(ctx.db, key),
    changesOf(ctx.db, key),
    signerOf(ctx.db, key),
  ]);
  const ids = items.map(({ id }) => id);
  const [said, recusals] = await Promise.all([
    opinionsOn(ctx.db, agencyId, ids),
    recusalsOn(ctx.db, agencyId, ids),
  ]);
  const attendees = attendanceAfter(first, moves);
  const members = first.map(({ personId }) => personId);
  const mayHear = can(actor, 'deliberation/read-opinions', { agencyId, members });
  const signerId = signer?.personId;
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
    openedAt: meeting.openedAt === null ? null : toOffsetString(meeting.openedAt),
    attendance:
      meeting.rules === null
        ? expected
            .map(({ personId, name }) => ({
              personId,
              name,
              chair: personId === body.chairId,
              present: null,
              leave: false,
              reason: '',
              late: false,
              left: false,
            }))
            .toSorted((a, b) => Number(b.chair) - Number(a.chair))
        : attendees.map((one) => ({ ...one, reason: mayHear ? one.reason : '' })),
    attendanceChanges: moves.map(({ seq: _, recordedAt: __, ...one }) => ({
      ...one,
      name: first.find(({ personId }) => personId === one.personId)?.name ?? '',
      reason: mayHear ? one.reason : '',
      at: toOffsetString(one.at),
    })),
    items: items.map((item) => {
      const entries = recusals
        .filter(({ itemId }) => itemId === item.id)
        .map((one) => ({ ...one, reason: mayHear ? one.reason : '' }));
      const recused = recusalsInForce(entries);
      const spoken = said.filter(({ itemId }) => itemId === item.id);
      return itemView(item, {
        quorum: meeting.rules?.quorum ?? body.quorum,
        people: meeting.rules === null ? expected : first,
        attendees: attendanceAfter(first, changesFor(item, moves)),
        recused,
        takenBack: entries.filter(({ takenBack }) => takenBack),
        spoken,
        hearing: hearingOf(actor, {
          agencyId,
          attendees: roomOf(
            item,
            first,
            moves,
            spoken.map(({ personId }) => personId),
          ),
          recused: recused.map(({ personId }) => personId),
          ballot: item.ballot,
          settled: item.state !== 'tabled',
          signerId,
        }),
      });
    }),
    changes: changes.map(({ at, ...change }) => ({ ...change, at: toOffsetString(at) })),
    minutes:
      meeting.state === 'closed' && can(actor, 'deliberation/read-minutes', { agencyId, members, signerId }),
    mayKeep: can(actor, 'deliberation/keep', { agencyId }),
  });
}

/** Meetings that come, of the bodies one belongs to, also those that were called off; earliest first. */
export async function readMyMeetings(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<{ readonly items: readonly MyMeeting[] }, DeliberationRefusal>> {
  const { agencyId, personId } = actor;
  if (!can(actor, 'deliberation/read', { agencyId })) return err({ code: 'deliberation/forbidden' });
  const from = legalDayOf(ctx.clock.now());
  return ok({ items: await listMeetingsOf(ctx.db, { agencyId, personId, from, limit: MEETINGS_AHEAD }) });
}

type Around = {
  readonly quorum: Quorum;
  readonly people: readonly Named[];
  readonly attendees: readonly (Member & Named)[];
  readonly recused: readonly Recusal[];
  readonly takenBack: readonly Recusal[];
  readonly spoken: readonly Said[];
  readonly hearing: Hearing;
};

function itemView(item: Item, around: Around): ItemView {
  const { quorum, people, attendees, recused, takenBack, spoken, hearing } = around;
  const nameOf = (personId: string): string => people.find((one) => one.personId === personId)?.name ?? '';
  const d = {
    quorum,
    members: attendees,
    recused: recused.map(({ personId }) => personId),
    ballot: item.ballot,
    opinions: spoken,
  };
  const taint = taintOf(d)?.taint ?? null;
  const silent = votersOf(d).filter(({ personId }) => !spoken.some((one) => one.personId === personId));
  const others = silent.filter(({ chair }) => !chair);
  const next = taint === 'unheard' ? [] : others.length > 0 ? others : silent;
  return {
    id: item.id,
    subjectType: item.subjectType,
    subjectId: item.subjectId,
    title: item.title,
    ballot: item.ballot,
    state: item.state,
    counts: item.counts,
    headReason: hearing === 'nothing' ? null : item.headReason,
    number: item.number,
    text: item.text,
    decidedAt: item.decidedAt === null ? null : toOffsetString(item.decidedAt),
    recused: recused.map(({ personId, reason }) => ({ personId, reason, name: nameOf(personId) })),
    takenBack: takenBack.map(({ personId, reason, at }) => ({
      personId,
      reason,
      name: nameOf(personId),
      at: toOffsetString(at),
    })),
    tainted: taint !== null,
    taint,
    opinions: opinionsFor(hearing, spoken, nameOf),
    next: next.map(({ personId }) => ({ personId, name: nameOf(personId) })),
    quorum: hasQuorum(d),
  };
}

function opinionsFor(
  hearing: Hearing,
  spoken: readonly Said[],
  nameOf: (personId: string) => string,
): ItemView['opinions'] {
  switch (hearing) {
    case 'nothing':
      return null;
    case 'unnamed':
      return withoutNames(spoken).map(({ stance, text }) => ({ by: null, stance, text }));
    case 'named':
      return spoken.map(({ personId, stance, text, at }) => ({
        by: { personId, name: nameOf(personId), at: toOffsetString(at) },
        stance,
        text,
      }));
  }
}
