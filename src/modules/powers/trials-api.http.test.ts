import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { login, type Role } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation, sessionFor, TEST_PASSWORD, testApi } from '#tests/organisation';
import { PowerList, TrialList, VersionDetail } from './contract/index.ts';
import { adjustPower, findVersion, powersApi } from './index.ts';
import { act, demoItems, demoParents, draftWithFlow, must, publish } from './powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const system = { kind: 'system', name: 'test' } as const;
const content = demoItems[0]!.content;
const day = LegalDay.parse('2026-11-23');
const people: Record<string, readonly [string, Role]> = {
  registrar: ['p11', 'registrar'],
  head: ['p10', 'office-head'],
  leader: ['p02', 'leader'],
  chief: ['p01', 'first-responsible'],
  register: ['p25', 'review-office'],
  supervisor: ['p08', 'supervisor'],
  handler: ['p13', 'handler'],
};
const made = {
  body: {} as Parameters<typeof draftWithFlow>[1],
  sessions: {} as Record<string, Readonly<Record<string, string>>>,
  call: undefined as unknown as ReturnType<typeof testApi>,
};
let items = 0;
/** A version that has passed and is never published, and one on trial that nobody decides. */
const kept = { passed: '', onTrial: '' };

beforeAll(async () => {
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const bureau = await importTestOrganisation(ctx);
  made.body = { agencyId: bureau.agencyId, officeId: bureau.offices.get('office-sp')! };
  await demoParents(ctx, bureau.agencyId);
  made.call = testApi(ctx, powersApi(ctx));
  for (const [account, [person, role]] of Object.entries(people))
    made.sessions[account] = await sessionFor(ctx, {
      agencyId: bureau.agencyId,
      personId: bureau.persons.get(person)!,
      account,
      roles: [role],
    });
  kept.passed = await passed();
  kept.onTrial = await onTrial();
});
beforeEach(() => ctx.clock.set('2026-11-23T09:00:00+08:00'));

const as = (who: string) => made.sessions[who] ?? {};

/** A second version that has passed, over a first one in force. */
async function passed(): Promise<string> {
  items += 1;
  const { agencyId } = made.body;
  const own = { ...content, implementationCode: undefined, rawCode: `TRIED-${items}` };
  const first = await draftWithFlow(ctx, made.body, own, `flow-tried-${items}`);
  await act(ctx, agencyId, first.versionId, 'sign', 'countersign', 'pass');
  must(await publish(ctx, agencyId, first.versionId, day));
  const { versionId } = must(
    await adjustPower(ctx, system, {
      agencyId,
      powerId: first.powerId,
      reason: '改流程',
      changeBasis: '会议',
      content: { ...own, visits: 0 },
    }),
  );
  await act(ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
  return versionId;
}

async function publishOnTrial(versionId: string, trial: unknown, lang = 'zh-CN') {
  const version = await findVersion(ctx.db, made.body.agencyId, versionId);
  return made.call(`/power-versions/${versionId}/publish`, {
    method: 'POST',
    headers: { ...as('register'), 'if-match': `"${version?.rowVersion}"`, 'accept-language': lang },
    body: { effectiveFrom: day, trial },
  });
}
const decide = (who: string, versionId: string, body: unknown, lang = 'zh-CN') =>
  made.call(`/power-versions/${versionId}/trial-decision`, {
    method: 'POST',
    headers: { ...as(who), 'accept-language': lang },
    body,
  });
const confirm = { decision: 'confirm', reason: '运行平稳', earlyReason: '办件已满一百件' };
const trial = { until: '2027-02-28', reason: '新流程先试' };
async function onTrial(): Promise<string> {
  const versionId = await passed();
  expect((await publishOnTrial(versionId, trial)).status).toBe(200);
  return versionId;
}

/** Some weeks on, when everybody logs in again. */
async function later(instant: string): Promise<void> {
  ctx.clock.set(instant);
  for (const account of Object.keys(people)) {
    const { sessionId } = must(await login(ctx, { account, password: TEST_PASSWORD }));
    made.sessions[account] = { cookie: `desk=${sessionId}`, 'sec-fetch-site': 'same-origin' };
  }
}

describe('publication on trial', () => {
  it.each([
    [{ reason: '试' }, 'powers/trial-end-missing', 'trial/until', '最后一日'],
    [{ ...trial, until: '2026-11-22' }, 'powers/trial-end-before-start', 'trial/until', '2026年11月23日'],
    [{ ...trial, until: '2027-11-23' }, 'powers/trial-too-long', 'trial/until', '2027年11月22日'],
    [{ ...trial, reason: '' }, 'powers/reason-missing', 'reason', '理由'],
  ])('%j → %s', async (wish, code, path, says) => {
    const answer = await publishOnTrial(kept.passed, wish);
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code, fields: [{ path, code }] });
    expect(JSON.stringify(answer.json)).toContain(says);
  });

  it.each([
    ['a word for a day', { until: 'soon', reason: '试' }],
    ['a reason of 3,000 characters', { until: '2027-02-28', reason: '试'.repeat(3_000) }],
  ])('%s is refused at the edge', async (_, wish) => {
    expect((await publishOnTrial(kept.passed, wish)).status).toBe(422);
  });
});

describe('the decision on a trial', () => {
  it.each([
    ['nobody', 401],
    ['registrar', 403],
    ['head', 403],
    ['register', 403],
    ['supervisor', 403],
    ['handler', 403],
    ['leader', 200],
    ['chief', 200],
  ])('is taken by: %s → %i', async (who, status) => {
    const versionId = status === 200 ? await onTrial() : kept.onTrial;
    expect((await decide(who, versionId, confirm)).status).toBe(status);
  });

  it('answers what is wrong with a code and a sentence in the language asked for', async () => {
    const versionId = await onTrial();
    expect(await decide('chief', versionId, { ...confirm, reason: ' ' })).toMatchObject({
      status: 422,
      json: { code: 'powers/reason-missing' },
    });
    expect(await decide('chief', versionId, { decision: 'confirm', reason: '运行平稳' })).toMatchObject({
      status: 422,
      json: {
        code: 'powers/trial-early-reason-missing',
        fields: [{ path: 'earlyReason', message: expect.stringContaining('2027年2月28日') }],
      },
    });
    expect(await decide('chief', crypto.randomUUID(), confirm)).toMatchObject({ status: 404 });
    expect(
      await decide('chief', versionId, { ...confirm, decision: 'return', effectiveFrom: '2027-03-02' }),
    ).toMatchObject({
      status: 422,
      json: { code: 'powers/trial-outlived', fields: [{ path: 'effectiveFrom' }] },
    });
    expect(await decide('chief', versionId, confirm)).toMatchObject({ status: 200, json: { n: 2 } });
    expect(await decide('leader', versionId, confirm)).toMatchObject({
      status: 409,
      json: { code: 'powers/trial-decided', title: expect.stringContaining('已转正') },
    });
    expect(await decide('leader', versionId, confirm, 'en')).toMatchObject({
      json: { title: expect.stringContaining('confirmed as final') },
    });
    expect(await decide('chief', kept.passed, confirm)).toMatchObject({
      status: 409,
      json: { code: 'powers/not-on-trial' },
    });
  });
});

describe('what runs on trial', () => {
  it('is listed with what a decision needs, for those who may read it', async () => {
    const versionId = await onTrial();
    const listOf = async (who: string, undecided = true) => {
      const answer = await made.call(`/power-trials?undecided=${undecided}`, { headers: as(who) });
      return TrialList.parse(answer.json).items.filter((one) => one.versionId === versionId);
    };
    expect((await made.call('/power-trials')).status).toBe(401);
    expect(await listOf('handler')).toEqual([]);
    expect(await listOf('chief')).toMatchObject([
      {
        n: 2,
        standing: 'running',
        until: '2027-02-28',
        due: false,
        run: { cases: 0, open: 0, late: 0, departures: 0, corrections: 0 },
        returnsTo: 1,
        mayDecide: true,
      },
    ]);
    expect(await listOf('supervisor')).toMatchObject([{ mayDecide: false }]);
    await later('2027-02-10T09:00:00+08:00');
    expect(await listOf('leader')).toMatchObject([{ standing: 'running', due: true, daysOver: 0 }]);
    await later('2027-03-03T09:00:00+08:00');
    expect(await listOf('supervisor')).toMatchObject([
      { standing: 'late', due: true, daysOver: 3, workingDaysLeft: null },
    ]);
    await decide('chief', versionId, confirm);
    expect(await listOf('chief')).toEqual([]);
    expect(await listOf('chief', false)).toMatchObject([
      {
        standing: 'confirmed',
        due: false,
        mayDecide: false,
        decision: { on: '2027-03-03', reason: '运行平稳' },
      },
    ]);
  });

  it('is said of the version at the desk', async () => {
    const versionId = kept.onTrial;
    const { json } = await made.call(`/power-versions/${versionId}`, { headers: as('head') });
    expect(VersionDetail.parse(json).trial).toMatchObject({ standing: 'running', reason: '新流程先试' });
    expect(PowerList.parse((await made.call('/powers')).json).items).toEqual([]);
  });
});
