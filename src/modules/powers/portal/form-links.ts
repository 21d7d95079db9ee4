import type { FormLink } from '#platform/portal';
import type { FormFile } from '../domain/form-file.ts';

/** Where a form is downloaded, by its digest. */
export type FormHref = (sha256: string) => string;

/** What society downloads of a published version. */
export function publicFormHref(rid: string): FormHref {
  return (sha256) => `/records/${rid}/files/${sha256}`;
}

/** What staff download of a version, published or not. */
export function deskFormHref(versionId: string): FormHref {
  return (sha256) => `/api/v1/power-versions/${versionId}/forms/${sha256}`;
}

/** The forms of a material as a page links them. */
export function formLinks(
  material: { readonly blankForm?: FormFile | undefined; readonly sample?: FormFile | undefined },
  hrefOf: FormHref,
): readonly FormLink[] {
  return [...linkOf('blank', material.blankForm, hrefOf), ...linkOf('sample', material.sample, hrefOf)];
}

/** The sample of a result. */
export function resultLinks(
  result: { readonly sample?: FormFile | undefined } | undefined,
  hrefOf: FormHref,
): readonly FormLink[] {
  return linkOf('result', result?.sample, hrefOf);
}

function linkOf(kind: FormLink['kind'], file: FormFile | undefined, hrefOf: FormHref): FormLink[] {
  return file === undefined ? [] : [{ kind, href: hrefOf(file.sha256), type: file.type, size: file.size }];
}
