import type { AppContext } from '#platform/context';
import type { FileError } from '#platform/files';
import { chunksOf, uploadedName } from '#platform/http';
import type { UploadedFile } from '../use-cases/submit-application.ts';

const PREFIX = 'material-';
const MOST = 40;

export type FileProblem = {
  readonly field: string;
  readonly error: FileError | { readonly code: 'file/too-many'; readonly limit: number };
};

/** What came with a form: the files that were taken, and those that were not, each with why. */
export type Received = { readonly files: readonly UploadedFile[]; readonly problems: readonly FileProblem[] };

/**
 * Stores the files of a form: fields `material-<key>`, several of one name allowed. What is refused is told by field, the
 * others are taken all the same; an empty file input of a browser is no file. Stored objects that nothing refers to are swept.
 */
export async function receiveFiles(
  ctx: AppContext,
  body: Readonly<Record<string, unknown>>,
): Promise<Received> {
  const given = Object.entries(body)
    .filter(([name]) => name.startsWith(PREFIX))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one: unknown) => ({ field: name, one })),
    )
    .flatMap(({ field, one }) =>
      one instanceof File && one.name !== '' && !(one.size === 0 && one.name === 'undefined')
        ? [{ field, file: one }]
        : [],
    );
  if (given.length > MOST)
    return { files: [], problems: [{ field: PREFIX, error: { code: 'file/too-many', limit: MOST } }] };
  const files: UploadedFile[] = [];
  const problems: FileProblem[] = [];
  for (const { field, file } of given) {
    const stored = await ctx.files.put(chunksOf(file), { maxBytes: ctx.config.uploadLimitBytes });
    if (stored.ok)
      files.push({ key: field.slice(PREFIX.length), name: uploadedName(file), stored: stored.value });
    else problems.push({ field, error: stored.error });
  }
  return { files, problems };
}
