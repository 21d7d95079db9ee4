import { z } from 'zod';
import { isText } from '#kernel';
import type { PowerContent } from './content.ts';

/** What a form may be: it opens everywhere, and runs nothing. */
const FORM_TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/png',
  'image/jpeg',
] as const;
export const FormFileType = z.enum(FORM_TYPES);

/**
 * A blank form 空白表格 or a filled-in sample 样表 (行政许可法 art. 29: the agency gives out the format texts of an application;
 * art. 30: their samples are made public). The digest stands in the content, so that what is signed and published binds
 * the bytes.
 */
export const FormFile = z.strictObject({
  name: z.string().trim().min(1).max(200).refine(isText),
  type: FormFileType,
  /** Bytes. */
  size: z.int().min(1),
  /** SHA-256 of the bytes as 64 hex digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type FormFile = z.infer<typeof FormFile>;

/** Every form that a content names, with the element it stands under. */
export function formsIn({
  materials,
  result,
}: Pick<PowerContent, 'materials' | 'result'>): readonly PlacedForm[] {
  return [
    ...materials.flatMap(({ blankForm, sample }) => [
      ...placed('materials', blankForm),
      ...placed('materials', sample),
    ]),
    ...placed('result', result?.sample),
  ];
}
export type PlacedForm = { readonly field: 'materials' | 'result'; readonly file: FormFile };

function placed(field: PlacedForm['field'], file: FormFile | undefined): PlacedForm[] {
  return file === undefined ? [] : [{ field, file }];
}

/**
 * A content that came as a list, with the forms that are here: those it names itself where the agency holds them, else those of
 * the material or the result of the same name before. A list says nothing of files, so it takes none away.
 */
export function withHeldForms(
  content: PowerContent,
  isHeld: (file: FormFile) => boolean,
  before: PowerContent | undefined,
): PowerContent {
  const keep = (named: FormFile | undefined, old: FormFile | undefined): FormFile | undefined =>
    named !== undefined && isHeld(named) ? named : old;
  return {
    ...content,
    materials: content.materials.map((material) => {
      const old = before?.materials.find(({ name }) => name === material.name);
      return {
        ...material,
        blankForm: keep(material.blankForm, old?.blankForm),
        sample: keep(material.sample, old?.sample),
      };
    }),
    result: content.result && {
      ...content.result,
      sample: keep(
        content.result.sample,
        content.result.name === before?.result?.name ? before.result.sample : undefined,
      ),
    },
  };
}
