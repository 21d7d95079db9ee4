import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll } from 'vitest';
import { z } from 'zod';
import { LegalDay } from '#kernel';
import { createAccount, login, staffSession, type Role } from '#modules/access';
import { personsOnPost } from '#modules/organisation';
import { PowerContent } from '#modules/powers';
import type { UseCase } from '#platform/context';
import { createHttpApp, type HttpEnv } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import type { TestClock } from '#tests/context';
import { applicationsApi } from '../api/applications-api.ts';
import { casesApi } from '../api/cases-api.ts';
import { ApplicationResponse } from '../contract/index.ts';
import { must } from '../engine/cases.test-support.ts';
import { applyPortal } from '../portal/apply-portal.tsx';
import { myPortal } from '../portal/my-portal.tsx';
import { previewPortal } from '../portal/preview-portal.tsx';
import { bureau, PERSON, type Bureau } from '../use-cases/cases-db.test-support.ts';

export const CODE = 'P-1';
const PASSWORD = 'a long enough password';

export const APPLICATION = {
  powerCode: 'P-1',
  party: PERSON,
  request: '申请成品油零售经营资格',
  remark: '',
  declared: true,
  noSecrets: true,
};

/** The blank form of the first material. */
export const BLANK_FORM = {
  name: '申请书.pdf',
  type: 'application/pdf',
  size: 35_000,
  sha256: 'a'.repeat(64),
} as const;

type Call = {
  readonly method?: string;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string | undefined;
};

/** The cases module as the web process serves it, with the demonstration bureau, a power in force and accounts of those who handle, lead and watch. */
export function casesServer(ctx: UseCase & { readonly clock: TestClock }) {
  const kit = createPortalKit(() => ({ owner: { zh: '测试市', en: 'Test' }, demo: true }));
  const app = createHttpApp(ctx, () => 'error');
  const api = new OpenAPIHono<HttpEnv>();
  api.use(staffSession(ctx));
  api.route('/', casesApi(ctx));
  api.route('/', applicationsApi(ctx));
  app.route('/api/v1', api);
  app.route('/', applyPortal(ctx, kit));
  app.route('/', previewPortal(ctx, kit));
  app.route('/', myPortal(ctx, kit));

  let b: Bureau;
  const staff = new Map<string, string>();

  beforeAll(async () => {
    ctx.clock.set('2026-11-02T09:00:00+08:00');
    b = await bureau(ctx, 'flow-licence');
    await publishPower();
    for (const [name, post, role] of [
      ['window', 'post-sp-ck', 'handler'],
      ['examiner', 'post-sp-sc', 'handler'],
      ['other', 'post-cw-cg', 'handler'],
      ['supervisor', 'post-jw-jd', 'supervisor'],
    ] as const)
      staff.set(name, await account(name, post, { role }));
    const officeOf = (key: string): string => b.posts.get(key)?.officeId ?? '';
    const [approvals, finance] = [officeOf('post-sp-cz'), officeOf('post-cw-cg')];
    for (const [name, post, role, officeId] of [
      ['head', 'post-sp-cz', 'office-head', approvals],
      ['leader', 'post-fj-sp', 'leader', approvals],
      ['head-elsewhere', 'post-lt-jg', 'office-head', finance],
      ['leader-elsewhere', 'post-jz', 'leader', finance],
    ] as const)
      staff.set(name, await account(name, post, { role, officeId }));
  });

  /** The first item of the demonstration bureau in force, with the published flow. */
  async function publishPower(): Promise<void> {
    const { items } = z
      .object({ items: z.array(z.object({ content: PowerContent })) })
      .parse(JSON.parse(readFileSync('demo/data/powers.json', 'utf8')));
    const { agencyId, powerId, powerVersionId, flowVersionId, officeId, terms } = b.binding;
    const now = ctx.clock.now();
    await ctx.db
      .insertInto('power_item')
      .values({ agency_id: agencyId, id: powerId, code: CODE, created_at: now })
      .execute();
    const item = items[0]?.content;
    if (item === undefined) throw new Error('no item');
    const content = {
      ...item,
      materials: item.materials.map((one, at) => (at === 0 ? { ...one, blankForm: BLANK_FORM } : one)),
    };
    await ctx.db
      .insertInto('power_version')
      .values({
        agency_id: agencyId,
        id: powerVersionId,
        power_id: powerId,
        rid: terms.powerRid,
        n: 1,
        state: 'published',
        name: content.name,
        type_code: content.typeCode,
        content: JSON.stringify(content),
        commitment_class: 'OPEN',
        flow_version_id: flowVersionId,
        office_id: officeId,
        effective_from: '2026-01-01',
        published_at: now,
        created_at: now,
        updated_at: now,
      })
      .execute();
  }

  async function account(
    name: string,
    postKey: string,
    role: { readonly role: Role; readonly officeId?: string },
  ): Promise<string> {
    const post = b.posts.get(postKey);
    if (post === undefined) throw new Error(`no post ${postKey}`);
    const [person] = await personsOnPost(ctx.db, b.agencyId, post.id, LegalDay.parse('2026-11-02'));
    must(
      await createAccount(
        ctx,
        { kind: 'system', name: 'test' },
        {
          agencyId: b.agencyId,
          personId: person?.personId ?? '',
          account: name,
          password: PASSWORD,
          roles: [role],
        },
      ),
    );
    return `desk=${must(await login(ctx, { account: name, password: PASSWORD })).sessionId}`;
  }

  function call(path: string, init: Call = {}): Promise<Response> {
    const { cookie, headers, ...rest } = init;
    const browser = cookie === undefined ? {} : { cookie, 'sec-fetch-site': 'same-origin' };
    return Promise.resolve(app.request(path, { ...rest, headers: { ...browser, ...headers } }));
  }

  const post = (path: string, body: unknown, who?: string, headers: Record<string, string> = {}) =>
    call(`/api/v1${path}`, {
      method: 'POST',
      cookie: who === undefined ? undefined : staff.get(who),
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const get = (path: string, who?: string, headers: Record<string, string> = {}) =>
    call(`/api/v1${path}`, { cookie: who === undefined ? undefined : staff.get(who), headers });
  const problemOf = async (answer: Response) =>
    z
      .object({ code: z.string(), fields: z.array(z.object({ path: z.string() })).optional() })
      .parse(await answer.json());

  async function applied(): Promise<{ readonly code: string; readonly caseId: string }> {
    const answer = await post('/applications', APPLICATION);
    const { code, rid } = ApplicationResponse.parse(await answer.json());
    const { id } = await ctx.db
      .selectFrom('case_file')
      .select('id')
      .where('rid', '=', rid)
      .executeTakeFirstOrThrow();
    return { code, caseId: id };
  }

  const cookieFor = (who: string | undefined): string | undefined =>
    who === undefined ? undefined : staff.get(who);
  return { call, post, get, problemOf, applied, cookieFor };
}
