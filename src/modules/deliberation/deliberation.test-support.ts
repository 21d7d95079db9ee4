import { createHash } from 'node:crypto';
import { LegalDay, Uuid, type Result } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation } from '#tests/organisation';
import type { Ballot, Decider, Stance } from './domain/rules.ts';
import { decide, giveOpinion } from './use-cases/deliberate.ts';
import { callMeeting, openMeeting, tableItem } from './use-cases/hold-meeting.ts';
import { saveBody } from './use-cases/save-body.ts';

export const must = <T>(result: Result<T, { readonly code: string }>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** The day of the meetings. */
export const DAY = LegalDay.parse('2026-11-10');

/**
 * The persons of the demonstration bureau on a database of their own, with what a test of deliberation does again and again:
 * bodies of five (the first is the chair), their meetings and items. The tenth person keeps the record. For tests only; call
 * `load` before all.
 */
export function deliberationStage() {
  const database = testDatabase();
  const ctx = testContext(database);
  let agencyId: Uuid = Uuid.parse('00000000-0000-7000-8000-000000000000');
  let people: readonly Uuid[] = [];
  let series = 0;

  const person = (at: number): Uuid => {
    const one = people[at];
    if (one === undefined) throw new Error(`no person ${at}`);
    return one;
  };
  const staff = (personId: Uuid, ...roles: readonly Role[]): StaffActor => ({
    kind: 'staff',
    personId,
    name: '测试',
    agencyId,
    assignments: [],
    roles: roles.map((role) => ({ role, agencyId })),
  });
  const secretary = () => staff(person(9), 'review-office');

  async function load(): Promise<void> {
    ctx.clock.set('2026-11-10T09:00:00+08:00');
    ({ agencyId } = await importTestOrganisation(ctx));
    const rows = await ctx.db
      .selectFrom('person')
      .select('id')
      .where('agency_id', '=', agencyId)
      .limit(12)
      .execute();
    people = rows.map(({ id }) => Uuid.parse(id));
  }

  async function body(decides: Decider = 'majority-of-members') {
    series += 1;
    const { id } = must(
      await saveBody(ctx, secretary(), {
        agencyId,
        name: '局长办公会',
        series: `测决${series}`,
        quorum: 'more-than-half',
        decides,
        chairId: person(0),
        memberIds: people.slice(0, 5),
      }),
    );
    return id;
  }
  const attendance = (away: readonly number[] = []) =>
    people.slice(0, 5).map((personId, at) => ({
      personId,
      present: !away.includes(at),
      reason: away.includes(at) ? '出差' : '',
    }));
  async function meeting(bodyId: string, away: readonly number[] = []) {
    const { meetingId } = must(
      await callMeeting(ctx, secretary(), { agencyId, bodyId, heldOn: DAY, place: '三楼会议室' }),
    );
    must(
      await openMeeting(ctx, secretary(), {
        agencyId,
        meetingId,
        attendance: attendance(away),
        evenIfUndecidable: true,
      }),
    );
    return meetingId;
  }
  async function item(meetingId: string, id: string, ballot: Ballot = 'oral'): Promise<string> {
    const subject = { type: 'power.version' as const, id, digest: digest(id) };
    return must(
      await tableItem(ctx, secretary(), { agencyId, meetingId, subject, title: '某项职权', ballot }),
    ).itemId;
  }
  const say = (itemId: string, at: number, stance: Stance | null = 'for', actor = secretary()) =>
    giveOpinion(ctx, actor, { agencyId, itemId, personId: person(at), stance, text: '同意' });
  const settle = (itemId: string, over: Partial<Parameters<typeof decide>[2]> = {}) =>
    decide(ctx, secretary(), {
      agencyId,
      itemId,
      counts: null,
      headAdopts: false,
      headReason: '',
      text: '审议通过',
      ...over,
    });
  return {
    database,
    ctx,
    load,
    agency: () => agencyId,
    /** Word of the numbers of the body made last. */
    series: () => `测决${series}`,
    person,
    people: (n: number): readonly Uuid[] => people.slice(0, n),
    staff,
    secretary,
    body,
    attendance,
    meeting,
    item,
    say,
    settle,
  };
}
