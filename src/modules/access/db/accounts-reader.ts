import { toOffsetString } from '#kernel';
import type { Reading } from '#platform/database';
import { ROLES } from '../domain/actor.ts';
import { TOKEN_SCOPES, type TokenScope } from '../domain/scopes.ts';
import type { AccountView } from '../contract/index.ts';

/** Accounts of an agency by staff number, a page at a time; `after` is the last staff number of the page before. */
export async function listAccounts(
  db: Reading,
  agencyId: string,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly AccountView[]; readonly next: string | null }> {
  const rows = await db
    .selectFrom('login as l')
    .innerJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'l.agency_id').onRef('p.id', '=', 'l.person_id'),
    )
    .select(['p.id', 'p.name', 'p.staff_no', 'l.account', 'l.disabled', 'l.demo', 'l.totp_secret'])
    .where('l.agency_id', '=', agencyId)
    .$if(page.after !== undefined, (q) => q.where('p.staff_no', '>', page.after ?? ''))
    .orderBy('p.staff_no')
    .limit(page.limit + 1)
    .execute();
  const items = rows.slice(0, page.limit);
  const grants =
    items.length === 0
      ? []
      : await db
          .selectFrom('role_grant')
          .select(['id', 'person_id', 'role', 'office_id'])
          .where('agency_id', '=', agencyId)
          .where(
            'person_id',
            'in',
            items.map((r) => r.id),
          )
          .where('revoked_at', 'is', null)
          .orderBy('granted_at')
          .execute();
  return {
    items: items.map((row) => ({
      personId: row.id,
      name: row.name,
      staffNo: row.staff_no,
      account: row.account,
      disabled: row.disabled,
      demo: row.demo,
      secondFactor: row.totp_secret !== null,
      roles: grants.flatMap((g) => {
        const role = ROLES.find((known) => known === g.role);
        return g.person_id === row.id && role ? [{ id: g.id, role, officeId: g.office_id }] : [];
      }),
    })),
    next: rows.length > page.limit ? (items.at(-1)?.staff_no ?? null) : null,
  };
}

export type TokenSummary = {
  readonly id: string;
  readonly name: string;
  readonly scopes: TokenScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedOn: string | null;
};

/** The tokens of one person, newest first; never their secrets. */
export async function listTokens(
  db: Reading,
  whose: { readonly agencyId: string; readonly personId: string },
): Promise<TokenSummary[]> {
  const rows = await db
    .selectFrom('api_token')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'revoked_at', 'last_used_on'])
    .where('agency_id', '=', whose.agencyId)
    .where('person_id', '=', whose.personId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((r) => ({
    id: r.id,
    name: r.name,
    scopes: TOKEN_SCOPES.filter((scope) => r.scopes.includes(scope)),
    createdAt: toOffsetString(r.created_at),
    expiresAt: toOffsetString(r.expires_at),
    revokedAt: r.revoked_at === null ? null : toOffsetString(r.revoked_at),
    lastUsedOn: r.last_used_on,
  }));
}

/** The person behind an account name: how operators name people on the command line. */
export async function findAccount(
  db: Reading,
  account: string,
): Promise<{ readonly agencyId: string; readonly personId: string } | undefined> {
  const row = await db
    .selectFrom('login')
    .select(['agency_id', 'person_id'])
    .where('account', '=', account)
    .executeTakeFirst();
  return row && { agencyId: row.agency_id, personId: row.person_id };
}
