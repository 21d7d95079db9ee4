import { legalDayOf, type LegalDay } from '#kernel';
import { addWorkingDays, type Calendar } from '#modules/calendar';
import type { completeStep } from '#modules/cases';
import type { FlowNode } from '#modules/flows';
import { dice, type Dice } from './dice.ts';
import type { PlannedCase, Scenario } from './plan-cases.ts';

export type StepInput = Parameters<typeof completeStep>[2]['step'];

/** Working days a step is left lying, from and to, by what it is in law; the published limit is kept unless a scenario says so. */
const PACE: Readonly<Record<string, readonly [number, number]>> = {
  'wait-correction': [1, 6],
  review: [1, 3],
  'site-check': [1, 2],
  check: [0, 1],
  decide: [0, 1],
  extend: [0, 1],
  hearing: [6, 12],
  serve: [0, 2],
  'refusal-notice': [0, 1],
  publish: [0, 2],
  handover: [0, 2],
  register: [0, 2],
};
/** Days on top, where somebody was slow: the step, or what is owed to society, runs past its limit. */
const SLOW: Partial<Record<Scenario, Readonly<Record<string, number>>>> = {
  overdue: { review: 9, verify: 4, check: 4, act: 30 },
  'published-late': { serve: 9, receipt: 8, register: 9 },
};
const BEFORE_DECISION = new Set([
  'review',
  'verify',
  'recheck',
  'site-check',
  'check',
  'decide',
  'act',
  'receipt',
]);

/** When a step that was opened is dealt with; never in a scenario where nobody does it. */
export function dueFor(
  plan: PlannedCase,
  node: FlowNode,
  step: { readonly openedAt: Date; readonly visit: number },
  calendar: Calendar,
  committedDays: number,
): Date | undefined {
  const role = node.role ?? 'act';
  if (role === 'wait-correction' && plan.scenario === 'correction-pending') return undefined;
  if (role === 'receive' && plan.scenario === 'deemed') return undefined;
  if (role === 'register' && plan.scenario === 'never-registered') return undefined;
  const roll = dice('pace', plan.i, node.id, step.visit);
  const [from, to] = PACE[role] ?? [0, 0];
  const hurried = committedDays <= 3 && BEFORE_DECISION.has(role);
  const days = (hurried ? 0 : roll.between(from, to)) + (SLOW[plan.scenario]?.[role] ?? 0);
  if (days > 0) {
    const day = addWorkingDays(calendar, legalDayOf(step.openedAt), days);
    return clockTime(day, 8 * 60 + 35 + roll.between(0, 480), roll.between(0, 59));
  }
  const soon = new Date(step.openedAt.getTime() + roll.between(6, 95) * 60_000 + roll.between(0, 59) * 1000);
  const [day, minutes] = [legalDayOf(soon), minuteOf(soon)];
  if (legalDayOf(step.openedAt) === day && minutes < 17 * 60 + 20) return soon;
  return clockTime(
    addWorkingDays(calendar, legalDayOf(step.openedAt), 1),
    8 * 60 + 35 + roll.between(0, 55),
    7,
  );
}

/** What the person at the step enters, by what the step is and what is to become of the case. */
export function entryFor(
  plan: PlannedCase,
  node: FlowNode,
  of: {
    readonly visit: number;
    readonly today: LegalDay;
    readonly power: string;
    readonly extendable: boolean;
    readonly materials: readonly { readonly key: string; readonly name: string }[];
    readonly receivedBy: string;
    readonly secondOfficer: string | undefined;
  },
): StepInput {
  const role = node.role ?? 'act';
  const roll = dice('entry', plan.i, node.id, of.visit);
  const outcome = outcomeFor(plan, node, of, roll);
  const { scenario } = plan;
  const input: StepInput = { outcome, opinion: opinionFor(role, outcome, roll) };
  if (outcome === 'correct') {
    const [first, second] = of.materials;
    const missing = [first, second].filter((one) => one !== undefined).slice(0, roll.between(1, 2));
    input.notice = missing.map(({ key, name }) => ({
      key,
      what: `${name}：${roll.pick(['缺少法定代表人签字', '复印件不清晰，请重新提交', '已过有效期，请提交现行有效的文本'])}（演示）`,
      basis: '行政许可法第三十二条第一款第四项',
    }));
  }
  if (role === 'refuse-acceptance')
    input.refusal = {
      reasons: '申请事项依法不属于本机关职权范围（演示）。',
      competent: roll.pick(['唐山市市场监督管理局', '河北省商务厅', '县级商务主管部门']),
    };
  if (role === 'hearing' || outcome === 'yes') {
    if (role === 'route')
      input.special = {
        ground: 'hearing',
        days: 20,
        reason: '当事人要求听证，听证所需时间不计入期限（演示）。',
      };
  }
  if (role === 'extend')
    input.extension = {
      approved: true,
      days: 10,
      reason: '需要向有关部门核实规划情况，经批准延长（演示）。',
    };
  if (role === 'decide' && outcome !== 'extend')
    input.decision = decisionFor(of.power, outcome, scenario, roll);
  if (['serve', 'refusal-notice', 'notify', 'receipt'].includes(role))
    input.service = {
      way: roll.pick(['in-person', 'electronic', 'post']),
      on: of.today,
      receivedBy: of.receivedBy,
    };
  if (node.twoOfficers === true && of.secondOfficer !== undefined) input.secondOfficer = of.secondOfficer;
  return input;
}

function outcomeFor(
  plan: PlannedCase,
  node: FlowNode,
  of: { readonly visit: number; readonly extendable: boolean },
  roll: Dice,
): string {
  const codes = (node.outcomes ?? []).map(({ code }) => code);
  const has = (...wanted: readonly string[]) => wanted.find((code) => codes.includes(code));
  const { scenario } = plan;
  const role = node.role ?? 'act';
  const first = of.visit === 1;
  const wanted =
    (first && role === 'receive' && scenario.startsWith('correct') && has('correct')) ||
    (['receive', 'accept'].includes(role) && scenario === 'not-accepted' && has('refuse', 'redirect')) ||
    (first && role === 'check' && scenario === 'sent-back' && has('return')) ||
    (first && role === 'decide' && scenario === 'extended' && of.extendable && has('extend')) ||
    (role === 'decide' && scenario === 'refused' && has('refuse')) ||
    (role === 'route' && scenario === 'hearing' && node.id.endsWith('special') && has('yes')) ||
    (role === 'route' && node.id.endsWith('site') && roll.between(1, 3) === 1 && has('yes'));
  return wanted || (has('complete', 'accept', 'no', 'submit', 'grant') ?? codes[0] ?? 'done');
}

function opinionFor(role: string, outcome: string, roll: Dice): string {
  if (outcome === 'return') return '依据不充分，请补充核对后再报（演示）。';
  switch (role) {
    case 'receive':
      return outcome === 'complete' ? '材料齐全，符合法定形式（演示）。' : '核对情况见所附文书（演示）。';
    case 'review':
    case 'verify':
      return roll.pick(['经审查，符合法定条件（演示）。', '逐项核对，与提交材料一致（演示）。']);
    case 'site-check':
      return '现场与申请材料一致，核查记录已由双方签字（演示）。';
    case 'check':
    case 'recheck':
      return roll.pick(['同意审查意见，报请决定（演示）。', '依据充分，程序合法（演示）。']);
    case 'decide':
      return '依照法定条件作出决定（演示）。';
    case 'handover':
      return '已接收，列入监管计划（演示）。';
    case 'register':
      return '登记内容与案卷一致（演示）。';
    default:
      return '已办理（演示）。';
  }
}

function decisionFor(power: string, outcome: string, scenario: Scenario, roll: Dice) {
  if (outcome === 'refuse')
    return {
      content: `不予办理“${power}”（演示）。`,
      reasons: '提交的规划确认文件与申报的地址不一致，不符合法定条件（演示）。',
      validUntil: null,
      answers: [],
    };
  // A decision that names a person: the programme finds the place, a reviewer decides.
  const named = scenario === 'sent-back' || roll.between(1, 8) === 1;
  return {
    content: `准予“${power}”（演示）。${named ? '联系人电话13900000000。' : ''}`,
    reasons: '申请符合法定条件、标准（演示）。',
    validUntil: null,
    answers: [],
  };
}

export function clockTime(day: LegalDay, minute: number, second: number): Date {
  const two = (n: number): string => String(n).padStart(2, '0');
  return new Date(`${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}+08:00`);
}

function minuteOf(at: Date): number {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}
