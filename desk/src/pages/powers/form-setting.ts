import { createContext } from 'react';
import type { Source } from './element-fields.ts';

type Option = { readonly value: string; readonly label: string };
/** What the fields of the form need to know of the version they belong to. */
export type FormSetting = {
  /** What is chosen from the agency’s chart. */
  readonly options: Readonly<Record<Source, readonly Option[]>>;
  readonly locked: ReadonlySet<string>;
  readonly versionId: string;
};
export const FormSettingContext = createContext<FormSetting>({
  options: { offices: [], posts: [], channels: [] },
  locked: new Set(),
  versionId: '',
});
