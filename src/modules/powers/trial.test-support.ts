import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import { createAccount, loadStaffActor, type Role, type StaffActor } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import type { testContext } from '#tests/context';
import type { TestDatabase } from '#tests/database';
import {
  adjustPower,
  decideTrial,
  findPowerInForce,
  findVersion,
  publishPower,
  type PublishInput,
} from './index.ts';
import { act, demoItems, demoParents, draftWithFlow, must } from './powers.test-support.ts';

export const system = { kind: 'system', name: 'test' } as const;
export const { content } = there(demoItems[0]);
export const day = (text: string): LegalDay => LegalDay.parse(text);
export const today = day('2026-11-23');
const until = day('2027-02-28');
export const trial = { until, reason: '新流程先试' };
export const codeOf = (result: {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
}): string => (result.ok ? 'ok' : there(result.error).code);

type Item = { readonly code: string; readonly powerId: string; readonly versionId: string };

/** The bureau with its people, every test on the morning of 23 November, and items of it that are tried. */
export function trials(database: TestDatabase, ctx: ReturnType<typeof testContext>) {
  const made = {} as {
    agencyId: Uuid;
    officeId: Uuid;
    staff: Readonly<
      Record<'registrar' | 'head' | 'leader' | 'chief' | 'register' | 'supervisor', StaffActor>
    >;
  };
  beforeAll(async () => {
    ctx.clock.set('2026-11-23T09:00:00+08:00');
    const { agencyId, persons, offices } = must(
      await importOrganisation(ctx, system, {
        tree: OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8'))),
        validFrom: day('2026-01-01'),
      }),
    );
    await demoParents(ctx, agencyId);
    const staff = async (key: string, account: string, role: Role): Promise<StaffActor> => {
      const personId = there(persons.get(key));
      must(
        await createAccount(ctx, system, {
          agencyId,
          personId,
          account,
          password: 'a long enough password',
          roles: [{ role }],
        }),
      );
      return there(await loadStaffActor(database.db, agencyId, personId, today));
    };
    Object.assign(made, {
      agencyId,
      officeId: there(offices.get('office-sp')),
      staff: {
        registrar: await staff('p11', 'registrar', 'registrar'),
        head: await staff('p10', 'head', 'office-head'),
        leader: await staff('p02', 'leader', 'leader'),
        chief: await staff('p01', 'chief', 'first-responsible'),
        register: await staff('p25', 'register', 'review-office'),
        supervisor: await staff('p08', 'supervisor', 'supervisor'),
      },
    });
  });
  beforeEach(() => ctx.clock.set('2026-11-23T09:00:00+08:00'));

  let items = 0;

  /** A version that has passed, by these people or the system. */
  async function passed(): Promise<Item> {
    items += 1;
    const code = `TRIAL-${items}`;
    const drafted = await draftWithFlow(
      ctx,
      made,
      { ...content, implementationCode: undefined, rawCode: code },
      `flow-trial-${items}`,
    );
    await act(ctx, made.agencyId, drafted.versionId, 'sign', 'countersign', 'pass');
    return { code, ...drafted };
  }

  async function publish(versionId: string, change: Partial<PublishInput> = {}) {
    return publishPower(ctx, made.staff.register, {
      agencyId: made.agencyId,
      versionId,
      rowVersion: there(await findVersion(ctx.db, made.agencyId, versionId)).rowVersion,
      effectiveFrom: today,
      postName: '领导小组办公室',
      ...change,
    });
  }

  /** The next version of an item, passed and not yet published. */
  async function adjusted({ powerId, code }: Item, visits = 0): Promise<Item> {
    const power = there(await findPowerInForce(ctx.db, code, day('2030-01-01')));
    const { versionId } = must(
      await adjustPower(ctx, system, {
        agencyId: made.agencyId,
        powerId,
        reason: '改流程',
        changeBasis: '会议',
        content: { ...power.content, visits },
      }),
    );
    await act(ctx, made.agencyId, versionId, 'sign', 'countersign', 'pass');
    return { code, powerId, versionId };
  }

  /** An item whose second version is on trial. */
  async function onTrial(change: Partial<PublishInput> = {}): Promise<Item> {
    const first = await passed();
    must(await publish(first.versionId));
    const second = await adjusted(first);
    must(await publish(second.versionId, { trial, ...change }));
    return second;
  }

  const decide = (
    versionId: string,
    decision: 'confirm' | 'return',
    by: StaffActor = made.staff.chief,
    reason = '运行平稳',
    earlyReason: string | undefined = '办件已满一百件',
  ) =>
    decideTrial(ctx, by, {
      agencyId: made.agencyId,
      versionId,
      decision,
      reason,
      earlyReason,
      postName: '局长',
    });

  const fieldsOf = async (versionId: string, rev: number) => {
    const { rows } = await database.pool.query<{ name: string; value: unknown }>(
      `SELECT f.name, f.value FROM ledger.field f JOIN power_version v ON v.rid = f.rid WHERE v.id = $1 AND f.rev = $2`,
      [versionId, rev],
    );
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  };
  const owed = async (versionId: string) =>
    (
      await database.pool.query(
        `SELECT o.state, o.due_on::text AS due, o.visible, o.late_at IS NOT NULL AS late
         FROM obligation o JOIN power_version v ON v.rid = o.rid WHERE v.id = $1 AND o.kind = 'trial-decision'`,
        [versionId],
      )
    ).rows;

  return { made, passed, publish, adjusted, onTrial, decide, fieldsOf, owed };
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there');
  return value;
}
