import type { LegalDay } from '#kernel';
import type { StaffActor } from '#modules/access';
import { addWorkingDays, getCalendar } from '#modules/calendar';
import {
  actOnReturn,
  closeCampaign,
  excuseReturn,
  explainFindings,
  fillReturn,
  openCampaign,
  readCampaign,
  readTask,
  remindOffices,
} from '#modules/campaigns';
import type { UseCase } from '#platform/context';
import { clockTime } from './cases/clerk.ts';
import type { DemoContext } from './context.ts';
import { people } from './load-powers.ts';
import { must } from './must.ts';

const NAME = '2026年行政权力清理（清权）行动（演示）';
/** Working days before the day of first start. */
const OPENED = 29;
const DEADLINE = 19;
const CLOSED = 9;
const TYPES = ['01', '02', '03', '06', '07', '08', '10', '99'];

/** When each office signs, in working days before the day of first start; the one that is late says why. */
const OFFICES: Readonly<Record<string, number>> = {
  'office-bg': 25,
  'office-rs': 24,
  'office-cw': 22,
  'office-sp': 23,
  'office-zx': 22,
  'office-xf': 21,
  'office-lt': 17,
  'office-wm': 24,
  'office-wz': 20,
  'office-wj': 23,
};
const LATE = 'office-lt';
const FORGETFUL = 'office-zx';
/** Working days it takes until the next person acts. */
const NEXT = 1;

const GROUNDS: Readonly<Record<string, string>> = {
  'duty-without-power': '属于内部工作职责或者办理环节，不是对外行使的一项权力（演示）',
  'type-without-power': '法律法规和“三定”规定没有赋予本局这一类权力（演示）',
  'held-elsewhere': '本级由其他机关行使，本局不行使（演示）',
};

/**
 * One campaign of the demonstration bureau, done as the days of its script come: opened, returned by every office, one late with
 * its reason, nil returns, one sent back for what it forgot; closed with every finding explained. What is left to do is read
 * each time, so that a loader that was killed goes on.
 */
export async function liveCampaign(ctx: DemoContext, today: LegalDay, day: LegalDay): Promise<void> {
  const calendar = await getCalendar(ctx.db);
  const since = (count: number): boolean => day >= addWorkingDays(calendar, today, -count);
  if (!since(OPENED)) return;
  const { agency, offices, staff, byAccount } = await people(ctx);
  const keeper = await byAccount('register');
  const at = ctx.at(clockTime(day, 16 * 60 + 30, 0));
  const known = await ctx.db
    .selectFrom('campaign')
    .select(['id', 'state'])
    .where('agency_id', '=', agency.id)
    .where('name', '=', NAME)
    .executeTakeFirst();
  if (known?.state === 'closed') return;
  const deadline = addWorkingDays(calendar, today, -DEADLINE);
  const campaignId =
    known?.id ??
    must(
      await openCampaign(at, keeper, {
        agencyId: agency.id,
        name: NAME,
        basis: '规范行政权力公开透明运行工作实施方案（演示）',
        typeCodes: TYPES,
        phases: [
          { name: '动员部署', from: day, to: addWorkingDays(calendar, today, -(OPENED - 2)) },
          { name: '填报', from: addWorkingDays(calendar, today, -(OPENED - 3)), to: deadline },
          {
            name: '审核',
            from: addWorkingDays(calendar, today, -(DEADLINE - 1)),
            to: addWorkingDays(calendar, today, -(CLOSED + 1)),
          },
          {
            name: '审定公布',
            from: addWorkingDays(calendar, today, -CLOSED),
            to: addWorkingDays(calendar, today, -(CLOSED - 4)),
          },
        ],
        deadline,
        officeIds: offices
          .filter(({ import_key: key }) => key !== null && Object.hasOwn(OFFICES, key))
          .map(({ id }) => id),
      }),
    ).campaignId;

  await remindOffices(at);
  const tasks = await ctx.db
    .selectFrom('campaign_task')
    .select(['id', 'office_id'])
    .where('campaign_id', '=', campaignId)
    .execute();
  for (const office of offices) {
    const task = tasks.find(({ office_id: id }) => id === office.id);
    const key = office.import_key ?? '';
    const signs = OFFICES[key];
    if (task === undefined || signs === undefined) continue;
    await advance(at, {
      agencyId: agency.id,
      taskId: task.id,
      key,
      head: await staff(office.head_person_id),
      leader: await staff(office.leader_person_id),
      keeper,
      since: (after) => since(signs - after),
      overdue: day > deadline,
    });
  }
  if (since(CLOSED)) await close(at, agency.id, campaignId, keeper);
}

type Return = {
  readonly agencyId: string;
  readonly taskId: string;
  readonly key: string;
  readonly head: StaffActor;
  readonly leader: StaffActor;
  readonly keeper: StaffActor;
  /** Whether so many working days have gone by since the office was to sign. */
  since(after: number): boolean;
  readonly overdue: boolean;
};

/** The next act on a return, if its day has come. */
async function advance(ctx: UseCase, of: Return): Promise<void> {
  const { agencyId, taskId, key, head, leader, keeper } = of;
  const task = must(await readTask(ctx, keeper, taskId));
  const sentBack = task.history.some(({ act }) => act === 'return');
  const act = async (actor: StaffActor, name: 'sign' | 'countersign' | 'return' | 'pass', reason = '') =>
    must(
      await actOnReturn(ctx, actor, {
        agencyId,
        taskId,
        act: name,
        digest: must(await readTask(ctx, keeper, taskId)).digest,
        reason,
        postName: name === 'sign' ? '处室负责人' : name === 'countersign' ? '分管领导' : '局领导小组办公室',
      }),
    );
  switch (task.state) {
    case 'not-started':
    case 'drafting':
    case 'returned': {
      if (key === LATE && of.overdue && task.excuses.length === 0)
        must(
          await excuseReturn(ctx, head, {
            agencyId,
            taskId,
            kind: 'late',
            reason: '承办人脱产培训，专项资金事项需与财务处核对，三个工作日内补报（演示）',
          }),
        );
      if (!of.since(sentBack ? 3 * NEXT : 0)) return;
      const own = [...task.listed, ...task.open].map(({ powerId }) => powerId).toSorted();
      const listed = key === FORGETFUL && !sentBack ? own.slice(1) : own;
      must(
        await fillReturn(ctx, head, {
          agencyId,
          taskId,
          rowVersion: task.rowVersion,
          nil: listed.length === 0,
          entries: listed.map((powerId) => ({ powerId, kind: 'keep', note: '' })),
        }),
      );
      await act(head, 'sign');
      return;
    }
    case 'signed':
      if (key === FORGETFUL && !sentBack && of.since(2 * NEXT))
        await act(keeper, 'return', '与上次公布的清单相比少列一项，请核对后补列或者说明（演示）');
      else if ((key !== FORGETFUL || sentBack) && of.since((sentBack ? 4 : 1) * NEXT))
        await act(leader, 'countersign');
      return;
    case 'countersigned':
      if (of.since((sentBack ? 5 : 2) * NEXT)) await act(keeper, 'pass');
      return;
    case 'changed':
      await act(head, 'sign');
      return;
    case 'passed':
    case 'released':
      return;
  }
}

/** Explains what is left to explain, by the leading group office in the words of the offices, and closes. */
async function close(ctx: UseCase, agencyId: string, campaignId: string, keeper: StaffActor): Promise<void> {
  const { tasks, findings } = must(await readCampaign(ctx, keeper, campaignId));
  const unexplained = findings.filter(({ explanation }) => explanation === null);
  for (const code of new Set(unexplained.map((one) => one.code)))
    must(
      await explainFindings(ctx, keeper, {
        agencyId,
        campaignId,
        findings: unexplained.filter((one) => one.code === code).map(({ key }) => key),
        ground: 'not-held',
        text: GROUNDS[code] ?? '核对后不属于漏项（演示）',
      }),
    );
  if (tasks.every(({ state }) => state === 'passed'))
    must(await closeCampaign(ctx, keeper, { agencyId, campaignId }));
}
