import { addDays, type LegalDay } from '#kernel';
import {
  approveCategoryVersion,
  beginCategoryFlow,
  drawCategoryFlow,
  editCategoryVersion,
  findCategoryVersion,
  publishCategoryFlow,
  reviseCategoryFlow,
} from '#modules/category-flows';
import { editFlowDraft, readFlowDraft, submitFlowDraft } from '#modules/flows';
import { replacePost, setNode, type FlowDraft } from '#modules/flows/contract';
import { daysAgo, type DemoContext } from './context.ts';
import { people, PUBLISHED } from './load-powers.ts';
import { must } from './must.ts';

/** When the general flow that is drawn here was revised, in days before the day of first start. */
const FLOW_REVISED = 2;
const TITLE = '行政给付类通用流程（申请—审核—公示—决定—发放）';
/** Who stands for the posts that the template names. */
const POSTS: Readonly<Record<string, string>> = {
  leader: 'post-fj-sp',
  head: 'post-sp-cz',
  window: 'post-sp-ck',
  examiner: 'post-sp-sc',
  publisher: 'post-fg-gk',
  budget: 'post-cw-kj',
  party: 'ext-party',
};

/** One general flow that did not come as a file: drawn from the template of its kind, signed, reviewed and published. */
export async function drawGeneralFlow(ctx: DemoContext, today: LegalDay): Promise<void> {
  const { agencyId, officeId, head } = await signersOf(ctx);
  const at = (time: string) => ctx.at(daysAgo(today, PUBLISHED + 3, time));
  const [known] = await versionsOf(ctx, agencyId);
  const versionId =
    known?.id ??
    must(await beginCategoryFlow(at('09:00:00'), head, { agencyId, officeId, kind: 'benefit', title: TITLE }))
      .versionId;
  if (known === undefined || known.state !== 'published')
    await ripen(ctx, versionId, at, (draft, names) =>
      Object.entries(POSTS).reduce((now, [post, key]) => {
        const lane = now.posts.find(({ id }) => id === post);
        return lane === undefined
          ? now
          : replacePost(now, post, { ...lane, id: key, name: names.get(key) ?? lane.name });
      }, draft),
    );
}

/** Its next version, drawn and signed by the office two days ago: it waits for the leader in charge. */
export async function reviseGeneralFlow(ctx: DemoContext, today: LegalDay, day: LegalDay): Promise<void> {
  if (day !== addDays(today, -FLOW_REVISED)) return;
  const { agencyId, officeId, head } = await signersOf(ctx);
  const at = (time: string) => ctx.at(daysAgo(day, 0, time));
  const versions = await versionsOf(ctx, agencyId);
  const [first] = versions;
  if (first === undefined) throw new Error('the general flow is gone');
  const versionId =
    versions.find(({ base_version_id: base }) => base !== null)?.id ??
    must(
      await reviseCategoryFlow(at('09:00:00'), head, {
        agencyId,
        officeId,
        code: first.code,
        reason: '资金发放由十个工作日压缩为五个工作日，落实减时限的要求。',
      }),
    ).versionId;
  await ripen(
    ctx,
    versionId,
    at,
    (draft) => {
      const pay = draft.nodes.find(({ id }) => id === 'pay');
      return pay === undefined ? draft : setNode(draft, { ...pay, limit: { n: 5, unit: 'wd' } });
    },
    'signed',
  );
}

type At = (time: string) => ReturnType<DemoContext['at']>;

/** Draws, and takes the version as far as it is to go, each act by the person who does it; goes on where it stopped. */
async function ripen(
  ctx: DemoContext,
  versionId: string,
  at: At,
  drawn: (draft: FlowDraft, postNames: ReadonlyMap<string, string>) => FlowDraft,
  until: 'signed' | 'published' = 'published',
): Promise<void> {
  const { agencyId, head, leader, register } = await signersOf(ctx);
  const version = async () => {
    const found = await findCategoryVersion(ctx.db, agencyId, versionId);
    if (found === undefined) throw new Error('the version is gone');
    const { rowVersion, state, flow } = found;
    return { key: { agencyId, versionId, rowVersion }, state, flow };
  };
  if ((await version()).flow === null) {
    const { draftId } = must(await drawCategoryFlow(at('09:10:00'), head, { agencyId, versionId }));
    const key = { agencyId, draftId };
    const { stored, examined } = must(await readFlowDraft(at('09:10:00'), head, key));
    if (examined.draft === null) throw new Error('the template is no table');
    const edited = must(
      await editFlowDraft(at('09:20:00'), head, {
        ...key,
        rowVersion: stored.edit.rowVersion,
        change: { table: drawn(examined.draft, await postNames(ctx, agencyId)) },
      }),
    );
    const { rowVersion } = edited.stored.edit;
    const submitted = must(await submitFlowDraft(at('09:30:00'), head, { ...key, rowVersion }));
    must(
      await editCategoryVersion(at('09:30:00'), head, {
        ...(await version()).key,
        flowVersionId: submitted.flowVersionId,
      }),
    );
  }
  const acts = [
    ['draft', 'sign', head, '处室负责人', '10:00:00'],
    ['signed', 'countersign', leader, '分管领导', '11:00:00'],
    ['countersigned', 'pass', register, '局领导小组办公室', '14:30:00'],
  ] as const;
  for (const [state, act, actor, postName, time] of until === 'signed' ? acts.slice(0, 1) : acts) {
    const current = await version();
    if (current.state === state)
      must(await approveCategoryVersion(at(time), actor, { ...current.key, act, postName }));
  }
  const passed = await version();
  if (until === 'published' && passed.state === 'passed')
    must(
      await publishCategoryFlow(at('16:00:00'), register, {
        ...passed.key,
        postName: '局领导小组办公室',
        basis: 'demo',
      }),
    );
}

async function versionsOf(ctx: DemoContext, agencyId: string) {
  return ctx.db
    .selectFrom('category_flow_version')
    .select(['id', 'code', 'state', 'base_version_id'])
    .where('agency_id', '=', agencyId)
    .orderBy('created_at')
    .execute();
}

async function postNames(ctx: DemoContext, agencyId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.db
    .selectFrom('post')
    .select(['import_key', 'name'])
    .where('agency_id', '=', agencyId)
    .execute();
  return new Map(rows.map(({ import_key, name }) => [import_key ?? '', name]));
}

async function signersOf(ctx: DemoContext) {
  const { agency, offices, staff, byAccount } = await people(ctx);
  const office = offices.find((one) => one.import_key === 'office-sp');
  if (office === undefined) throw new Error('no office for the general flow');
  return {
    agencyId: agency.id,
    officeId: office.id,
    head: await staff(office.head_person_id),
    leader: await staff(office.leader_person_id),
    register: await byAccount('register'),
  };
}
