import { beforeAll, describe, expect, it } from 'vitest';
import { openFlowDraft } from '#modules/flows';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { WalkView } from '../contract/index.ts';
import { casesServer } from '../http/http.test-support.ts';

const ctx = testContext(testDatabase());
const { post, problemOf } = casesServer(ctx);
const NONE = '019b0000-0000-7000-8000-000000000000';
const FROM = '2026-11-02';
const UNSAID = { do: 'complete', node: 'lic-receive', outcome: 'complete' };

type Version = {
  readonly agencyId: string;
  readonly versionId: string;
  readonly flowVersionId: string;
  readonly officeId: string;
};
let version: Version;
let draftId = '';

beforeAll(async () => {
  const row = await ctx.db
    .selectFrom('power_version')
    .select(['agency_id', 'id', 'flow_version_id', 'office_id'])
    .executeTakeFirstOrThrow();
  version = {
    agencyId: row.agency_id,
    versionId: row.id,
    flowVersionId: row.flow_version_id ?? '',
    officeId: row.office_id ?? '',
  };
  const opened = await openFlowDraft(
    ctx,
    { kind: 'system', name: 'test' },
    {
      agencyId: row.agency_id,
      officeId: row.office_id,
      owner: { kind: 'power.version', id: row.id },
      powerCode: 'P-1',
      name: '许可',
      terms: { kind: 'licence' },
      flowVersionId: row.flow_version_id,
    },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  ({ draftId } = opened.value);
});

const walk = (of: object, who: string | undefined, steps: readonly unknown[] = []) =>
  post('/flow-walks', { of, from: FROM, steps }, who);
const shown = async (of: object, who: string, steps: readonly unknown[] = []) => {
  const answer = await walk(of, who, steps);
  expect(answer.status).toBe(200);
  return WalkView.parse(await answer.json());
};
/** Everything that a real act would write to. */
const rows = () =>
  ctx.db
    .selectNoFrom(({ selectFrom, fn }) => [
      selectFrom('case_file').select(fn.countAll().as('n')).as('cases'),
      selectFrom('case_event').select(fn.countAll().as('n')).as('events'),
      selectFrom('journal.row').select(fn.countAll().as('n')).as('journal'),
    ])
    .executeTakeFirst();

describe('walking a case through a flow over HTTP', () => {
  it.each([
    ['nobody', undefined, 401, 401],
    ['a handler, who neither draws flows nor reads drafts', 'window', 403, 404],
    ['a supervisor, who draws nothing', 'supervisor', 403, 200],
    ['the head of the office', 'head', 200, 200],
    ['the leader in charge, who signs and draws nothing', 'leader', 403, 200],
    ['the head of another office', 'head-elsewhere', 403, 404],
  ] as const)('%s', async (_, who, drawing, published) => {
    expect((await walk({ draftId }, who)).status).toBe(drawing);
    expect((await walk({ versionId: version.versionId }, who)).status).toBe(published);
  });

  it('tells where the case stands by the limits of the power, on the chart too, and keeps nothing', async () => {
    const before = await rows();
    const steps = [
      UNSAID,
      { do: 'complete', node: 'lic-accept', outcome: 'done' },
      { do: 'wait', n: 9, unit: 'wd' },
    ];
    const view = await shown({ draftId }, 'head', steps);
    expect(view.obstacles).toEqual([]);
    expect(view.walk).toMatchObject({ day: '2026-11-13', state: 'reviewing', onApplication: true });
    expect(view.walk?.open.map(({ node, post: at }) => [node, at])).toEqual([['lic-review', '材料审查岗']]);
    expect(view.walk?.clocks.find(({ kind }) => kind === 'step')).toMatchObject({ state: 'stopped' });
    expect(view.svg).toContain('data-state="late"');
    expect(await shown({ versionId: version.versionId }, 'head', steps)).toMatchObject({ walk: view.walk });
    expect(await rows()).toEqual(before);
  });

  it('walks the general flow of a category, which has no limits of a power', async () => {
    const id = ctx.ids.uuid(new Date('2026-11-02T01:00:00Z'));
    await ctx.db
      .insertInto('category_flow_version')
      .values({
        agency_id: version.agencyId,
        id,
        code: `flow-${id}`,
        kind: 'licence',
        title: '行政许可通用流程',
        office_id: version.officeId,
        state: 'draft',
        drafters: [],
        created_at: new Date(),
        updated_at: new Date(),
      })
      .execute();
    const opened = await openFlowDraft(
      ctx,
      { kind: 'system', name: 'test' },
      {
        agencyId: version.agencyId,
        officeId: version.officeId,
        owner: { kind: 'category-flow.version', id },
        powerCode: null,
        name: '行政许可通用流程',
        terms: { kind: 'licence' },
        flowVersionId: version.flowVersionId,
      },
    );
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const steps = [UNSAID, { do: 'complete', node: 'lic-accept', outcome: 'done' }];
    const before = await rows();
    const view = await shown({ draftId: opened.value.draftId }, 'head', steps);
    expect([view.versionId, view.obstacles, view.walk?.state]).toEqual([null, [], 'reviewing']);
    expect(view.walk?.clocks.filter(({ kind }) => kind === 'committed' || kind === 'statutory')).toEqual([]);
    expect(view.svg).toMatch(/data-state="\w+"/u);
    expect(await rows()).toEqual(before);
  });

  it('says why a drawing with a dead end cannot be walked, and marks it on the chart', async () => {
    const { bpmn } = await ctx.db
      .selectFrom('flow_draft')
      .select('bpmn')
      .where('id', '=', draftId)
      .executeTakeFirstOrThrow();
    const set = (to: string) =>
      ctx.db.updateTable('flow_draft').set({ bpmn: to }).where('id', '=', draftId).execute();
    // the last step leads back into the flow, so no case ever ends
    await set(bpmn.replace(/(sourceRef="lic-register" targetRef=")lic-end"/u, '$1lic-register.merge"'));
    const view = await shown({ draftId }, 'head');
    await set(bpmn);
    expect([view.walk, view.svg?.includes('走不通')]).toEqual([null, true]);
    expect(view.obstacles.length).toBeGreaterThan(0);
  });

  it.each<[string, unknown, number, string]>([
    ['no flow named', { of: {}, from: FROM, steps: [] }, 422, 'http/invalid'],
    ['no day', { of: { draftId: NONE }, from: 'tomorrow', steps: [] }, 422, 'http/invalid'],
    ['a drawing that is not there', { of: { draftId: NONE }, from: FROM }, 404, 'flows/draft-not-found'],
    ['a version that is not there', { of: { versionId: NONE }, from: FROM }, 404, 'cases/power-not-found'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await post('/flow-walks', body, 'head');
    expect([answer.status, (await problemOf(answer)).code]).toEqual([status, code]);
  });

  it.each<[string, unknown, number, string]>([
    ['no known act', { do: 'jump', node: 'lic-decide' }, 422, 'http/invalid'],
    ['days without number', { do: 'wait', n: 0, unit: 'wd' }, 422, 'http/invalid'],
    ['a step that is not open', { ...UNSAID, node: 'lic-decide' }, 409, 'cases/step-not-open'],
    ['an outcome the step does not have', { ...UNSAID, outcome: 'maybe' }, 422, 'cases/outcome-unknown'],
  ])('refuses %s', async (_, step, status, code) => {
    const answer = await walk({ draftId }, 'head', [step]);
    expect([answer.status, (await problemOf(answer)).code]).toEqual([status, code]);
  });

  it('refuses more acts than anybody walks', async () => {
    const answer = await walk(
      { draftId },
      'head',
      Array.from({ length: 201 }, () => UNSAID),
    );
    expect(answer.status).toBe(422);
  });
});
