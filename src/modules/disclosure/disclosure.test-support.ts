import { readFileSync } from 'node:fs';
import { beforeAll } from 'vitest';
import { LegalDay, type Result, type Rid } from '#kernel';
import type { Actor, Role } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { appendRevision, type FieldInput } from '#modules/ledger';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import type { testContext } from '#tests/context';
import type { testLog } from '#tests/ledger';
import type { FieldRule } from './domain/field-rule.ts';
import {
  fixPublicView,
  openObligation,
  settleCovered,
  type OpenObligation,
  type ViewField,
} from './index.ts';

const SYSTEM: Actor = { kind: 'system', name: 'test' };
export const HELD = { state: 'withheld' as const, ground: '行政许可法第五条' };

export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A rule of society’s scope; `over` changes single members. */
export const rule = (over: Partial<FieldRule> = {}): FieldRule => ({
  scope: 'society',
  treatment: 'open',
  review: 'auto',
  basis: '政府信息公开条例第十九条',
  ...over,
});

/** What a case commits when it is accepted; only the days are open. */
const acceptedFields = (power: string, number: string, party: FieldInput): FieldInput[] => [
  { name: 'acceptedOn', value: '2026-11-02', state: 'open' },
  { name: 'dueOn', value: '2026-11-30', state: 'open' },
  { name: 'power', value: power, ...HELD },
  { name: 'number', value: number, ...HELD },
  party,
  { name: 'party.masked', value: '唐山某公司', ...HELD },
];

const ORG = '11130200DEM0000149';

/** An agency on 2 November 2026 with cases that are committed, owed and fixed for publication as their modules do it. */
export function disclosing(ctx: ReturnType<typeof testContext>, log: ReturnType<typeof testLog>) {
  const made = { agencyId: '' };
  const inTx = <T>(fn: Parameters<typeof run<T>>[0]) => run(fn);
  async function run<T>(fn: (tx: Parameters<typeof openObligation>[0]) => Promise<T>): Promise<T> {
    return must(await ctx.transact(async (tx) => ({ ok: true as const, value: await fn(tx) })));
  }
  const at = (instant: string): void => ctx.clock.set(`${instant}+08:00`);
  const staff = (role: Role): Actor => ({
    kind: 'staff',
    personId: ctx.ids.uuid(ctx.clock.now()),
    name: '甲',
    agencyId: made.agencyId as never,
    assignments: [],
    roles: [{ role, agencyId: made.agencyId as never }],
  });

  /** A committed case as the cases module writes it. */
  async function accept(
    power: string,
    number: string,
    party: FieldInput = { name: 'party', value: '唐山测试公司', ...HELD },
  ): Promise<Rid> {
    const rid = ctx.ids.rid();
    await inTx((tx) =>
      appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        rid,
        type: 'case',
        act: 'accept',
        agencyId: made.agencyId,
        org: ORG,
        basis: 'disclosure-table',
        schema: 'case/1',
        fields: acceptedFields(power, number, party),
      }),
    );
    return rid;
  }
  const owe = (rid: Rid, over: Partial<OpenObligation> = {}) =>
    inTx((tx) =>
      openObligation(tx, ctx, {
        kind: 'run-register',
        agencyId: made.agencyId,
        rid,
        from: ctx.clock.now(),
        period: STATUTORY_PERIODS['publicity/register-entry'].period,
        scope: 'society',
        commitmentClass: 'OPEN',
        ...over,
      }),
    );
  const fix = (
    rid: Rid,
    fields: readonly ViewField[],
    publishAfter = ctx.clock.now(),
    signedBy = 'signer',
    basis = 'disclosure-table',
  ) =>
    inTx((tx) =>
      fixPublicView(tx, ctx, {
        rid,
        kind: 'run-register',
        agencyId: made.agencyId,
        fields,
        signedBy: { kind: 'person', id: signedBy },
        publishAfter,
        basis,
      }),
    );
  const obligationOf = (rid: Rid) =>
    ctx.db.selectFrom('obligation').selectAll().where('rid', '=', rid).executeTakeFirstOrThrow();
  const publicCase = (rid: Rid) =>
    ctx.db.selectFrom('public_case').selectAll().where('rid', '=', rid).executeTakeFirst();
  const settle = async (): Promise<void> => {
    await log.publish();
    await settleCovered(ctx);
  };

  beforeAll(async () => {
    at('2026-11-02T09:00:00');
    const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
    const { agencyId } = must(
      await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
    );
    made.agencyId = agencyId;
  });

  return { made, inTx, at, staff, accept, owe, fix, obligationOf, publicCase, settle };
}
