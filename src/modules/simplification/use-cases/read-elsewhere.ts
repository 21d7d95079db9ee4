import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { readAlike } from '#modules/filing';
import { burdenOfContent, burdenOfVersion, findReadableVersion, listAlike } from '#modules/powers';
import type { UseCase } from '#platform/context';
import type { Reading } from '#platform/database';
import type { Elsewhere } from '../contract/index.ts';
import { notFound, type SimplificationRefusal } from '../domain/errors.ts';
import { sideBySide, type Alike, type Counts } from '../domain/side-by-side.ts';
import { countFiledFlow } from './count-filed-flow.ts';

/** So many of each kind are read at most. */
const MOST = 50;
const MOST_FILED = 20;

/**
 * The same item elsewhere for staff: agencies of this instance as society sees them, and, for whoever may read filings,
 * what bodies below have on file and the reference list. Refuses `simplification/not-found`, also for whoever may not
 * read the version.
 */
export async function readElsewhere(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly versionId: string },
): Promise<Result<Elsewhere, SimplificationRefusal>> {
  const version = await findReadableVersion(ctx.db, actor, input);
  if (version === undefined) return err(notFound());
  const own = shownCounts(await burdenOfVersion(ctx.db, version));
  const { basicCode } = version.content;
  if (basicCode === undefined) return ok({ basicCode: null, own, others: [], cut: false });
  const today = legalDayOf(ctx.clock.now());
  const [here, { reference, filed }] = await Promise.all([
    alikeHere(ctx.db, { basicCode, code: version.code, on: today }),
    readAlike(ctx, actor, {
      agencyId: version.agencyId,
      basicCode,
      codes: [basicCode, version.code ?? []].flat(),
      limit: MOST_FILED + 1,
    }),
  ]);
  const below = await Promise.all(
    filed.slice(0, MOST_FILED).map(async ({ sender, item, flow }): Promise<Alike> => {
      const burden = burdenOfContent(item.content, flow === null ? undefined : await countFiledFlow(flow));
      return { where: 'filed', body: sender, name: item.name, code: null, counts: shownCounts(burden) };
    }),
  );
  const above: Alike[] =
    reference === undefined
      ? []
      : [
          {
            where: 'reference',
            body: '',
            name: reference.name,
            code: null,
            counts: { days: reference.committedLimit ?? undefined },
          },
        ];
  return ok({
    basicCode,
    own,
    others: sideBySide(own, [...above, ...here.others, ...below]).map((one) => ({
      ...one,
      less: [...one.less],
      more: [...one.more],
    })),
    cut: here.cut || filed.length > MOST_FILED,
  });
}

/** Society scope: the other items of this instance under a basic code, and that of `code` among them. */
export async function alikeHere(
  db: Reading,
  of: { readonly basicCode: string; readonly code: string | null; readonly on: LegalDay },
): Promise<{ readonly own: Alike | undefined; readonly others: readonly Alike[]; readonly cut: boolean }> {
  const found = await listAlike(db, { ...of, limit: MOST + 2 });
  const alike = found.map(({ agencyName: body, code, name, burden }): Alike => ({
    where: 'here',
    body,
    name,
    code,
    counts: shownCounts(burden),
  }));
  const others = alike.filter(({ code }) => code !== of.code);
  return {
    own: alike.find(({ code }) => code === of.code),
    others: others.slice(0, MOST),
    cut: others.length > MOST,
  };
}

/** Of a burden what is compared; nothing of one that could not be read. */
function shownCounts(burden: Counts | undefined): Counts {
  const { steps, materials, days, visits, fees } = burden ?? {};
  return { steps, materials, days, visits, fees };
}
