import { createHash } from 'node:crypto';
import {
  err,
  legalDayOf,
  ok,
  RECEIPT_CODE_BYTES,
  receiptCodeFromBytes,
  toOffsetString,
  type ReceiptCode,
  Rid,
  Uuid,
  type Result,
} from '#kernel';
import type { Actor } from '#modules/access';
import { getCalendar } from '#modules/calendar';
import { signReceipt, type NoteKey } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { StoredFile } from '#platform/files';
import { bindPower, type Binding } from '../db/bind-power.ts';
import { commitCase } from '../db/commit-case.ts';
import { applicationDigest } from '../db/disclose.ts';
import { environmentOf } from '../db/environment.ts';
import { insertFiles } from '../db/file-writer.ts';
import { receiptKey } from '../db/receipt-key.ts';
import { applicationProblems, type ApplicationInput } from '../engine/application.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { submitCase } from '../engine/acts.ts';

export type Submitted = {
  readonly agencyId: Uuid;
  readonly caseId: Uuid;
  readonly rid: Rid;
  /** Told once and kept nowhere. */
  readonly code: ReceiptCode;
  readonly note: string;
  readonly receivedAt: Date;
};

export type UploadedFile = { readonly key: string; readonly name: string; readonly stored: StoredFile };

export type SubmitInput = {
  readonly application: Omit<ApplicationInput, 'materials'>;
  readonly files: readonly UploadedFile[];
  readonly channel: 'online' | 'window' | 'post' | 'agent';
  readonly importKey?: string;
  /** Sent again with the same key, an application is the same one, with the same receipt. */
  readonly idempotencyKey?: string;
};

/**
 * Takes an application: binds the versions in force today (X2), starts the flow, and gives a signed receipt with a code
 * that opens the case later (D5). Refuses `cases/power-not-found`, `cases/not-on-application`, and
 * `cases/application-fields` with each field.
 */
export async function submitApplication(
  ctx: UseCase,
  actor: Actor,
  input: SubmitInput,
): Promise<Result<Submitted, CaseRefusal>> {
  const binding = await bindPower(ctx, input.application.powerCode, legalDayOf(ctx.clock.now()));
  if (binding === undefined) return err({ code: 'cases/power-not-found' });
  return openCase(ctx, actor, binding, input);
}

/** The same for versions that are bound already. */
export async function openCase(
  ctx: UseCase,
  actor: Actor,
  binding: Binding,
  input: SubmitInput,
): Promise<Result<Submitted, CaseRefusal>> {
  if (actor.kind === 'staff' && actor.agencyId !== binding.agencyId) return err({ code: 'cases/forbidden' });
  const { application, files } = input;
  const problems = applicationProblems(
    {
      ...application,
      materials: files.map(({ key, name, stored }) => ({ key, fileName: name, file: stored.key })),
    },
    binding.terms,
  );
  if (problems.length > 0) return err({ code: 'cases/application-fields', fields: problems });
  const [env, key, calendar] = await Promise.all([
    environmentOf(ctx, binding),
    receiptKey(ctx),
    getCalendar(ctx.db),
  ]);
  const again = await findSent(ctx, key, binding, input);
  if (again !== undefined) return again;
  const { now, today } = env;
  const id = ctx.ids.uuid(now);
  const rid = ctx.ids.rid();
  const code = receiptCodeFromBytes(
    input.idempotencyKey === undefined
      ? ctx.ids.bytes(RECEIPT_CODE_BYTES)
      : derivedCode(key, input.idempotencyKey),
  );
  const acted = submitCase(env, {
    agencyId: binding.agencyId,
    id,
    rid,
    version: 1,
    number: null,
    powerId: binding.powerId,
    powerVersionId: binding.powerVersionId,
    flowVersionId: binding.flowVersionId,
    officeId: binding.officeId,
    calendarVersion: calendar.version,
    commitmentClass: binding.commitmentClass,
    terms: binding.terms,
    channel: input.channel,
    result: null,
    facts: {},
    receivedAt: now,
    completeOn: today,
    acceptedOn: null,
    deemed: false,
    decision: null,
    servedOn: null,
    extended: false,
    ending: null,
    closedAt: null,
    notices: [],
    recused: [],
    statements: [],
    deviations: [],
  });
  if (!acted.ok) return acted;
  const note = signReceipt(key, [
    ['kind', 'application'],
    ['agency', binding.terms.agencyName],
    ['agency-code', binding.terms.agencyCode],
    ['item', binding.terms.powerName],
    ['item-code', binding.terms.powerCode],
    ...trialLine(binding.terms),
    ['record', rid],
    ['received', toOffsetString(now)],
    ['application', applicationDigest(binding.terms, application)],
    ...fileLines(files.map(({ stored }) => stored.sha256)),
  ]);
  const done = await ctx.transact(async (tx) => {
    const committed = await commitCase(tx, ctx, {
      before: null,
      acted: acted.value,
      at: now,
      actor,
      postId: null,
      node: null,
      party: application.party,
      table: env.table,
      action: 'case/submit',
      file: { receiptHash: hashReceiptCode(code), receiptNote: note, importKey: importKeyOf(input) },
    });
    if (!committed.ok) return committed;
    await insertFiles(tx, ctx, {
      agencyId: binding.agencyId,
      caseId: id,
      by: actor,
      files,
      node: null,
      request: application.request,
      remark: application.remark,
      answers: application.answers,
    });
    return ok({ agencyId: binding.agencyId, caseId: id, rid, code, note, receivedAt: now });
  });
  if (done.ok || done.error.code !== 'conflict') return done;
  return (await findSent(ctx, key, binding, input)) ?? done;
}

/** That the item was on trial when the application came, and until when. */
function trialLine({ trialUntil }: Binding['terms']): readonly [string, string][] {
  return trialUntil === undefined ? [] : [['trial-until', trialUntil]];
}

function importKeyOf({ importKey, idempotencyKey }: SubmitInput): string | null {
  if (idempotencyKey === undefined) return importKey ?? null;
  return `sent-${createHash('sha256').update(idempotencyKey).digest('base64url')}`;
}

/**
 * The receipt code for an idempotency key: known to nobody without the receipt key, and the same each time, so that a
 * repeated application answers with its code although the code is kept nowhere.
 */
function derivedCode(key: NoteKey, idempotencyKey: string): Uint8Array {
  const signature = key.signer.sign(new TextEncoder().encode(`receipt-code/1\n${idempotencyKey}\n`));
  return createHash('sha256').update(signature).digest().subarray(0, RECEIPT_CODE_BYTES);
}

/** What was sent with this idempotency key before; another application under the same key is refused. */
async function findSent(
  ctx: UseCase,
  key: NoteKey,
  { agencyId, terms }: Binding,
  input: SubmitInput,
): Promise<Result<Submitted, CaseRefusal> | undefined> {
  if (input.idempotencyKey === undefined) return undefined;
  const row = await ctx.db
    .selectFrom('case_file')
    .select(['id', 'rid', 'receipt_note', 'received_at'])
    .where('agency_id', '=', agencyId)
    .where('import_key', '=', importKeyOf(input))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (!row.receipt_note.includes(`\napplication ${applicationDigest(terms, input.application)}\n`))
    return err({ code: 'cases/idempotency-key-used' });
  return ok({
    agencyId,
    caseId: Uuid.parse(row.id),
    rid: Rid.parse(row.rid),
    code: receiptCodeFromBytes(derivedCode(key, input.idempotencyKey)),
    note: row.receipt_note,
    receivedAt: row.received_at,
  });
}

/** 95 random bits need no slow hash: nobody can try them all. */
export function hashReceiptCode(code: ReceiptCode): Buffer {
  return createHash('sha256').update(code).digest();
}

const LISTED = 8;

/** Each file by its hash; many files by one hash over theirs in order, so that the note still fits a QR code. */
function fileLines(hashes: readonly string[]): (readonly [string, string])[] {
  if (hashes.length <= LISTED) return hashes.map((one) => ['file', one] as const);
  return [
    ['files', String(hashes.length)],
    ['files-sha', createHash('sha256').update(hashes.join('\n')).digest('hex')],
  ];
}
