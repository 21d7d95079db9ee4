import { createContext } from 'react';
import type { AgencyChart } from '#modules/organisation/contract';
import type { VersionDetail } from '#modules/powers/contract';
import type { Source } from './element-fields.ts';

type Option = { readonly value: string; readonly label: string };
/** What the elements of a version need to know of it to be filled in or read. */
export type FormSetting = {
  /** What is chosen from the agency’s chart. */
  readonly options: Readonly<Record<Source, readonly Option[]>>;
  readonly locked: ReadonlySet<string>;
  readonly versionId: string;
  /** Read from a filing of another body: its keys are not those of this chart, and its files are not here. */
  readonly filed?: true;
};
export const FormSettingContext = createContext<FormSetting>({
  options: { offices: [], posts: [], channels: [] },
  locked: new Set(),
  versionId: '',
});

/** Offices, posts and channels by name; the posts of the office in charge stand before those of others. */
export function settingOf(chart: AgencyChart | undefined, version: VersionDetail): FormSetting {
  const offices = new Map(chart?.offices.map((office) => [office.id, office.name]));
  const isOwn = ({ officeId }: { readonly officeId: string }): boolean => officeId === version.officeId;
  const posts = chart?.posts ?? [];
  return {
    options: {
      offices: (chart?.offices ?? []).map(({ key, name }) => ({ value: key, label: name })),
      posts: [...posts.filter(isOwn), ...posts.filter((post) => !isOwn(post))].map(
        ({ key, name, officeId }) => ({ value: key, label: `${name}（${offices.get(officeId) ?? ''}）` }),
      ),
      channels: (chart?.details.channels ?? []).map(({ key, name, phone }) => ({
        value: key,
        label: `${name} ${phone}`,
      })),
    },
    locked: new Set(version.locked),
    versionId: version.versionId,
  };
}
