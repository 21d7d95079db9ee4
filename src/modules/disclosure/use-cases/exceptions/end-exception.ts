import { Rid, startOfLegalDay, type LegalDay } from '#kernel';
import { STATUTORY_PERIODS, type Period } from '#modules/calendar';
import { appendRevision, restateGround, type FieldInput } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { basisOf, publishEntry } from '../../db/exceptions/entry.ts';
import { lockDisclosure } from '../../db/exceptions/holds.ts';
import { activeHolds, holdsOf, markReleased, type Hold } from '../../db/exceptions/release.ts';
import { projectCase, turnEpoch } from '../../db/public-case-transactor.ts';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';
import type { ObligationKind } from '../../domain/kinds.ts';
import { recordKind } from '../../domain/records.ts';
import { openObligation } from '../open-obligation.ts';

/**
 * By when what was excepted is public once its date has passed without a decision: on the day after. Nobody is asked again;
 * whoever lets the date pass stands late in public.
 */
const AFTER_LAPSE: Period = {
  n: 1,
  unit: 'cd',
  startRule: { zh: '自不公开登记的期限届满之日起', en: 'from the last day of the exception' },
  pausableBy: [],
  extension: null,
  roll: 'none',
  source: { law: '不公开目录', article: '登记的期限' },
};

/**
 * What the end of an exception does, in the transaction that ends it: everything it kept back is published, by opening what was
 * committed; what it had taken from the obligations is owed again; the entry says that it has ended. Where another exception
 * holds the same thing, or the record was taken down meanwhile, that stays closed.
 */
export async function endException(
  tx: Tx,
  ctx: UseCase,
  of: DisclosureException,
  by: 'decision' | 'lapse',
): Promise<void> {
  await lockDisclosure(tx, of.powerId ?? of.subjectRid);
  const held = Map.groupBy(await holdsOf(tx, of), ({ rid }) => rid);
  for (const [rid, holds] of held) await release(tx, ctx, of, rid, holds);
  if (of.subjectKind === 'power') await oweAgain(tx, ctx, of, by);
  if (of.subjectKind === 'rule') await oweRuleAgain(tx, ctx, of, by);
  await publishEntry(tx, ctx, of, 'ended');
  await turnEpoch(tx);
}

async function release(
  tx: Tx,
  ctx: UseCase,
  of: DisclosureException,
  rid: Rid,
  holds: readonly Hold[],
): Promise<void> {
  const record = await tx
    .selectFrom('ledger.record as r')
    .innerJoin('agency as a', 'a.id', 'r.agency_id')
    .select(['r.type', 'a.uscc'])
    .where('r.rid', '=', rid)
    .executeTakeFirst();
  const kind = record && recordKind(record.type);
  const down = await tx
    .selectFrom('ledger.revision')
    .select('rev')
    .where('rid', '=', rid)
    .where('act', '=', 'withdraw')
    .executeTakeFirst();
  if (kind === undefined || down !== undefined) return;
  const others = await activeHolds(tx, of, rid);
  const released: Hold[] = [];
  for (const hold of holds) {
    const other = others.find(({ rev, name }) => rev === hold.rev && name === hold.name);
    if (other === undefined) released.push(hold);
    else if (hold.rev !== null) await restateGround(tx, rid, { rev: hold.rev, name: hold.name }, other);
  }
  const opens = released.flatMap(({ rev, name, closed }) =>
    rev === null || !closed ? [] : [[rev, name] as const],
  );
  const fields = released.flatMap(({ rev, name, value }): FieldInput[] =>
    rev === null ? [{ name, value, state: 'open' }] : [],
  );
  if (opens.length + fields.length === 0) return;
  const { rev } = await appendRevision(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    rid,
    ...kind,
    act: 'publish',
    agencyId: of.agencyId,
    org: record?.uscc ?? 'NO-CODE',
    basis: basisOf(ctx),
    fields,
    opens,
  });
  await markReleased(tx, of, released, rev);
  if (kind.type === 'case') await projectCase(tx, of.agencyId, rid, ctx.clock.now());
}

/** A whole item that has passed and is not public: from now on it is owed as it would have been, or at once after a lapse. */
async function oweAgain(
  tx: Tx,
  ctx: UseCase,
  of: DisclosureException,
  by: 'decision' | 'lapse',
): Promise<void> {
  const rows = await tx
    .selectFrom('obligation as o')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'o.agency_id').onRef('v.power_id', '=', 'o.power_id'),
    )
    .select(['o.kind', 'o.rid', 'o.power_id'])
    .distinct()
    .where('o.agency_id', '=', of.agencyId)
    .where('o.exception_id', '=', of.id)
    .where('v.state', '=', 'passed')
    .execute();
  for (const row of rows)
    await openAgain(tx, ctx, of, by, {
      kind: row.kind === 'flow-version' ? 'flow-version' : 'power-version',
      rid: Rid.parse(row.rid),
      ...(row.power_id === null ? {} : { powerId: row.power_id }),
    });
}

/** A whole rule that has passed, in the same way. */
async function oweRuleAgain(
  tx: Tx,
  ctx: UseCase,
  of: DisclosureException,
  by: 'decision' | 'lapse',
): Promise<void> {
  const passed = await tx
    .selectFrom('rule_version')
    .select('rid')
    .where('agency_id', '=', of.agencyId)
    .where('rid', '=', of.subjectRid)
    .where('state', '=', 'passed')
    .executeTakeFirst();
  if (passed !== undefined) await openAgain(tx, ctx, of, by, { kind: 'rule-version', rid: of.subjectRid });
}

async function openAgain(
  tx: Tx,
  ctx: UseCase,
  of: DisclosureException,
  by: 'decision' | 'lapse',
  owed: { readonly kind: ObligationKind; readonly rid: Rid; readonly powerId?: string },
): Promise<void> {
  await openObligation(tx, ctx, {
    ...owed,
    agencyId: of.agencyId,
    from: by === 'lapse' ? noonOf(of.endsOn) : ctx.clock.now(),
    period: by === 'lapse' ? AFTER_LAPSE : STATUTORY_PERIODS['publicity/proactive'].period,
    scope: 'society',
    commitmentClass: 'OPEN',
  });
}

function noonOf(day: LegalDay): Date {
  return new Date(startOfLegalDay(day).getTime() + 12 * 3_600_000);
}
