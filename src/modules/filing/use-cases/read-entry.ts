import { nodeCrypto } from '@chengming/ledger-verify/node';
import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { compareCharts, examineFlow, renderFlowSvg } from '#modules/flows';
import type { UseCase } from '#platform/context';
import type { Lang } from '#platform/i18n';
import type { FiledReading } from '../contract/index.ts';
import { findEntryAt, type Trail } from '../db/entry-reader.ts';
import { findPackage } from '../db/filing-reader.ts';
import { findReceived } from '../db/inbox-reader.ts';
import type { FilingRefusal } from '../domain/errors.ts';
import { FiledChart, namesChanged, valuesOf } from '../domain/filed-values.ts';
import type { Part } from '../domain/package.ts';
import { digestOf } from '../domain/seal.ts';
import { can } from '../policy.ts';

type Asked = {
  readonly agencyId: string;
  readonly id: string;
  readonly part: Part;
  readonly code: string;
  readonly lang: Lang;
};

/** One entry of a package of ours in full, beside what the recipient had of it before. Refuses `filing/not-found`. */
export async function readSentEntry(
  ctx: UseCase,
  actor: Actor,
  asked: Asked,
): Promise<Result<FiledReading, FilingRefusal>> {
  const { agencyId, id } = asked;
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findPackage(ctx.db, agencyId, id);
  if (one === undefined) return err({ code: 'filing/not-found' });
  return readEntry(ctx, { agencyId, recipientId: one.recipientId, packageId: id }, one.number, asked);
}

/** One entry of a package that came, beside what the sender had on file of it before. Refuses `filing/not-found`. */
export async function readReceivedEntry(
  ctx: UseCase,
  actor: Actor,
  asked: Asked,
): Promise<Result<FiledReading, FilingRefusal>> {
  const { agencyId, id } = asked;
  if (!can(actor, 'filing/read', { agencyId })) return err({ code: 'filing/forbidden' });
  const one = await findReceived(ctx.db, agencyId, id);
  if (one === undefined) return err({ code: 'filing/not-found' });
  return readEntry(ctx, { agencyId, senderId: one.senderId }, one.number, asked);
}

async function readEntry(
  ctx: UseCase,
  trail: Trail,
  number: number,
  { part, code, lang }: Asked,
): Promise<Result<FiledReading, FilingRefusal>> {
  const [now, then] = await Promise.all(
    [number, number - 1].map(async (upTo) => {
      const entry = await findEntryAt(ctx.db, trail, upTo, { part, code });
      return entry === undefined ? undefined : valuesOf(part, entry);
    }),
  );
  const shown = now ?? then;
  if (shown === undefined) return err({ code: 'filing/not-found' });
  const canonical = (value: unknown): string => digestOf(nodeCrypto, value);
  const changed = now && then ? namesChanged(then, now, canonical) : [];
  const [chart, chartBefore] = await Promise.all([
    chartOf(ctx, trail, number, now?.flow ?? null),
    chartOf(ctx, trail, number - 1, then?.flow ?? null),
  ]);
  return ok({
    part,
    code,
    name: shown.name,
    change:
      now === undefined
        ? 'removed'
        : then === undefined
          ? 'new'
          : canonical([now.values, now.withheld]) === canonical([then.values, then.withheld])
            ? 'same'
            : 'changed',
    values: now?.values ?? null,
    before: then?.values ?? null,
    changed: [...changed],
    withheld: shown.withheld.map(({ element, article, until, commitment }) => ({
      element,
      article,
      until,
      commitment,
    })),
    chart: await draw(chartBefore, chart, lang),
  });
}

type Filed = { readonly name: string; readonly sha256: string; readonly bpmn: string };

async function chartOf(
  ctx: UseCase,
  trail: Trail,
  upTo: number,
  code: string | null,
): Promise<Filed | undefined> {
  if (code === null) return undefined;
  return FiledChart.optional().parse(await findEntryAt(ctx.db, trail, upTo, { part: 'flows', code }));
}

/** The pictures of a filed chart and of the one before where they differ, drawn here from what was filed. */
async function draw(
  before: Filed | undefined,
  after: Filed | undefined,
  lang: Lang,
): Promise<FiledReading['chart']> {
  const shown = after ?? before;
  if (shown === undefined) return null;
  const differs = before !== undefined && after !== undefined && before.sha256 !== after.sha256;
  const [now, then] = await Promise.all([read(shown), differs ? read(before) : undefined]);
  if (now === undefined) return { name: shown.name, before: null, after: null, changes: [] };
  if (then !== undefined) {
    const compared = compareCharts(then, now, { lang });
    return { name: shown.name, ...compared, changes: compared.changes.map((one) => ({ ...one })) };
  }
  return {
    name: shown.name,
    before: null,
    after: renderFlowSvg(now.table, now.diagram, { lang }),
    changes: [],
  };
}

async function read({ bpmn }: Filed) {
  const { table, diagram } = await examineFlow(new TextEncoder().encode(bpmn));
  return table === null || diagram === null ? undefined : { table, diagram };
}
