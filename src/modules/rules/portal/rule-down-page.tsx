import { formatDay } from '#kernel';
import { messages } from '#platform/i18n';
import {
  Crumbs,
  Link,
  Mixed,
  Notice,
  ProofStrip,
  useLang,
  useT,
  Zh,
  type ProofStripProps,
} from '#platform/portal';
import type { PublishedHeading } from '../db/rule-reader.ts';
import type { RecordNotes } from '../use-cases/read-notes.ts';
import { RuleVersions, type VersionsProps } from './rule-versions.tsx';
import { rulesWords } from './rules-page.tsx';

export const downWords = messages({
  title: { zh: '这一版制度已经撤下', en: 'This version of a rule was taken down' },
  why: { zh: '{on}撤下，依据：{ground}', en: 'Taken down on {on}, on the ground: {ground}' },
  record: {
    zh: '它公布过、后来撤下，这两件事都留在公开账本里。',
    en: 'That it was published and taken down stands in the public ledger.',
  },
  toRecord: { zh: '看存证记录', en: 'See its record' },
});

type Props = VersionsProps & {
  readonly heading: PublishedHeading;
  readonly agency: { readonly name: string; readonly slug: string };
  readonly down: RecordNotes['down'];
  readonly proof: ProofStripProps;
};

/** In place of a version whose record was taken down or in part erased: that it stood here, since when no more, and why. */
export function RuleDownPage({ heading, agency, down, proof, ...versions }: Props) {
  const t = useT();
  const lang = useLang();
  return (
    <article>
      <Crumbs
        items={[
          { href: '/rules', label: t(rulesWords.title) },
          { href: `/agencies/${agency.slug}`, label: <Zh>{agency.name}</Zh> },
        ]}
      />
      <header className="page-head">
        <h1>{t(downWords.title)}</h1>
        <p className="shelfmark">
          <span>{t(rulesWords.n, { n: heading.n })}</span>
        </p>
      </header>
      {down !== undefined && (
        <Notice kind="warn">
          <Mixed>{t(downWords.why, { on: formatDay(down.on, lang), ground: down.ground })}</Mixed>
        </Notice>
      )}
      <p>
        {t(downWords.record)} <Link href={`/records/${heading.rid}`}>{t(downWords.toRecord)}</Link>
      </p>
      <RuleVersions {...versions} />
      <ProofStrip {...proof} />
    </article>
  );
}
