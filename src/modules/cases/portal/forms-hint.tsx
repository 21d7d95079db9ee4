import type { ReactNode } from 'react';
import { FormLinks } from '#platform/portal';
import type { MaterialForms } from '../db/bind-power.ts';

/** The hint of a field that takes a material: its blank form and sample, where it has any. */
export function formsHint(forms: MaterialForms, key: string): { readonly hint?: ReactNode } {
  const links = forms.get(key) ?? [];
  return links.length === 0 ? {} : { hint: <FormLinks forms={links} /> };
}
