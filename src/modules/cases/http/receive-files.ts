import { err, ok, type Result } from '#kernel';
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

/**
 * Stores the files of a form: fields `material-<key>`, several of one name allowed. What is refused is told by field; an
 * empty file input of a browser is no file. Stored objects that nothing refers to are swept.
 */
export async function receiveFiles(
  ctx: AppContext,
  body: Readonly<Record<string, unknown>>,
): Promise<Result<readonly UploadedFile[], readonly FileProblem[]>> {
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
  if (given.length > MOST) return err([{ field: PREFIX, error: { code: 'file/too-many', limit: MOST } }]);
  const files: UploadedFile[] = [];
  const problems: FileProblem[] = [];
  for (const { field, file } of given) {
    const stored = await ctx.files.put(chunksOf(file), { maxBytes: ctx.config.uploadLimitBytes });
    if (stored.ok)
      files.push({ key: field.slice(PREFIX.length), name: uploadedName(file), stored: stored.value });
    else problems.push({ field, error: stored.error });
  }
  return problems.length > 0 ? err(problems) : ok(files);
}
