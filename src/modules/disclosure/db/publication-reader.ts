import { z } from 'zod';
import { Rid } from '#kernel';
import type { ActorRef } from '#modules/journal';
import type { Reading } from '#platform/database';
import { isKind, type ObligationKind } from '../domain/kinds.ts';
import type { FieldValue, FixedField } from '../domain/public-view.ts';

/** Any value of a field, as it was stored. */
export const FieldJson: z.ZodType<FieldValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(FieldJson),
    z.record(z.string(), FieldJson),
  ]),
);
const Masks = z.array(
  z.object({
    start: z.number(),
    end: z.number(),
    kind: z.enum(['id-card', 'mobile', 'bank-card', 'other']),
    replacement: z.string(),
    confirmed: z.boolean().nullable(),
  }),
);
const SignedBy = z.object({
  kind: z.enum(['person', 'party', 'system', 'client']),
  id: z.string(),
  postId: z.string().exactOptional(),
  onBehalfOf: z.string().exactOptional(),
});
const State = z.enum(['awaiting-review', 'queued', 'published', 'withdrawn']);

export type Publication = {
  readonly agencyId: string;
  readonly id: string;
  readonly kind: ObligationKind;
  readonly rid: Rid;
  readonly caseId: string | null;
  readonly basis: string;
  readonly state: z.infer<typeof State>;
  readonly signedBy: ActorRef;
  readonly signedAt: Date;
  readonly publishAfter: Date;
  readonly rowVersion: number;
  readonly fields: readonly FixedField[];
};

/** One public view with its fields. For reviewers of the agency and the worker; the caller has checked who asks. */
export async function findPublication(
  db: Reading,
  agencyId: string,
  id: string,
): Promise<Publication | undefined> {
  const row = await db
    .selectFrom('publication')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || !isKind(row.kind)) return undefined;
  const fields = await db
    .selectFrom('publication_field')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('publication_id', '=', id)
    .orderBy('name')
    .execute();
  return {
    agencyId: row.agency_id,
    id: row.id,
    kind: row.kind,
    rid: Rid.parse(row.rid),
    caseId: row.case_id,
    basis: row.basis,
    state: State.parse(row.state),
    signedBy: SignedBy.parse(row.signed_by),
    signedAt: row.signed_at,
    publishAfter: row.publish_after,
    rowVersion: row.row_version,
    fields: fields.map((f) => ({
      name: f.name,
      value: FieldJson.parse(f.value),
      treatment: z.enum(['open', 'mask', 'withhold']).parse(f.treatment),
      basis: f.basis,
      masks: Masks.parse(f.hits),
    })),
  };
}

export type PublicationSummary = Pick<
  Publication,
  'id' | 'kind' | 'rid' | 'signedAt' | 'publishAfter' | 'rowVersion'
> & {
  /** What the reviewer knows it by. */
  readonly power: string | null;
  readonly number: string | null;
};

/** How many views wait for the reviewers of an agency. */
export async function countReviewQueue(db: Reading, agencyId: string): Promise<number> {
  const row = await db
    .selectFrom('publication')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'awaiting-review')
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The power and case number behind a view: of its case, or of the version that is published. */
export async function knownAs(
  db: Reading,
  agencyId: string,
  of: { readonly rid: string; readonly caseId: string | null },
): Promise<Pick<PublicationSummary, 'power' | 'number'>> {
  const row = await db
    .selectFrom('power_version as v')
    .leftJoin('case_file as c', (j) =>
      j.onRef('c.agency_id', '=', 'v.agency_id').onRef('c.power_version_id', '=', 'v.id'),
    )
    .select(['v.name as power', 'c.number'])
    .where('v.agency_id', '=', agencyId)
    .$if(of.caseId !== null, (q) => q.where('c.id', '=', of.caseId))
    .$if(of.caseId === null, (q) => q.where('v.rid', '=', of.rid))
    .limit(1)
    .executeTakeFirst();
  return { power: row?.power ?? null, number: of.caseId === null ? null : (row?.number ?? null) };
}

/** What waits for the reviewers of an agency, the earliest due first; keyset by (publishAfter, id). */
export async function listReviewQueue(
  db: Reading,
  agencyId: string,
  page: { readonly limit: number; readonly after?: { readonly at: Date; readonly id: string } | undefined },
): Promise<readonly PublicationSummary[]> {
  const { after } = page;
  const rows = await db
    .selectFrom('publication as b')
    .leftJoin('case_file as c', (j) =>
      j.onRef('c.agency_id', '=', 'b.agency_id').onRef('c.id', '=', 'b.case_id'),
    )
    .leftJoin('power_version as v', (j) =>
      j
        .onRef('v.agency_id', '=', 'b.agency_id')
        .on((e) => e.or([e('v.id', '=', e.ref('c.power_version_id')), e('v.rid', '=', e.ref('b.rid'))])),
    )
    .select(['b.id', 'b.kind', 'b.rid', 'b.signed_at', 'b.publish_after', 'b.row_version'])
    .select(['v.name as power', 'c.number'])
    .where('b.agency_id', '=', agencyId)
    .where('b.state', '=', 'awaiting-review')
    .$if(after !== undefined, (q) =>
      q.where((e) =>
        e(e.refTuple('b.publish_after', 'b.id'), '>', e.tuple(after?.at ?? new Date(0), after?.id ?? '')),
      ),
    )
    .orderBy('b.publish_after')
    .orderBy('b.id')
    .limit(page.limit)
    .execute();
  return rows.flatMap((row) =>
    isKind(row.kind)
      ? [
          {
            id: row.id,
            kind: row.kind,
            rid: Rid.parse(row.rid),
            signedAt: row.signed_at,
            publishAfter: row.publish_after,
            rowVersion: row.row_version,
            power: row.power,
            number: row.number,
          },
        ]
      : [],
  );
}
