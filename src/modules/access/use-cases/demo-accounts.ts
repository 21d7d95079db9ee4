import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import type { Role } from '../domain/actor.ts';
import { createAccount, type AccountRefusal } from './create-account.ts';

/** Password of every demonstration account: documented, constant, refused in production. */
export const DEMO_PASSWORD = 'chengming-2026';

type DemoAccount = {
  readonly account: string;
  /** Key of the person in `demo/data/organisation.json`. */
  readonly person: string;
  readonly duty: { readonly zh: string; readonly en: string };
  readonly roles: readonly Role[];
};

/** One account per role of the demonstration bureau, in the order a power goes its way. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    account: 'clerk',
    person: 'p11',
    duty: { zh: '窗口受理', en: 'service window' },
    roles: ['handler'],
  },
  {
    account: 'reviewer',
    person: 'p13',
    duty: { zh: '材料审查', en: 'examines applications' },
    roles: ['handler'],
  },
  {
    account: 'registrar',
    person: 'p16',
    duty: { zh: '权力事项登记', en: 'registers powers' },
    roles: ['registrar', 'handler'],
  },
  {
    account: 'head',
    person: 'p10',
    duty: { zh: '行政审批处处长', en: 'head of the approval office' },
    roles: ['office-head', 'handler'],
  },
  {
    account: 'leader',
    person: 'p02',
    duty: { zh: '分管副局长', en: 'deputy director in charge' },
    roles: ['leader', 'handler'],
  },
  {
    account: 'chief',
    person: 'p01',
    duty: { zh: '局长（第一责任人）', en: 'director, first responsible person' },
    roles: ['first-responsible'],
  },
  {
    account: 'review-office',
    person: 'p23',
    duty: { zh: '领导小组办公室', en: 'leading group office' },
    roles: ['review-office'],
  },
  {
    account: 'disclosure',
    person: 'p25',
    duty: { zh: '公开审查与发布', en: 'reviews what is disclosed' },
    roles: ['disclosure-reviewer'],
  },
  {
    account: 'supervisor',
    person: 'p08',
    duty: { zh: '机关纪委', en: 'discipline committee' },
    roles: ['supervisor'],
  },
  { account: 'auditor', person: 'p52', duty: { zh: '内部审计', en: 'internal audit' }, roles: ['auditor'] },
  {
    account: 'org-admin',
    person: 'p44',
    duty: { zh: '机构人员管理', en: 'keeps offices, posts and roles' },
    roles: ['org-admin'],
  },
  { account: 'operator', person: 'p48', duty: { zh: '系统运维', en: 'operator' }, roles: ['operator'] },
];

/**
 * Gives the demonstration bureau its accounts; repeatable. `persons` maps the keys of the demonstration's data to ids.
 * Refused in production.
 */
export async function createDemoAccounts(
  ctx: UseCase,
  input: { readonly agencyId: string; readonly persons: ReadonlyMap<string, string> },
): Promise<Result<readonly DemoAccount[], AccountRefusal | { readonly code: 'access/no-demo-person' }>> {
  for (const { account, person, roles } of DEMO_ACCOUNTS) {
    const personId = input.persons.get(person);
    if (personId === undefined) return err({ code: 'access/no-demo-person' });
    const created = await createAccount(
      ctx,
      { kind: 'system', name: 'demonstration' },
      {
        agencyId: input.agencyId,
        personId,
        account,
        password: DEMO_PASSWORD,
        roles: roles.map((role) => ({ role })),
        demo: true,
      },
    );
    if (!created.ok) return created;
  }
  return ok(DEMO_ACCOUNTS);
}
