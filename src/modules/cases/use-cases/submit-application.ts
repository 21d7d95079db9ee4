import { createHash } from 'node:crypto';
import {
  err,
  legalDayOf,
  ok,
  RECEIPT_CODE_BYTES,
  receiptCodeFromBytes,
  toOffsetString,
  type ReceiptCode,
  type Result,
  type Rid,
  type Uuid,
} from '#kernel';
import type { Actor } from '#modules/access';
import { getCalendar } from '#modules/calendar';
import { signReceipt } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { StoredFile } from '#platform/files';
import { bindPower, type Binding } from '../db/bind-power.ts';
import { commitCase } from '../db/commit-case.ts';
import { applicationDigest } from '../db/disclose.ts';
import { environmentOf } from '../db/environment.ts';
import { insertFiles } from '../db/file-writer.ts';
import { receiptKey } from '../db/receipt-key.ts';
import { applicationProblems, type ApplicationInput } from '../domain/application.ts';
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
    binding.terms.materials,
  );
  if (problems.length > 0) return err({ code: 'cases/application-fields', fields: problems });
  const [env, key, calendar] = await Promise.all([
    environmentOf(ctx, binding),
    receiptKey(ctx),
    getCalendar(ctx.db),
  ]);
  const { now, today } = env;
  const id = ctx.ids.uuid(now);
  const rid = ctx.ids.rid();
  const code = receiptCodeFromBytes(ctx.ids.bytes(RECEIPT_CODE_BYTES));
  const acted = submitCase(env, {
    agencyId: binding.agencyId,
    id,
    rid,
    version: 1,
    number: null,
    powerId: binding.powerId,
    powerVersionId: binding.powerVersionId,
    flowVersionId: binding.flowVersionId,
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
  });
  if (!acted.ok) return acted;
  const note = signReceipt(key, [
    ['kind', 'application'],
    ['agency', binding.terms.agencyName],
    ['agency-code', binding.terms.agencyCode],
    ['item', binding.terms.powerName],
    ['item-code', binding.terms.powerCode],
    ['record', rid],
    ['received', toOffsetString(now)],
    ['application', applicationDigest(acted.value.next, application.party)],
    ...fileLines(files.map(({ stored }) => stored.sha256)),
  ]);
  return ctx.transact(async (tx) => {
    const done = await commitCase(tx, ctx, {
      before: null,
      acted: acted.value,
      actor,
      postId: null,
      node: null,
      party: application.party,
      table: env.table,
      action: 'case/submit',
      file: { receiptHash: hashReceiptCode(code), receiptNote: note, importKey: input.importKey ?? null },
    });
    if (!done.ok) return done;
    await insertFiles(tx, ctx, {
      agencyId: binding.agencyId,
      caseId: id,
      by: actor,
      files,
      node: null,
      request: application.request,
      remark: application.remark,
    });
    return ok({ agencyId: binding.agencyId, caseId: id, rid, code, note, receivedAt: now });
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
