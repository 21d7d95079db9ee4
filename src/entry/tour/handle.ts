import { ActedResponse, CaseDetail, Worklist, type StepView } from '#modules/cases/contract';
import { legalDayOf } from '#kernel';
import { expectThat } from './client.ts';
import type { Say, Staff } from './staff.ts';

/** Outcomes that lead a licence to being granted, in the order of preference. */
const WAY = ['complete', 'no', 'submit', 'grant', 'done'];
const MOST_STEPS = 40;

type Input = { readonly staff: Staff; readonly rid: string; readonly say: Say };

/** Handles the case along its flow: whoever has an open step does it, until nothing is open; wrong persons are refused. */
export async function handle({ staff, rid, say }: Input): Promise<CaseDetail> {
  const { caseId, by } = await findCase(staff, rid);
  const refused = await staff.get('supervisor')?.call(`/api/v1/cases/${caseId}/steps/anything`, {
    json: { outcome: 'ok' },
    headers: { 'if-match': '"1"' },
  });
  expectThat(refused !== undefined && [403, 404, 409, 422].includes(refused.status), '监督岗位竟然能办理');
  let last = CaseDetail.parse(await by.json(`/api/v1/cases/${caseId}`, '读办件'));
  for (let i = 0; i < MOST_STEPS && last.closedAt === null; i += 1) {
    const done = await doOne(staff, caseId, say);
    if (!done) break;
    last = done;
  }
  expectThat(last.decision !== null, '办件没有作出决定');
  expectThat(
    last.closedAt !== null,
    `办件没有办结，停在 ${last.steps
      .filter((s) => s.closedAt === null)
      .map((s) => s.name)
      .join('、')}`,
  );
  return last;
}

async function findCase(staff: Staff, rid: string) {
  const window = staff.get('window');
  expectThat(window !== undefined, '没有窗口账号');
  for (let after = ''; ;) {
    const page = Worklist.parse(await window.json(`/api/v1/cases/worklist?limit=100${after}`, '待办'));
    for (const item of page.items.toReversed()) {
      const detail = CaseDetail.parse(await window.json(`/api/v1/cases/${item.caseId}`, '读办件'));
      if (detail.rid === rid) return { caseId: item.caseId, by: window };
    }
    expectThat(page.next !== null, '窗口待办里没有这件申请');
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

async function doOne(staff: Staff, caseId: string, say: Say): Promise<CaseDetail | undefined> {
  for (const [account, visitor] of staff) {
    const answer = await visitor.call(`/api/v1/cases/${caseId}`, { headers: { accept: 'application/json' } });
    if (answer.status !== 200) continue;
    const file = CaseDetail.parse(await answer.json());
    const step = file.steps.find(
      (one) => one.closedAt === null && one.refusal === null && one.outcomes.length > 0,
    );
    if (!step) continue;
    const body = inputFor(step, file);
    ActedResponse.parse(
      await visitor.json(
        `/api/v1/cases/${caseId}/steps/${encodeURIComponent(step.node)}`,
        `${account} 办理 ${step.name}`,
        { json: body, headers: { 'if-match': `"${file.version}"` } },
      ),
    );
    const again = await visitor.call(`/api/v1/cases/${caseId}/steps/${encodeURIComponent(step.node)}`, {
      json: body,
      headers: { 'if-match': `"${file.version}"` },
    });
    expectThat(again.status >= 400, `同一步做了两遍：${step.name}`);
    say(
      `  ${account.padEnd(10)} ${step.name}：${step.outcomes.find((o) => o.code === body['outcome'])?.label ?? ''}`,
    );
    return CaseDetail.parse(await visitor.json(`/api/v1/cases/${caseId}`, '读办件'));
  }
  return undefined;
}

function inputFor(step: StepView, file: CaseDetail): Record<string, unknown> {
  const outcome = choose(step);
  const needs = step.outcomes.find((one) => one.code === outcome)?.needs ?? [];
  const today = legalDayOf(new Date());
  const input: Record<string, unknown> = { outcome, opinion: '巡检：依公布的流程办理。' };
  if (needs.includes('decision'))
    input['decision'] = {
      content: `准予：${file.power.name}（巡检演示）。`,
      reasons: '符合法定条件、标准。',
    };
  if (needs.includes('service'))
    input['service'] = { way: 'in-person', on: today, receivedBy: '演示·联系人' };
  return input;
}

function choose(step: StepView): string {
  const codes = step.outcomes.map((one) => one.code);
  const plain = step.outcomes.filter(
    (one) =>
      !one.needs.some((need) =>
        ['notice', 'refusal', 'special', 'extension', 'second-officer'].includes(need),
      ),
  );
  return WAY.find((wanted) => codes.includes(wanted)) ?? plain[0]?.code ?? codes[0] ?? 'done';
}
