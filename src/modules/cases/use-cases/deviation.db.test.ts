import { beforeAll, describe, expect, it } from 'vitest';
import { legalDayOf, Uuid } from '#kernel';
import type { StaffActor } from '#modules/access';
import { publishFlowVersion, submitFlowVersion } from '#modules/flows';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { demoFlowBytes, must } from '../engine/cases.test-support.ts';
import { bureau, keyOf, party, licenceWork, type Bureau } from './cases-db.test-support.ts';
import { decideDeviation } from './decide-deviation.ts';
import { proposeJump, proposeMove } from './propose-deviation.ts';
import { readJumpTargets, readMoveCandidates, readProposals } from './read-deviations.ts';
import { readCase } from './read-case.ts';
import type { Submitted } from './submit-application.ts';

const database = testDatabase();
const ctx = testContext(database);
let b: Bureau;
let checker: StaffActor;
let leader: StaffActor;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
  checker = await b.staff('post-sp-cz', ['office-head']);
  leader = await b.staff('post-fj-sp', ['leader']);
});
const { read, step, accepted } = licenceWork(ctx, () => b);

async function toCheck(): Promise<Submitted> {
  const s = await accepted();
  must(await step(s, 'post-sp-sc', 'lic-review', { outcome: 'no' }));
  const open = (await read(s)).steps.find(({ closedAt }) => closedAt === null);
  must(await step(s, 'post-sp-cz', open!.node, { outcome: 'no' }));
  return s;
}
const propose = async (s: Submitted, actor = checker, over = {}) =>
  proposeJump(ctx, actor, {
    ...keyOf(s),
    version: (await read(s)).version,
    from: 'lic-check',
    to: 'lic-review',
    ground: 'own-mistake',
    reason: '材料审查漏看了附件，退回重审',
    ...over,
  });
const decide = (proposalId: string, actor = leader, approve = true) =>
  decideDeviation(ctx, actor, {
    agencyId: b.agencyId,
    proposalId: Uuid.parse(proposalId),
    approve,
    reason: '情况属实，同意退回',
  });
const opens = async (s: Submitted) =>
  (await read(s)).steps.filter(({ closedAt }) => closedAt === null).map(({ node }) => node);
const leavesOf = async (s: Submitted): Promise<readonly string[]> => {
  const { rows } = await database.pool.query(
    `SELECT f.value FROM publication p JOIN publication_field f ON f.publication_id = p.id WHERE p.case_id = $1 AND f.name = 'deviations'`,
    [s.caseId],
  );
  return rows.map(({ value }: { value: unknown }) => JSON.stringify(value));
};

describe('a departure from the flow', () => {
  it('is asked for by the handler, decided by a leader, carried out and told to party and society', async () => {
    const s = await toCheck();
    const targets = must(await readJumpTargets(ctx, checker, { ...keyOf(s), from: 'lic-check' }));
    expect(targets).toContainEqual({ node: 'lic-review', name: '材料审查', done: true });
    const { proposalId } = must(await propose(s));
    expect(await opens(s)).toEqual(['lic-check']);
    const listed = must(await readProposals(ctx, leader, { limit: 10, after: null }));
    expect(listed.items.find(({ id }) => id === proposalId)).toMatchObject({
      from: '处长审核',
      to: '材料审查',
      state: 'proposed',
      mine: true,
      cases: [{ caseId: s.caseId }],
    });
    const waiting = async () =>
      must(await readProposals(ctx, leader, { limit: 10, after: null, waiting: true })).items.map(
        ({ id }) => id,
      );
    expect(await waiting()).toContain(proposalId);
    expect(must(await decide(proposalId)).state).toBe('approved');
    expect(await waiting()).not.toContain(proposalId);
    expect(await opens(s)).toEqual(['lic-review']);
    expect((await read(s)).deviations).toMatchObject([{ kind: 'jump', ground: 'own-mistake' }]);
    const { rows } = await database.pool.query(
      `SELECT kind, audience FROM case_event WHERE case_id = $1 AND kind = 'jumped'`,
      [s.caseId],
    );
    expect(rows).toEqual([{ kind: 'jumped', audience: 'party' }]);
    const told = must(await readCase(ctx, party(s), keyOf(s), 'zh')).events.find(
      ({ kind }) => kind === 'jumped',
    );
    expect(told?.detail['text']).toBe(
      '发现办理程序有误，退回重新办理。从“处长审核”转到“材料审查”，由负责人批准。',
    );
    const [published] = await leavesOf(s);
    expect(published).toContain('发现办理程序有误');
    expect(published).not.toContain('漏看');
    must(await step(s, 'post-sp-sc', 'lic-review', { outcome: 'no' }));
  });

  it('is refused by a leader without a trace on the case', async () => {
    const s = await toCheck();
    const before = (await read(s)).version;
    expect(must(await decide(must(await propose(s)).proposalId, leader, false)).state).toBe('refused');
    expect([(await read(s)).version, (await read(s)).deviations, await leavesOf(s)]).toEqual([
      before,
      [],
      [],
    ]);
    must(await propose(s));
  });

  it('needs the handler of the open step to ask and a leader to decide, never the same person', async () => {
    const s = await toCheck();
    expect(await propose(s, await b.staff('post-sp-sc'))).toMatchObject({
      error: { code: 'cases/forbidden' },
    });
    const { proposalId } = must(await propose(s));
    const head = await b.staff('post-cw-cg', ['office-head', 'review-office', 'supervisor']);
    expect(await decide(proposalId, head)).toMatchObject({ error: { code: 'cases/forbidden' } });
    const both: StaffActor = { ...checker, roles: leader.roles };
    expect(await decide(proposalId, both)).toMatchObject({ error: { code: 'cases/proposed-it-yourself' } });
    const handler = { ...(await b.staff('post-sp-sc')), roles: leader.roles };
    expect(await decide(proposalId, handler)).toMatchObject({ error: { code: 'cases/handled-it-yourself' } });
    expect(await opens(s)).toEqual(['lic-check']);
  });

  it('is refused at once when it cannot be carried out, stale, or already waiting', async () => {
    const s = await toCheck();
    expect(await propose(s, checker, { to: 'lic-issue' })).toMatchObject({
      error: { code: 'cases/deviation-skips-statutory' },
    });
    expect(await propose(s, checker, { version: 1 })).toMatchObject({ error: { code: 'cases/stale' } });
    must(await propose(s));
    expect(await propose(s)).toMatchObject({ error: { code: 'conflict' } });
  });

  it('is not carried out on a case that went on meanwhile', async () => {
    const s = await toCheck();
    const { proposalId } = must(await propose(s));
    must(await step(s, 'post-sp-cz', 'lic-check', { outcome: 'submit' }));
    expect(await decide(proposalId)).toMatchObject({ error: { code: 'cases/stale' } });
    expect(must(await decide(proposalId, leader, false)).state).toBe('refused');
  });

  it('is decided once by whoever is first', async () => {
    const s = await toCheck();
    const { proposalId } = must(await propose(s));
    const chief = await b.staff('post-jz', ['first-responsible']);
    const done = await Promise.all([decide(proposalId), decide(proposalId, chief)]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(done.find(({ ok }) => !ok)).toMatchObject({
      error: { code: expect.stringMatching(/proposal-decided|conflict|stale/) },
    });
    expect((await read(s)).deviations).toHaveLength(1);
  });

  it('is on record for good: the rows take no change', async () => {
    await expect(database.pool.query('UPDATE case_deviation SET at = now()')).rejects.toThrow();
    await expect(database.pool.query('DELETE FROM procedure_proposal')).rejects.toThrow(/permission denied/);
    await expect(database.pool.query(`UPDATE procedure_proposal SET reason = 'x'`)).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('running cases and a new version of their flow', () => {
  it('stay on theirs until a decision that names each and the law moves them, all or none', async () => {
    const [one, two, stays] = [await toCheck(), await toCheck(), await toCheck()];
    const text = new TextDecoder().decode(await demoFlowBytes('flow-licence'));
    // The step that both cases have behind them has another id in the new version.
    const bytes = new TextEncoder().encode(text.replaceAll('lic-receive', 'lic-intake'));
    const actor = { kind: 'system', name: 'test' } as const;
    const { flowVersionId } = must(await submitFlowVersion(ctx, actor, { agencyId: b.agencyId, bytes }));
    const move = (caseIds: readonly string[], who = checker) =>
      proposeMove(ctx, who, {
        agencyId: b.agencyId,
        flowVersionId: Uuid.parse(flowVersionId),
        caseIds: caseIds.map((id) => Uuid.parse(id)),
        law: '行政许可法',
        article: '第三十四条',
        reason: '法律修改后按新程序办理',
      });
    expect(await move([one.caseId])).toMatchObject({ error: { code: 'cases/move-not-newer' } });
    must(
      await ctx.transact((tx) =>
        publishFlowVersion(tx, ctx, {
          agencyId: b.agencyId,
          flowVersionId,
          actor: { kind: 'system', id: 'test' },
          org: '11130200DEM0000149',
          basis: 'demo',
          effectiveFrom: legalDayOf(ctx.clock.now()),
        }),
      ),
    );
    expect((await read(one)).flowVersionId).toBe(b.binding.flowVersionId);
    const candidates = must(await readMoveCandidates(ctx, checker)).flows;
    expect(candidates).toMatchObject([{ flowVersionId, n: 2 }]);
    expect(candidates[0]!.cases.map(({ caseId }) => caseId)).toEqual(
      expect.arrayContaining([one.caseId, two.caseId]),
    );
    expect(await move([one.caseId], await b.staff('post-sp-sc'))).toMatchObject({
      error: { code: 'cases/forbidden' },
    });
    const { proposalId } = must(await move([one.caseId, two.caseId]));
    expect(must(await decide(proposalId)).state).toBe('approved');
    for (const s of [one, two]) {
      const c = await read(s);
      expect([c.flowVersionId, await opens(s)]).toEqual([flowVersionId, ['lic-check']]);
      expect(c.deviations).toMatchObject([{ kind: 'move', law: '行政许可法', article: '第三十四条' }]);
      // The item is rare: neither law nor version may tell it before the result does.
      expect(await leavesOf(s)).toEqual([
        JSON.stringify([{ on: legalDayOf(ctx.clock.now()), kind: 'move', ground: '法律修改' }]),
      ]);
      must(await step(s, 'post-sp-cz', 'lic-check', { outcome: 'submit' }));
      const shown = must(await readCase(ctx, leader, keyOf(s), 'zh'));
      expect(shown.steps.find(({ node }) => node === 'lic-receive')?.name).toBe('收件与形式审查');
    }
    expect((await read(stays)).flowVersionId).toBe(b.binding.flowVersionId);
  });
});
