import { readFileSync } from 'node:fs';
import { LegalDay, Rid, Uuid } from '#kernel';
import type { Actor, Role, StaffActor } from '#modules/access';
import { publishFlowVersion, submitFlowVersion } from '#modules/flows';
import { importOrganisation, OrganisationTree, personsOnPost, postsByKey } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import type { TestClock } from '#tests/context';
import type { CompleteStepInput } from '../contract/inputs.ts';
import type { Binding } from '../db/bind-power.ts';
import { findCase } from '../db/case-reader.ts';
import { demoFlowBytes, must, termsOf } from '../engine/cases.test-support.ts';
import type { Case, CaseTerms } from '../engine/case.ts';
import { completeStep } from './complete-step.ts';
import { openCase, type Submitted } from './submit-application.ts';

const SYSTEM: Actor = { kind: 'system', name: 'test' };

/** The demonstration bureau with a published flow, and its people by post. */
export async function bureau(ctx: UseCase, flow: string, terms: Partial<CaseTerms> = {}) {
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  const { agencyId } = must(
    await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
  );
  const submitted = must(
    await submitFlowVersion(ctx, SYSTEM, { agencyId, bytes: await demoFlowBytes(flow) }),
  );
  must(
    await ctx.transact((tx) =>
      publishFlowVersion(tx, ctx, {
        agencyId,
        flowVersionId: submitted.flowVersionId,
        actor: { kind: 'system', id: 'test' },
        org: '11130200DEM0000149',
        basis: 'demo',
        effectiveFrom: LegalDay.parse('2026-01-01'),
      }),
    ),
  );
  const posts = await postsByKey(ctx.db, agencyId);
  const binding: Binding = {
    agencyId,
    powerId: ctx.ids.uuid(ctx.clock.now()),
    powerVersionId: ctx.ids.uuid(ctx.clock.now()),
    flowVersionId: Uuid.parse(submitted.flowVersionId),
    officeId: posts.get('post-sp-cz')?.officeId ?? null,
    commitmentClass: 'OPEN',
    forms: new Map(),
    terms: termsOf({ flowRid: Rid.parse(submitted.rid), ...terms }),
  };
  const staff = async (
    postKeys: string | readonly string[],
    roles: readonly Role[] = [],
    deputy = false,
  ): Promise<StaffActor> => {
    const held = (typeof postKeys === 'string' ? [postKeys] : postKeys).map((key) => {
      const post = posts.get(key);
      if (post === undefined) throw new Error(`no post ${key}`);
      return post;
    });
    const [first] = held;
    const on =
      first === undefined
        ? []
        : await personsOnPost(ctx.db, agencyId, first.id, LegalDay.parse('2026-11-02'));
    const person = on.find(({ kind }) => kind === (deputy ? 'deputy' : 'holder')) ?? {
      personId: ctx.ids.uuid(ctx.clock.now()),
      name: '无岗',
    };
    return {
      kind: 'staff',
      personId: person.personId,
      name: person.name,
      agencyId,
      assignments: held.map(({ id, officeId }) => ({
        postId: id,
        officeId,
        agencyId,
        kind: deputy ? 'deputy' : 'holder',
      })),
      roles: roles.map((role) => ({ role, agencyId })),
    };
  };
  return { agencyId, binding, staff, posts };
}

export const PERSON = {
  kind: 'person',
  name: '赵小明',
  idNumber: '11010519491231002X',
  phone: '13900001234',
  email: '',
  address: '唐山市路北区',
} as const;

export async function apply(
  ctx: UseCase,
  binding: Binding,
  over: { readonly importKey?: string } = {},
): Promise<Submitted> {
  return must(
    await openCase(ctx, { kind: 'public' }, binding, {
      application: {
        powerCode: binding.terms.powerCode,
        party: PERSON,
        request: '申请成品油零售经营资格',
        remark: '',
        answers: {},
        declared: true,
        noSecrets: true,
      },
      files: [],
      channel: 'online',
      ...over,
    }),
  );
}

export const party = (submitted: Submitted): Actor => ({
  kind: 'party',
  caseId: submitted.caseId,
  agencyId: submitted.agencyId,
});
export type Bureau = Awaited<ReturnType<typeof bureau>>;

export const keyOf = ({ agencyId, caseId }: Submitted) => ({ agencyId, caseId });
export const SERVICE = { way: 'electronic', on: LegalDay.parse('2026-11-09'), receivedBy: '赵小明' } as const;
export const DECISION = { content: '准予许可', reasons: '符合条件', validUntil: null, answers: [] };

/** What tests of the licence flow do again and again; `b` is filled by their `beforeAll`. */
export function licenceWork(ctx: UseCase & { readonly clock: TestClock }, b: () => Bureau) {
  const at = (instant: string): void => ctx.clock.set(`${instant}:00+08:00`);
  const read = async (s: Submitted): Promise<Case> => {
    const found = await findCase(ctx.db, { agencyId: s.agencyId, id: s.caseId });
    if (found === undefined) throw new Error('the case is there');
    return found;
  };
  const openNode = async (s: Submitted): Promise<string> =>
    (await read(s)).steps.find(({ closedAt }) => closedAt === null)?.node ?? '';
  const step = async (s: Submitted, post: string, node: string, input: CompleteStepInput) =>
    completeStep(ctx, await b().staff(post), { ...keyOf(s), node, step: input });
  const accepted = async (): Promise<Submitted> => {
    at('2026-11-02T09:00');
    const s = await apply(ctx, b().binding);
    at('2026-11-03T10:00');
    must(await step(s, 'post-sp-ck', 'lic-receive', { outcome: 'complete' }));
    must(await step(s, 'post-sp-ck', 'lic-accept', { outcome: 'done' }));
    return s;
  };
  const toDecision = async (): Promise<Submitted> => {
    const s = await accepted();
    must(await step(s, 'post-sp-sc', 'lic-review', { outcome: 'no', opinion: '符合条件' }));
    must(await step(s, 'post-sp-cz', await openNode(s), { outcome: 'no' }));
    must(await step(s, 'post-sp-cz', 'lic-check', { outcome: 'submit' }));
    return s;
  };
  return { at, read, openNode, step, accepted, toDecision };
}
