import { messages } from '#platform/i18n';
import { Crumbs, DiffTable, Mixed, useT, Zh, type DiffPart, type DiffRow } from '#platform/portal';
import type { PublishedRule } from '../db/rule-reader.ts';
import { articleNumber } from '../domain/content.ts';
import { diffArticles, type ArticleDifference } from '../domain/diff.ts';
import { rulesWords } from './rules-page.tsx';

const words = messages({
  title: { zh: '两个版本的差别', en: 'What changed' },
  none: { zh: '两个版本的条文完全相同。', en: 'Both versions have the same articles.' },
  unchanged: {
    zh: '其余 {n} 条没有改动，这里不列。',
    en: 'The other {n} articles are unchanged and left out.',
  },
});

/** Two versions of a rule, article by article, what went and what came marked in the words. */
export function RuleDiffPage({
  before,
  after,
}: {
  readonly before: PublishedRule;
  readonly after: PublishedRule;
}) {
  const t = useT();
  const all = diffArticles(before.content.articles, after.content.articles);
  const changed = all.filter(({ change }) => change !== 'same');
  const same = all.length - changed.length;
  return (
    <>
      <Crumbs
        items={[
          { href: '/rules', label: t(rulesWords.title) },
          { href: `/rules/${after.ruleId}`, label: <Zh>{after.content.title}</Zh> },
        ]}
      />
      <header className="page-head">
        <h1>{t(words.title)}</h1>
        <p className="lead">
          <Mixed>{after.reason}</Mixed>
        </p>
      </header>
      {changed.length === 0 ? (
        <p>{t(words.none)}</p>
      ) : (
        <>
          <DiffTable
            caption={t(words.title)}
            beforeHead={t(rulesWords.n, { n: before.n })}
            afterHead={t(rulesWords.n, { n: after.n })}
            rows={changed.map(toRow)}
          />
          {same > 0 && <p className="quiet">{t(words.unchanged, { n: same })}</p>}
        </>
      )}
    </>
  );
}

function toRow({ change, before, after, pieces }: ArticleDifference): DiffRow {
  const side = (without: DiffPart['kind']) => pieces.filter(({ kind }) => kind !== without);
  return {
    label: [before, after]
      .flatMap((at) => (at === null ? [] : [articleNumber(at)]))
      .filter((label, at, labels) => labels.indexOf(label) === at)
      .join(' → '),
    change,
    ...(before === null ? {} : { before: side('added') }),
    ...(after === null ? {} : { after: side('removed') }),
  };
}
