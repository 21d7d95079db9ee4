import { describe, expect, it } from 'vitest';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { CaseDetail, JumpTargets, ProposalList } from '../contract/index.ts';
import { casesServer } from '../http/http.test-support.ts';

const ctx = testContext(testDatabase());
const { post, get, problemOf, applied } = casesServer(ctx);
const JUMP = { from: 'lic-accept', to: 'lic-receive', ground: 'own-mistake', reason: '收件时漏看附件' };
const DECISION = { approve: true, reason: '情况属实，同意' };
const NONE = '019b0000-0000-7000-8000-000000000000';

async function atAcceptance(): Promise<string> {
  const { caseId } = await applied();
  await post(`/cases/${caseId}/steps/lic-receive`, { outcome: 'complete' }, 'window');
  return caseId;
}
const jump = (caseId: string, who: string | undefined, body: object = JUMP, version = '"2"') =>
  post(`/cases/${caseId}/jumps`, body, who, { 'if-match': version });

describe('departures over HTTP', () => {
  it.each([
    ['nobody', undefined, 401, 401, 401],
    ['the handler', 'window', 200, 200, 403],
    ['another office', 'other', 404, 404, 403],
    ['the head of another office', 'head-elsewhere', 404, 404, 200],
    ['the leader in charge, who decides', 'leader', 403, 403, 200],
    ['a supervisor, who reads the record of all', 'supervisor', 403, 403, 200],
  ] as const)('%s', async (_, who, targets, ask, list) => {
    const caseId = await atAcceptance();
    expect((await get(`/cases/${caseId}/jump-targets?from=lic-accept`, who)).status).toBe(targets);
    expect((await jump(caseId, who)).status).toBe(ask);
    expect((await get('/deviations', who)).status).toBe(list);
    expect((await get('/case-moves/candidates', who)).status).toBe(
      who === undefined ? 401 : who === 'head-elsewhere' ? 200 : 403,
    );
    expect((await post(`/deviations/${NONE}/decision`, DECISION, who)).status).toBe(
      who === undefined ? 401 : 403,
    );
  });

  it('offers what can be asked for, and shows the case that it was asked', async () => {
    const caseId = await atAcceptance();
    const { targets } = JumpTargets.parse(
      await (await get(`/cases/${caseId}/jump-targets?from=lic-accept`, 'window')).json(),
    );
    expect(targets).toContainEqual({ node: 'lic-receive', name: '收件与形式审查', done: true });
    const shown = async () => CaseDetail.parse(await (await get(`/cases/${caseId}`, 'window')).json());
    expect((await shown()).deviationAsked).toBe(false);
    expect((await jump(caseId, 'window')).status).toBe(200);
    expect((await shown()).deviationAsked).toBe(true);
    const again = await jump(caseId, 'window');
    expect([again.status, (await problemOf(again)).code]).toEqual([409, 'conflict']);
  });

  it('is seen and decided by the leader in charge of the office, and by no leader of another', async () => {
    const caseId = await atAcceptance();
    await jump(caseId, 'window');
    const listed = async (who: string) =>
      ProposalList.parse(await (await get('/deviations', who)).json()).items.filter(({ cases }) =>
        cases.some((one) => one.caseId === caseId),
      );
    const [asked] = await listed('leader');
    expect(asked).toMatchObject({ state: 'proposed', mine: true });
    expect(await listed('head')).toMatchObject([{ mine: false }]);
    expect(await listed('leader-elsewhere')).toEqual([]);
    const decide = async (who: string) =>
      (await post(`/deviations/${asked?.id}/decision`, DECISION, who)).status;
    expect(await Promise.all(['head', 'head-elsewhere', 'leader-elsewhere'].map(decide))).toEqual([
      403, 403, 403,
    ]);
    expect(await decide('leader')).toBe(200);
  });

  it.each([
    ['an unknown ground', { ...JUMP, ground: 'haste' }, '"2"', 422, 'http/invalid'],
    ['no reason', { ...JUMP, reason: '' }, '"2"', 422, 'http/invalid'],
    ['a step the flow never has then', { ...JUMP, to: 'nowhere' }, '"2"', 422, 'cases/deviation-impossible'],
    ['another version', JUMP, '"1"', 412, 'cases/stale'],
    ['no version', JUMP, '', 422, 'http/invalid'],
  ])('refuses %s', async (_, body, version, status, code) => {
    const answer = await jump(await atAcceptance(), 'window', body, version);
    expect([answer.status, (await problemOf(answer)).code]).toEqual([status, code]);
  });
});
