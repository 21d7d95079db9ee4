import { toOffsetString } from '#kernel';
import { createToken, findAccount, listTokens, revokeToken } from '#modules/access';
import type { UseCase } from '#platform/context';
import { wire } from '../context.ts';
import { parseArgs, required, UsageError, type Command } from './command.ts';
import { answer } from './user.ts';
import { withDatabase } from './with-database.ts';

const SYSTEM = { kind: 'system', name: 'cli' } as const;
const LONGEST = 366;

export const tokenCommand: Command = {
  name: 'token',
  summary: 'API 令牌 / bearer tokens of API clients: create, list, revoke',
  help: `token create ACCOUNT --name NAME [--days 90] [--write]
token list ACCOUNT
token revoke ACCOUNT ID

A token acts as the account's person, reads only unless --write, expires, and is printed once.`,
  async run(args) {
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        return await runToken({ ...ctx, requestId: 'cli' }, args, console.log);
      } finally {
        await ctx.close();
      }
    });
  },
};

/** The command on a context. */
export async function runToken(
  ctx: UseCase,
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const { rest, options } = parseArgs(args, ['write']);
  const [verb, account, id] = rest;
  const who = account === undefined ? undefined : await findAccount(ctx.db, account);
  if (!who) throw new UsageError(account === undefined ? 'which account?' : `no account ${account}`);
  switch (verb) {
    case 'create': {
      const days = Number(options.get('days') ?? 90);
      if (!Number.isInteger(days) || days < 1 || days > LONGEST)
        throw new UsageError(`--days is 1 to ${LONGEST}`);
      const result = await createToken(ctx, SYSTEM, {
        ...who,
        name: required(options, 'name'),
        days,
        scopes: options.has('write') ? ['read', 'write'] : ['read'],
      });
      return answer(result, print, result.ok ? result.value.token : '');
    }
    case 'list':
      for (const t of await listTokens(ctx.db, who))
        print(
          [
            t.id,
            t.name,
            t.scopes.join('+'),
            `until ${t.expiresAt}`,
            t.revokedAt ? 'revoked' : '',
            t.lastUsedOn ? `used ${t.lastUsedOn}` : 'never used',
          ]
            .filter((word) => word !== '')
            .join('  '),
        );
      return 0;
    case 'revoke':
      if (id === undefined) throw new UsageError('which token?');
      return answer(
        await revokeToken(ctx, SYSTEM, { agencyId: who.agencyId, id }),
        print,
        `✓ ${toOffsetString(ctx.clock.now())}`,
      );
    default:
      throw new UsageError(`token ${verb ?? ''}?`);
  }
}
