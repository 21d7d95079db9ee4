import { LegalDay, type Ids } from '#kernel';
import type { PowerContent } from '#modules/powers';
import type { Tx } from '#platform/database';

export type Published = {
  readonly content: PowerContent;
  readonly officeId: string | null;
  readonly publishedAt: Date;
  readonly effectiveFrom: LegalDay;
};

const ROWS_AT_ONCE = 1_000;

/**
 * Items that stand published without having gone the way there: where a test or a measurement is about a list as it is, not about
 * how it came to be. Answers with the ids of the powers in the order given.
 */
export async function insertPublished(
  tx: Tx,
  ids: Ids,
  agencyId: string,
  items: readonly Published[],
): Promise<readonly string[]> {
  const rows = items.map((item) => ({
    ...item,
    powerId: ids.uuid(item.publishedAt),
    versionId: ids.uuid(item.publishedAt),
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    await tx
      .insertInto('power_item')
      .values(
        some.map(({ powerId, content, publishedAt }) => ({
          agency_id: agencyId,
          id: powerId,
          code: content.rawCode ?? null,
          created_at: publishedAt,
        })),
      )
      .execute();
    await tx
      .insertInto('power_version')
      .values(
        some.map(({ powerId, versionId, content, officeId, publishedAt, effectiveFrom }) => ({
          agency_id: agencyId,
          id: versionId,
          power_id: powerId,
          rid: ids.rid(),
          state: 'published',
          n: 1,
          name: content.name,
          type_code: content.typeCode,
          office_id: officeId,
          content: JSON.stringify(content),
          commitment_class: 'NONE',
          published_at: publishedAt,
          effective_from: effectiveFrom,
          created_at: publishedAt,
          updated_at: publishedAt,
        })),
      )
      .execute();
    await tx
      .insertInto('power_in_force')
      .values(
        some.map(({ powerId, versionId, content }) => ({
          agency_id: agencyId,
          power_id: powerId,
          version_id: versionId,
          name: content.name,
          type_code: content.typeCode,
          status: 'in-force',
        })),
      )
      .execute();
  }
  return rows.map(({ powerId }) => powerId);
}
