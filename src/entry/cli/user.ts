import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Uuid } from '#kernel';
import {
  createAccount,
  disableAccount,
  findAccount,
  grantRole,
  listAccounts,
  resetPassword,
  resetTotp,
  revokeRole,
  ROLES,
  type Role,
} from '#modules/access';
import type { UseCase } from '#platform/context';
import { wire } from '../context.ts';
import { parseArgs, required, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

const SYSTEM = { kind: 'system', name: 'cli' } as const;

type Print = (line: string) => void;
type Options = ReadonlyMap<string, string>;

export const userCommand: Command = {
  name: 'user',
  summary: '账号 / accounts of staff: add, list, password, disable, enable, grant, revoke, totp-off',
  help: `user list --agency SLUG
user add ACCOUNT --agency SLUG --staff-no NO [--role ROLE[,ROLE]] [--password-stdin]
user password ACCOUNT [--password-stdin]
user disable|enable|totp-off ACCOUNT
user grant|revoke ACCOUNT --role ROLE [--office NAME]

Without --password-stdin a password is made and printed once. Changing a password or disabling ends all sessions.
Roles: ${ROLES.join(', ')}.`,
  async run(args) {
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        return await runUser({ ...ctx, requestId: 'cli' }, args, console.log);
      } finally {
        await ctx.close();
      }
    });
  },
};

/** The command on a context; `password` stands for what stands on standard input. */
export async function runUser(
  ctx: UseCase,
  args: readonly string[],
  print: Print,
  password: () => Promise<string> = () => text(process.stdin),
): Promise<number> {
  const { rest, options } = parseArgs(args, ['password-stdin']);
  const [verb, account] = rest;
  if (verb === 'list') return list(ctx, options, print);
  if (account === undefined) throw new UsageError('which account?');
  const secret = async (): Promise<{ readonly value: string; readonly shown: string }> => {
    if (options.has('password-stdin')) return { value: (await password()).replace(/\r?\n$/, ''), shown: '' };
    const value = randomBytes(12).toString('base64url');
    return { value, shown: `  ${value}` };
  };
  if (verb === 'add') {
    const made = await secret();
    const who = await findPerson(ctx, options);
    const roles = roleNames(options).map((role) => ({ role }));
    const result = await createAccount(ctx, SYSTEM, { ...who, account, password: made.value, roles });
    return answer(result, print, `✓ ${account}${made.shown}`);
  }
  const who = await findAccount(ctx.db, account);
  if (!who) throw new UsageError(`no account ${account}`);
  switch (verb) {
    case 'password': {
      const made = await secret();
      const result = await resetPassword(ctx, SYSTEM, { ...who, next: made.value });
      return answer(result, print, `✓ ${account}${made.shown}`);
    }
    case 'disable':
    case 'enable': {
      const disabled = verb === 'disable';
      return answer(await disableAccount(ctx, SYSTEM, { ...who, disabled }), print, `✓ ${account} ${verb}d`);
    }
    case 'totp-off':
      return answer(await resetTotp(ctx, SYSTEM, who), print, `✓ ${account}: no second factor`);
    case 'grant':
    case 'revoke':
      return changeRoles(ctx, verb, who, options, print);
    default:
      throw new UsageError(`user ${verb ?? ''}?`);
  }
}

async function changeRoles(
  ctx: UseCase,
  verb: 'grant' | 'revoke',
  who: { readonly agencyId: string; readonly personId: string },
  options: Options,
  print: Print,
): Promise<number> {
  const officeId = await findOffice(ctx, who.agencyId, options.get('office'));
  required(options, 'role');
  for (const role of roleNames(options)) {
    if (verb === 'grant') {
      const result = await grantRole(ctx, SYSTEM, { ...who, role, officeId });
      if (!result.ok) return answer(result, print, '');
      continue;
    }
    const grants = await ctx.db
      .selectFrom('role_grant')
      .select(['id', 'office_id'])
      .where('agency_id', '=', who.agencyId)
      .where('person_id', '=', who.personId)
      .where('role', '=', role)
      .where('revoked_at', 'is', null)
      .execute();
    const grant = grants.find((g) => g.office_id === (officeId ?? null));
    if (!grant) throw new UsageError(`${role} is not granted`);
    const result = await revokeRole(ctx, SYSTEM, { ...who, grantId: grant.id });
    if (!result.ok) return answer(result, print, '');
  }
  print('✓');
  return 0;
}

async function list(ctx: UseCase, options: Options, print: Print): Promise<number> {
  const agencyId = await findAgency(ctx, required(options, 'agency'));
  for (let after: string | undefined; ;) {
    const page = await listAccounts(ctx.db, agencyId, { limit: 100, after });
    for (const a of page.items) {
      const marks = [a.disabled ? 'disabled' : '', a.demo ? 'demo' : '', a.secondFactor ? 'totp' : ''];
      const roles = [...new Set(a.roles.map((r) => r.role))].join(',');
      print([a.account, a.staffNo, a.name, roles, ...marks].filter((word) => word !== '').join('  '));
    }
    if (page.next === null) return 0;
    after = page.next;
  }
}

/** Prints the refusal by its code, or the line of success; answers the exit code. */
export function answer(
  result: { readonly ok: true } | { readonly ok: false; readonly error: object },
  print: Print,
  line: string,
): number {
  print(result.ok ? line : `✗ ${JSON.stringify(result.error)}`);
  return result.ok ? 0 : 1;
}

function roleNames(options: Options): Role[] {
  const words = options.get('role')?.split(',') ?? [];
  return words.map((word) => {
    const role = ROLES.find((known) => known === word);
    if (role === undefined) throw new UsageError(`no role ${word}; there are ${ROLES.join(', ')}`);
    return role;
  });
}

async function findAgency(ctx: UseCase, slug: string): Promise<Uuid> {
  const row = await ctx.db.selectFrom('agency').select('id').where('slug', '=', slug).executeTakeFirst();
  if (!row) throw new UsageError(`no agency ${slug}`);
  return row.id as Uuid;
}

async function findPerson(
  ctx: UseCase,
  options: Options,
): Promise<{ readonly agencyId: string; readonly personId: string }> {
  const agencyId = await findAgency(ctx, required(options, 'agency'));
  const staffNo = required(options, 'staff-no');
  const row = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('staff_no', '=', staffNo)
    .executeTakeFirst();
  if (!row) throw new UsageError(`no staff number ${staffNo}`);
  return { agencyId, personId: row.id };
}

async function findOffice(
  ctx: UseCase,
  agencyId: string,
  name: string | undefined,
): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const rows = await ctx.db
    .selectFrom('office')
    .select(['id', 'name'])
    .where('agency_id', '=', agencyId)
    .execute();
  const office = rows.find((r) => r.name === name);
  if (!office) throw new UsageError(`no office ${name}; there are ${rows.map((r) => r.name).join('、')}`);
  return office.id;
}
