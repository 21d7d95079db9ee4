import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { Uuid } from '#kernel';
import type { AppContext } from '#platform/context';

const DraftFile = z.object({
  key: z.string(),
  name: z.string(),
  stored: z.object({ key: z.string(), sha256: z.string(), size: z.number(), type: z.string() }),
});
export type DraftFile = z.infer<typeof DraftFile>;

const Sent = z.object({
  code: z.string(),
  agencyId: Uuid,
  caseId: Uuid,
  receivedAt: z.coerce.date(),
  note: z.string(),
});
export type Sent = z.infer<typeof Sent>;

export type Draft = {
  readonly values: Readonly<Record<string, string>>;
  readonly files: readonly DraftFile[];
  readonly sent: Sent | null;
};

export const DRAFT_DAYS = 7;
export type DraftKey = { readonly token: string; readonly powerCode: string };

export function newDraftToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What this browser typed for an item so far. */
export async function findDraft(ctx: AppContext, key: DraftKey): Promise<Draft | undefined> {
  const row = await ctx.db
    .selectFrom('application_draft')
    .select(['data', 'files', 'submitted'])
    .where('token_hash', '=', digest(key.token))
    .where('power_code', '=', key.powerCode)
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const sent = Sent.safeParse(row.submitted);
  return {
    values: z.record(z.string(), z.string()).parse(row.data),
    files: z.array(DraftFile).parse(row.files),
    sent: sent.success ? sent.data : null,
  };
}

/** Keeps what was typed, as it was typed; later values win by field. A sent application is not changed any more. */
export async function saveDraft(
  ctx: AppContext,
  key: DraftKey,
  values: Readonly<Record<string, string>>,
  files: readonly DraftFile[] | null = null,
): Promise<void> {
  const expires = new Date(ctx.clock.now().getTime() + DRAFT_DAYS * 86_400_000);
  await ctx.db
    .insertInto('application_draft')
    .values({
      token_hash: digest(key.token),
      power_code: key.powerCode,
      data: JSON.stringify(values),
      files: JSON.stringify(files ?? []),
      expires_at: expires,
    })
    .onConflict((conflict) =>
      conflict
        .constraint('application_draft_pk')
        .doUpdateSet({
          data: sql`application_draft.data || excluded.data`,
          ...(files === null ? {} : { files: JSON.stringify(files) }),
          expires_at: expires,
        })
        .where('application_draft.submitted', 'is', null),
    )
    .execute();
}

/** Claims the draft for sending: of two clicks one gets it. A claim that came to nothing ends after a minute. */
export async function claimDraft(ctx: AppContext, key: DraftKey): Promise<boolean> {
  const now = ctx.clock.now();
  const { numUpdatedRows } = await ctx.db
    .updateTable('application_draft')
    .set({ submitted: JSON.stringify({ claimed: now.getTime() }) })
    .where('token_hash', '=', digest(key.token))
    .where('power_code', '=', key.powerCode)
    .where((e) =>
      e.or([
        e('submitted', 'is', null),
        e(sql<number>`(submitted->>'claimed')::bigint`, '<', now.getTime() - 60_000),
      ]),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends a claim: with the receipt, which also forgets everything typed, or with nothing. */
export async function settleDraft(ctx: AppContext, key: DraftKey, sent: Sent | null): Promise<void> {
  await ctx.db
    .updateTable('application_draft')
    .set(
      sent === null
        ? { submitted: null }
        : {
            submitted: JSON.stringify(sent),
            data: '{}',
            files: '[]',
            expires_at: new Date(ctx.clock.now().getTime() + 2 * 3_600_000),
          },
    )
    .where('token_hash', '=', digest(key.token))
    .where('power_code', '=', key.powerCode)
    .execute();
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
