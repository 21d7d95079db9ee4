import { createHash, randomBytes } from 'node:crypto';
import { parseReceiptCode, Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { hashReceiptCode } from '../use-cases/submit-application.ts';

export type PartyActor = Extract<Actor, { kind: 'party' }>;

const HOURS = 2;

/** The case a receipt code opens. */
export async function partyOfCode(ctx: UseCase, typed: string): Promise<PartyActor | undefined> {
  const code = parseReceiptCode(typed);
  if (!code.ok) return undefined;
  const row = await ctx.db
    .selectFrom('case_file')
    .select(['agency_id', 'id'])
    .where('receipt_hash', '=', hashReceiptCode(code.value))
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { kind: 'party', agencyId: Uuid.parse(row.agency_id), caseId: Uuid.parse(row.id) };
}

/** Opens a session of a browser for one case; answers the token for its cookie. */
export async function openPartySession(ctx: UseCase, party: PartyActor): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expires = new Date(ctx.clock.now().getTime() + HOURS * 3_600_000);
  await ctx.db
    .insertInto('case_session')
    .values({
      token_hash: digest(token),
      agency_id: party.agencyId,
      case_id: party.caseId,
      expires_at: expires,
    })
    .execute();
  return token;
}

export async function partyOfSession(ctx: UseCase, token: string): Promise<PartyActor | undefined> {
  const row = await ctx.db
    .selectFrom('case_session')
    .select(['agency_id', 'case_id'])
    .where('token_hash', '=', digest(token))
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { kind: 'party', agencyId: Uuid.parse(row.agency_id), caseId: Uuid.parse(row.case_id) };
}

export async function closePartySession(ctx: UseCase, token: string): Promise<void> {
  await ctx.db.deleteFrom('case_session').where('token_hash', '=', digest(token)).execute();
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
