import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { readHandling, shownTerms } from '#modules/cases';
import { getFlowVersion, isStep, nodeName, outcomeName } from '#modules/flows';
import { findReadableVersion } from '#modules/powers';
import type { UseCase } from '#platform/context';
import type { Lang } from '#platform/i18n';
import type { Handled } from '../contract/index.ts';
import { notFound, type SimplificationRefusal } from '../domain/errors.ts';
import { MIN_CASES, wasteOf } from '../domain/waste.ts';

/**
 * How the closed cases of a version went and what that suggests, for whoever oversees its office. Refuses
 * `simplification/not-found`, also for whoever may not read the version or its cases.
 */
export async function readHandled(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly versionId: string; readonly lang: Lang },
): Promise<Result<Handled, SimplificationRefusal>> {
  const { agencyId, versionId, lang } = input;
  const version = await findReadableVersion(ctx.db, actor, input);
  if (version === undefined) return err(notFound());
  const counts = await readHandling(ctx, actor, {
    agencyId,
    powerVersionId: versionId,
    officeId: version.officeId,
  });
  if (counts === undefined) return err(notFound());
  const none = { enough: MIN_CASES, cases: null, steps: [], materials: [] };
  if (version.flowVersionId === null) return ok(none);
  const { table } = await getFlowVersion(ctx.db, agencyId, version.flowVersionId);
  const nodes = new Map(table.nodes.filter(isStep).map((node) => [node.id, node]));
  const waste = wasteOf(
    counts,
    [...nodes.values()].map((node) => ({
      node: node.id,
      waits: node.kind === 'timer' || node.kind === 'message',
      limit: node.limit?.unit === 'wd' ? node.limit.n : undefined,
      outcomes: node.outcomes?.length ?? 1,
    })),
  );
  if (waste === undefined) return ok(none);
  const materials = new Map(shownTerms(version.content, '').materials.map(({ key, name }) => [key, name]));
  return ok({
    enough: MIN_CASES,
    cases: { n: waste.cases, median: waste.median, p90: waste.p90, waiting: waste.waiting },
    steps: waste.steps.flatMap(({ always, hints, ...told }) => {
      const node = nodes.get(told.node);
      if (node === undefined) return [];
      return [
        {
          ...told,
          name: nodeName(node, lang),
          article: node.article ?? null,
          always: always === undefined ? null : (outcomeName(table, node, always, lang) ?? always),
          hints: [...hints],
        },
      ];
    }),
    materials: waste.materials.map(({ key, asked, hints }) => ({
      name: materials.get(key) ?? key,
      asked,
      hints: [...hints],
    })),
  });
}
