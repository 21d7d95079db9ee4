import { parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { err, ok, type Result } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { saveRecipient } from '../db/filing-writer.ts';
import { saveSender } from '../db/inbox-writer.ts';
import { findFilingAgency } from '../db/published-reader.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import type { EnrolmentCard } from '../domain/package.ts';
import { can } from '../policy.ts';
import { record } from './shared.ts';

type Given = { readonly agencyId: string; readonly card: EnrolmentCard };

/**
 * Enrols a body above as recipient, or brings its name, address and key to what its card says now. Without `http` packages
 * go as files. Refuses `filing/card-not-valid` for keys that are none, and `filing/own-card`.
 */
export async function enrolRecipient(
  ctx: UseCase,
  actor: Actor,
  input: Given & { readonly kind: 'government-office' | 'line-department'; readonly http: boolean },
): Promise<Result<{ readonly id: string }, FilingRefusal>> {
  const { agencyId, card, kind } = input;
  if (!can(actor, 'filing/enrol', { agencyId })) return err({ code: 'filing/forbidden' });
  const wrong = await cardRefusal(ctx, input);
  if (wrong) return err(wrong);
  const now = ctx.clock.now();
  const { code, name } = card.agency;
  const url = input.http ? card.url.replace(/\/+$/, '') : null;
  return ctx.transact(async (tx) => {
    const id = await saveRecipient(tx, {
      agencyId,
      id: ctx.ids.uuid(now),
      code,
      kind,
      name,
      url,
      receiptKey: card.keys.receipt,
      enrolledBy: personIdOf(actor),
      at: now,
    });
    await record(tx, ctx, actor, {
      action: 'enrol-recipient',
      agencyId,
      type: 'filing-recipient',
      id,
      after: { code, kind, receiptKey: card.keys.receipt, url },
    });
    return ok({ id });
  });
}

/** Enrols a body below as a known sender with the keys of its card; the same refusals. */
export async function enrolSender(
  ctx: UseCase,
  actor: Actor,
  input: Given,
): Promise<Result<{ readonly id: string }, FilingRefusal>> {
  const { agencyId, card } = input;
  if (!can(actor, 'filing/enrol', { agencyId })) return err({ code: 'filing/forbidden' });
  const wrong = await cardRefusal(ctx, input);
  if (wrong) return err(wrong);
  const now = ctx.clock.now();
  const { code, name, level } = card.agency;
  return ctx.transact(async (tx) => {
    const id = await saveSender(tx, {
      agencyId,
      id: ctx.ids.uuid(now),
      code,
      name,
      level,
      filingKey: card.keys.filing,
      logKey: card.keys.log,
      enrolledBy: personIdOf(actor),
      at: now,
    });
    await record(tx, ctx, actor, {
      action: 'enrol-sender',
      agencyId,
      type: 'filing-sender',
      id,
      after: { code, level, filingKey: card.keys.filing, logKey: card.keys.log },
    });
    return ok({ id });
  });
}

async function cardRefusal(ctx: UseCase, { agencyId, card }: Given): Promise<FilingRefusal | undefined> {
  const keys = Object.values(card.keys).map((text) => parseVerifierKey(nodeCrypto, text));
  if (keys.some((key) => key === undefined)) return { code: 'filing/card-not-valid' };
  const own = await findFilingAgency(ctx.db, { id: agencyId });
  return own?.code === card.agency.code ? { code: 'filing/own-card' } : undefined;
}
