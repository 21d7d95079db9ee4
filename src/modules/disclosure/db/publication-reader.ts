import { z } from 'zod';
import { Rid } from '#kernel';
import type { ActorRef } from '#modules/journal';
import type { Reading } from '#platform/database';
import { isKind, type ObligationKind } from '../domain/kinds.ts';
import type { FieldValue, FixedField } from '../domain/public-view.ts';

const FieldJson: z.ZodType<FieldValue> = z.lazy(() =>
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
>;

/** What waits for the reviewers of an agency, the earliest due first; keyset by (publishAfter, id). */
export async function listReviewQueue(
  db: Reading,
  agencyId: string,
  page: { readonly limit: number; readonly after?: { readonly at: Date; readonly id: string } | undefined },
): Promise<readonly PublicationSummary[]> {
  const { after } = page;
  const rows = await db
    .selectFrom('publication')
    .select(['id', 'kind', 'rid', 'signed_at', 'publish_after', 'row_version'])
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'awaiting-review')
    .$if(after !== undefined, (q) =>
      q.where((e) =>
        e(e.refTuple('publish_after', 'id'), '>', e.tuple(after?.at ?? new Date(0), after?.id ?? '')),
      ),
    )
    .orderBy('publish_after')
    .orderBy('id')
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
          },
        ]
      : [],
  );
}
