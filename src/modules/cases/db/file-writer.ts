import type { Uuid } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import type { Answers } from '#modules/powers';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { StoredFile } from '#platform/files';

export type FilesOfCase = {
  readonly agencyId: Uuid;
  readonly caseId: Uuid;
  readonly by: Actor;
  readonly node: string | null;
  readonly files: readonly { readonly key: string; readonly name: string; readonly stored: StoredFile }[];
  readonly request?: string;
  readonly remark?: string;
  readonly answers?: Answers;
};

/** Enters stored files as documents of a case, and what the applicant asked for as a document of its own. */
export async function insertFiles(tx: Tx, ctx: UseCase, of: FilesOfCase): Promise<readonly Uuid[]> {
  const now = ctx.clock.now();
  const common = {
    agency_id: of.agencyId,
    case_id: of.caseId,
    made_at: now,
    made_by: actorRef(of.by).id,
    node: of.node,
    audience: 'party',
  };
  const files = of.files.map(({ key, name, stored }) => ({
    ...common,
    id: ctx.ids.uuid(now),
    kind: 'material',
    title: name,
    material: key,
    file_key: stored.key,
    file_sha256: stored.sha256,
    file_size: BigInt(stored.size),
    file_type: stored.type,
  }));
  if (files.length > 0) await tx.insertInto('case_document').values(files).execute();
  if (of.request !== undefined)
    await tx
      .insertInto('case_document')
      .values({
        ...common,
        id: ctx.ids.uuid(now),
        kind: 'application',
        title: '申请内容',
        content: JSON.stringify({
          request: of.request,
          remark: of.remark ?? '',
          answers: Object.entries(of.answers ?? {}),
        }),
      })
      .execute();
  return files.map(({ id }) => id);
}
