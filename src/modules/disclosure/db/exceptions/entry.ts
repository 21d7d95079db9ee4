import { legalDayOf, type LegalDay } from '#kernel';
import { appendRevision, type FieldInput } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';
import { articleText } from '../../domain/exceptions/grounds.ts';

/** The entry of an exception in the public ledger; nothing for one of which only the yearly count is public. */
export async function publishEntry(
  tx: Tx,
  ctx: UseCase,
  of: DisclosureException,
  change: 'in-force' | 'kept' | 'ended',
): Promise<void> {
  if (of.form === 'count') return;
  const now = ctx.clock.now();
  const { agency, uscc } = await tx
    .selectFrom('agency')
    .select(['name as agency', 'uscc'])
    .where('id', '=', of.agencyId)
    .executeTakeFirstOrThrow();
  await appendRevision(tx, {
    ids: ctx.ids,
    at: now,
    rid: of.rid,
    type: 'exception',
    act: change === 'in-force' ? 'publish' : 'stage',
    agencyId: of.agencyId,
    org: uscc ?? 'NO-CODE',
    basis: basisOf(ctx),
    schema: 'exception/1',
    fields: fieldsOf(of, change, agency, legalDayOf(now)),
  });
}

function fieldsOf(
  of: DisclosureException,
  change: 'in-force' | 'kept' | 'ended',
  agency: string,
  today: LegalDay,
): FieldInput[] {
  const open = (name: string, value: string): FieldInput => ({ name, value, state: 'open' });
  switch (change) {
    case 'kept':
      return [open('until', of.endsOn)];
    case 'ended':
      return [open('state', 'ended'), open('endedOn', today)];
    case 'in-force':
      return [
        open('agency', agency),
        open('title', of.publicTitle ?? ''),
        open('subjectKind', of.subjectKind),
        open('subject', of.subjectRid),
        ...(of.element === null ? [] : [open('element', of.element)]),
        open('ground', of.ground),
        open('article', articleText(of.ground, of.cited)),
        open('kind', of.kind),
        open('scope', of.scope),
        open('since', of.since ?? today),
        open('until', of.endsOn),
        open('state', 'in-force'),
      ];
  }
}

/** Code of the legal basis that leaves carry; demonstrations say so. */
export function basisOf(ctx: UseCase): string {
  return ctx.config.demo.load ? 'demo' : 'disclosure-exception';
}
