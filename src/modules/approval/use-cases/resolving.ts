import { findResolution, findRoute, findTabled, type Resolution } from '#modules/deliberation';
import type { Reading } from '#platform/database';
import type { Approved } from '../db/approvals.ts';

export type Resolving = {
  readonly bodyName: string;
  /** The adopted resolution on exactly this version; absent until there is one. */
  readonly resolution?: Resolution;
  readonly tabled?: { readonly meetingId: string; readonly state: string };
};

/** Where a version stands with the body whose resolution it needs; undefined where the agency asks for none (A4). */
export async function resolvingOf(
  db: Reading,
  of: Approved & { readonly digest: Buffer },
): Promise<Resolving | undefined> {
  const { kind: type, agencyId, versionId: id, digest } = of;
  const route = await findRoute(db, agencyId, type);
  if (route === undefined) return undefined;
  const [resolution, tabled] = await Promise.all([
    findResolution(db, agencyId, { type, id, bodyId: route.bodyId, digest }),
    findTabled(db, agencyId, { type, id }),
  ]);
  return {
    bodyName: route.bodyName,
    ...(resolution === undefined ? {} : { resolution }),
    ...(tabled === undefined ? {} : { tabled }),
  };
}

/** How far it stands resolved: on a resolution whose meeting is still open nothing is published. */
export function resolvedAs(
  resolving: Resolving | undefined,
): 'not-needed' | 'missing' | 'meeting-open' | 'adopted' {
  if (resolving === undefined) return 'not-needed';
  if (resolving.resolution === undefined) return 'missing';
  return resolving.resolution.closed ? 'adopted' : 'meeting-open';
}

/** How it stands for the API; null where none is needed. */
export function resolvingView(resolving: Resolving | undefined) {
  return resolving === undefined
    ? null
    : {
        bodyName: resolving.bodyName,
        number: resolving.resolution?.number ?? null,
        closed: resolving.resolution?.closed ?? false,
        meetingId: resolving.tabled?.meetingId ?? null,
        state: resolving.tabled?.state ?? null,
      };
}
