import type { UseCase } from '#platform/context';
import { err, ok, type Result } from '#kernel';
import type { Conflict, Tx } from '#platform/database';
import { wait, type Wait } from '../domain/errors.ts';
import { waitAfter } from '../domain/lockout.ts';
import { digestOf } from './credentials.ts';

/** Whose attempts are counted: an account name, known or not, from a device, known or not. */
export type PaceKey = { readonly account: Buffer; readonly device: Buffer };

const STRANGERS = Buffer.alloc(0);

export function paceKey(account: string, device?: Buffer): PaceKey {
  return { account: digestOf(account), device: device ?? STRANGERS };
}

/**
 * Counts an attempt before the password is looked at, so that attempts at the same time count each; a success clears
 * the count. Refuses with `access/wait` while an earlier attempt makes this one wait.
 */
export function takeTurn(ctx: UseCase, key: PaceKey): Promise<Result<void, Wait | Conflict>> {
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    await tx
      .insertInto('login_pace')
      .values({ account_digest: key.account, device_digest: key.device, failures: 0, wait_until: now })
      .onConflict((c) => c.constraint('login_pace_pk').doNothing())
      .execute();
    const { failures, wait_until } = await tx
      .selectFrom('login_pace')
      .select(['failures', 'wait_until'])
      .where('account_digest', '=', key.account)
      .where('device_digest', '=', key.device)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (wait_until > now) return err(wait(Math.ceil((wait_until.getTime() - now.getTime()) / 1000)));
    await tx
      .updateTable('login_pace')
      .set({ failures: failures + 1, wait_until: new Date(now.getTime() + waitAfter(failures + 1)) })
      .where('account_digest', '=', key.account)
      .where('device_digest', '=', key.device)
      .execute();
    return ok();
  });
}

export async function clearPace(tx: Tx, key: PaceKey): Promise<void> {
  await tx
    .deleteFrom('login_pace')
    .where('account_digest', '=', key.account)
    .where('device_digest', '=', key.device)
    .execute();
}
