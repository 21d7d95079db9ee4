import type { LegalDay } from '#kernel';
import type { StaffActor } from '#modules/access';
import { addWorkingDays, getCalendar } from '#modules/calendar';
import {
  callMeeting,
  closeMeeting,
  decide,
  deferItem,
  giveOpinion,
  moveCall,
  openMeeting,
  readMeeting,
  readMinutes,
  recuseMember,
  signMinutes,
  tableMatter,
  wordMinutes,
  type Ballot,
} from '#modules/deliberation';
import type { MeetingDetail } from '#modules/deliberation/contract';
import type { UseCase } from '#platform/context';
import { clockTime } from './cases/clerk.ts';
import type { DemoContext } from './context.ts';
import { people } from './load-powers.ts';
import { must } from './must.ts';

/** Working days before the day of first start on which it was held, and on which its minutes were signed. */
const HELD = 8;
const SIGNED = 6;
/** When the meeting that comes was called and moved, and in how many working days it is held. */
const CALLED = 4;
const MOVED = 1;
const FIRST_FOR = 3;
const HELD_IN = 5;
const PLACE = '二楼会议室';
/** Minutes of the day at which meetings are called and held, and minutes signed. */
const CALLING = 9 * 60 + 10;
const OPEN = 15 * 60;
const SIGNING = 10 * 60;

type Scene = {
  /** The context at a minute of the day. */
  at(minute: number): UseCase;
  readonly agencyId: string;
  readonly keeper: StaffActor;
};

/**
 * Meetings of the demonstration bureau: one that was held, with a dissent, a withdrawal and an item that was deferred, and its
 * signed minutes; and one that was called and moved, and comes. What is left to do is read each time, so that a loader that was
 * killed goes on.
 */
export async function holdMeetings(ctx: DemoContext, today: LegalDay, day: LegalDay): Promise<void> {
  const calendar = await getCalendar(ctx.db);
  const on = (count: number): LegalDay => addWorkingDays(calendar, today, count);
  const turns = [on(-HELD), on(-SIGNED), on(-CALLED), on(-MOVED)];
  if (!turns.includes(day)) return;
  const { agency, byAccount } = await people(ctx);
  const scene = {
    at: (minute: number) => ctx.at(clockTime(day, minute, 0)),
    agencyId: agency.id,
    keeper: await byAccount('register'),
  };
  if (day === on(-HELD)) await hold(scene, day);
  if (day === on(-SIGNED)) await sign(scene, on(-HELD), await byAccount('chief'));
  if (day === on(-CALLED)) await callAhead(scene, on(FIRST_FOR));
  if (day === on(-MOVED)) await move(scene, on(FIRST_FOR), on(HELD_IN));
}

async function hold(scene: Scene, day: LegalDay): Promise<void> {
  const { at, agencyId, keeper } = scene;
  const meetingId = await called(scene, 'post-jzh', day);
  const read = async (): Promise<MeetingDetail> => must(await readMeeting(at(OPEN), keeper, meetingId));
  const meeting = await read();
  if (meeting.state === 'closed') return;
  const { chairId, members } = meeting.body;
  const others = members.map(({ personId }) => personId).filter((one) => one !== chairId);
  const [away = '', dissenter, withdrawn = ''] = others;
  const measures = await tabled(scene, meeting, '窗口首问负责和一次告知的落实措施（演示）', 'hands');
  const budget = await tabled(scene, meeting, '“提速办理”奖补资金的分配方案（演示）', 'hands');
  if (meeting.state === 'planned')
    must(
      await openMeeting(at(OPEN), keeper, {
        agencyId,
        meetingId,
        attendance: members.map(({ personId }) => ({
          personId,
          present: personId !== away,
          leave: personId === away,
          reason: personId === away ? '参加市政府会议' : '',
        })),
      }),
    );
  const item = async (itemId: string) => {
    const found = (await read()).items.find(({ id }) => id === itemId);
    if (found === undefined) throw new Error('an item is gone');
    return found;
  };
  const first = await item(measures);
  if (first.state === 'tabled') {
    const spoken = new Set(first.opinions?.map(({ by }) => by?.personId));
    for (const personId of [...others.filter((one) => one !== away), chairId])
      if (!spoken.has(personId)) {
        spoken.add(personId);
        must(
          await giveOpinion(at(OPEN + 25 + spoken.size), keeper, {
            agencyId,
            itemId: measures,
            personId,
            stance: personId === dissenter ? 'against' : 'for',
            text:
              personId === dissenter
                ? '窗口人手不足，建议先配齐人员再推开。'
                : personId === chairId
                  ? '同意。人手问题由人事处月底前提出方案。'
                  : '同意。',
          }),
        );
      }
    must(
      await decide(at(OPEN + 45), keeper, {
        agencyId,
        itemId: measures,
        counts: null,
        headAdopts: false,
        headReason: '',
        text: '同意落实措施，自下月1日起在政务服务窗口执行。',
      }),
    );
  }
  const second = await item(budget);
  if (second.state === 'tabled') {
    if (second.recused.length === 0)
      must(
        await recuseMember(at(OPEN + 46), keeper, {
          agencyId,
          itemId: budget,
          personId: withdrawn,
          reason: '近亲属任职的企业在分配范围内',
        }),
      );
    must(await deferItem(at(OPEN + 70), keeper, { agencyId, itemId: budget }));
  }
  must(await closeMeeting(at(OPEN + 75), keeper, { agencyId, meetingId }));
}

async function sign(scene: Scene, heldOn: LegalDay, chair: StaffActor): Promise<void> {
  const { at, agencyId, keeper } = scene;
  const meetingId = await called(scene, 'post-jzh', heldOn);
  const { minutes, rowVersion, signature } = must(await readMinutes(at(SIGNING), keeper, meetingId));
  if (signature !== null) return;
  const [measures, budget] = minutes.items;
  if (measures === undefined || budget === undefined) throw new Error('a meeting lost its items');
  if (rowVersion === 1)
    must(
      await wordMinutes(at(SIGNING), keeper, {
        agencyId,
        meetingId,
        rowVersion,
        items: [
          {
            itemId: measures.id,
            text: '会议听取了行政审批处关于窗口首问负责和一次告知落实措施的汇报。会议指出，窗口是群众办事的第一站，一次告知要以清单为准，不得另加材料。',
          },
          {
            itemId: budget.id,
            text: '会议研究了奖补资金的分配方案，认为测算依据还需补充，决定缓议，由财务处补充后另行提请审议。',
          },
        ],
        closing: '会议要求，各处室按分工抓好落实，办公室在下次会议上通报进展。',
      }),
    );
  const { digest } = must(await readMinutes(at(SIGNING + 40), chair, meetingId));
  must(await signMinutes(at(SIGNING + 40), chair, { agencyId, meetingId, digest, postName: '局长岗' }));
}

async function callAhead(scene: Scene, heldOn: LegalDay): Promise<void> {
  const meeting = must(
    await readMeeting(scene.at(CALLING), scene.keeper, await called(scene, 'post-dzh', heldOn)),
  );
  await tabled(scene, meeting, '本年度权责清单动态调整情况（演示）', 'hands');
  await tabled(scene, meeting, '优质服务窗口推荐人选（演示）', 'secret');
}

async function move(scene: Scene, from: LegalDay, to: LegalDay): Promise<void> {
  const { at, agencyId, keeper } = scene;
  const found = await meetingOn(scene, 'post-dzh', from);
  if (found === undefined) return;
  const { rowVersion } = must(await readMeeting(at(CALLING), keeper, found));
  const reason = '与市委专题会议时间冲突（演示）';
  must(
    await moveCall(at(CALLING), keeper, {
      agencyId,
      meetingId: found,
      rowVersion,
      heldOn: to,
      place: PLACE,
      reason,
    }),
  );
}

async function called(scene: Scene, bodyKey: string, heldOn: LegalDay): Promise<string> {
  const known = await meetingOn(scene, bodyKey, heldOn);
  if (known !== undefined) return known;
  const { at, agencyId, keeper } = scene;
  const { id: bodyId } = await at(CALLING)
    .db.selectFrom('deliberative_body')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('import_key', '=', bodyKey)
    .executeTakeFirstOrThrow();
  return must(await callMeeting(at(CALLING), keeper, { agencyId, bodyId, heldOn, place: PLACE })).meetingId;
}

async function meetingOn(
  { at, agencyId }: Scene,
  bodyKey: string,
  heldOn: LegalDay,
): Promise<string | undefined> {
  const row = await at(CALLING)
    .db.selectFrom('meeting as m')
    .innerJoin('deliberative_body as b', (j) =>
      j.onRef('b.agency_id', '=', 'm.agency_id').onRef('b.id', '=', 'm.body_id'),
    )
    .select('m.id')
    .where('m.agency_id', '=', agencyId)
    .where('m.held_on', '=', heldOn)
    .where('b.import_key', '=', bodyKey)
    .executeTakeFirst();
  return row?.id;
}

async function tabled(
  { at, agencyId, keeper }: Scene,
  meeting: MeetingDetail,
  title: string,
  ballot: Ballot,
): Promise<string> {
  const known = meeting.items.find((one) => one.title === title);
  if (known !== undefined) return known.id;
  return must(await tableMatter(at(CALLING), keeper, { agencyId, meetingId: meeting.id, title, ballot }))
    .itemId;
}
