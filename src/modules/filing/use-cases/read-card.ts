import { err, ok, type Result } from '#kernel';
import type { UseCase } from '#platform/context';
import { findFilingAgency } from '../db/published-reader.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { LEVELS, type EnrolmentCard } from '../domain/package.ts';
import type { FilingKeys } from './shared.ts';

/**
 * The enrolment card of an agency of this instance, open to everybody. Refuses `filing/not-found` and `filing/no-key` while
 * this instance cannot sign what goes up.
 */
export async function readCard(
  ctx: UseCase,
  keys: FilingKeys,
  code: string,
): Promise<Result<EnrolmentCard, FilingRefusal>> {
  const agency = await findFilingAgency(ctx.db, { code });
  const level = LEVELS.find((one) => one === agency?.level);
  if (agency === undefined || level === undefined) return err({ code: 'filing/not-found' });
  if (keys.filing === undefined) return err({ code: 'filing/no-key' });
  return ok({
    format: 'chengming-enrolment/1',
    agency: { code: agency.code, name: agency.name, level },
    url: ctx.config.publicUrl,
    keys: {
      log: keys.log.text,
      receipt: keys.receipt.text,
      filing: keys.filing.text,
      witness: keys.witness,
    },
  });
}
