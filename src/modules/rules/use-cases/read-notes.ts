import { legalDayOf, type LegalDay, type Rid } from '#kernel';
import { findRecord, type RecordView } from '#modules/ledger';
import type { Reading } from '#platform/database';

type Revision = RecordView['revisions'][number];

/** A right value that was published beside a wrong one; the field is a name of `rule.version/1`. */
export type Correction = {
  readonly rev: number;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly ground: string;
  readonly on: LegalDay;
};
export type RecordNotes = {
  readonly corrections: readonly Correction[];
  /** Why the text may not be read any more; absent before a checkpoint covers it. */
  readonly down: { readonly ground: string; readonly on: LegalDay } | undefined;
};

/** What became of the record of a version after its publication, as society may read it (E7). */
export async function readNotes(db: Reading, rid: Rid): Promise<RecordNotes> {
  const revisions = (await findRecord(db, rid))?.revisions ?? [];
  const removal = revisions.findLast(({ act }) => act === 'withdraw' || act === 'redact');
  const dated = (revision: Revision) => ({
    ground: openText(revision, 'ground'),
    on: legalDayOf(new Date(revision.at)),
  });
  return {
    corrections: revisions
      .filter(({ act }) => act === 'correct')
      .flatMap((revision) =>
        revision.fields
          .filter(({ name, state }) => name !== 'ground' && state === 'open')
          .map(({ name }) => {
            const earlier = revisions.findLast(
              ({ rev, fields }) => rev < revision.rev && fields.some((field) => field.name === name),
            );
            return {
              rev: revision.rev,
              field: name,
              before: earlier === undefined ? '' : openText(earlier, name),
              after: openText(revision, name),
              ...dated(revision),
            };
          }),
      ),
    down: removal && dated(removal),
  };
}

function openText({ fields }: Revision, name: string): string {
  const value = fields.find((field) => field.name === name && field.state === 'open')?.value;
  return typeof value === 'string' ? value : '';
}
