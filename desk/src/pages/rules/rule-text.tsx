import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { articleNumber, basisName, type ArticleDifference, type RuleDetail } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { CitedText, publicPower } from './cited-text.tsx';
import { m } from './words.ts';

const words = messages({
  gone: { zh: '（已不再行使）', en: '(not in force any more)' },
  stepsGone: {
    zh: '有 {n} 个环节在现行流程里已经没有',
    en: '{n} steps are not in the flow any more',
  },
  same: { zh: '没有改动', en: 'unchanged' },
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删去', en: 'removed' },
  changed: { zh: '修改', en: 'changed' },
  allSame: { zh: '条文没有改动。', en: 'The articles are unchanged.' },
});

/** The text of a version as it reads, with what it rests on and what it governs. */
export function RuleText({ rule }: { readonly rule: RuleDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const { content, governed } = rule;
  return (
    <div className="rule-text">
      {content.articles.map(({ chapter, text }, at) => (
        <div key={articleNumber(at)}>
          {chapter !== undefined && <h4>{chapter}</h4>}
          <p>
            <b>{articleNumber(at)}</b>
            {'　'}
            <CitedText text={text} cited={rule.cited} />
          </p>
        </div>
      ))}
      {content.basis.length > 0 && (
        <>
          <h4>{say(m.basis)}</h4>
          <ul className="power-list">
            {content.basis.map(({ law, article }) => (
              <li key={`${law}${article}`}>
                <CitedText text={`《${basisName(law)}》${article}`} cited={rule.cited} />
              </li>
            ))}
          </ul>
        </>
      )}
      {governed.length > 0 && (
        <>
          <h4>{say(m.governs)}</h4>
          <ul className="power-list">
            {governed.map(({ powerId, code, name, steps, stepsGone }) => (
              <li key={powerId}>
                {code === null ? say(words.gone) : <a href={publicPower(code, lang)}>{name}</a>}
                <span className="quiet">
                  {' '}
                  {steps.length === 0 && stepsGone === 0
                    ? say(m.whole)
                    : steps.map((step) => step.name).join('、')}
                </span>
                {stepsGone > 0 && <div className="power-late">{say(words.stepsGone, { n: stepsGone })}</div>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What changed against the version before, article by article, in the words. */
export function RuleDifference({
  differences,
}: {
  readonly differences: readonly ArticleDifference[];
}): ReactNode {
  const { say } = useLanguage();
  const changed = differences.filter(({ change }) => change !== 'same');
  if (changed.length === 0) return <p className="quiet">{say(words.allSame)}</p>;
  return (
    <div className="rule-text">
      {changed.map(({ change, before, after, pieces }) => {
        const numbers = [before, after].flatMap((at) => (at === null ? [] : [articleNumber(at)]));
        return (
          <p key={`${before}-${after}`}>
            <b>{[...new Set(numbers)].join(' → ')}</b> <span className="quiet">{say(words[change])}</span>
            {'　'}
            {pieces.map(({ kind, text }, at) =>
              kind === 'same' ? (
                text
              ) : kind === 'added' ? (
                // oxlint-disable-next-line react/no-array-index-key -- pieces are their positions
                <ins key={at}>{text}</ins>
              ) : (
                // oxlint-disable-next-line react/no-array-index-key -- pieces are their positions
                <del key={at}>{text}</del>
              ),
            )}
          </p>
        );
      })}
    </div>
  );
}

/** Every version of the rule this reader may see. */
export function RuleVersions({ rule }: { readonly rule: RuleDetail }): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <ul className="power-list">
      {rule.versions.map(({ versionId, n, status, effectiveFrom }) => (
        <li key={versionId}>
          {versionId === rule.versionId ? (
            <b>{n === null ? say(m.open) : say(m.n, { n })}</b>
          ) : (
            <Link to="/rules/$versionId" params={{ versionId }}>
              {n === null ? say(m.open) : say(m.n, { n })}
            </Link>
          )}{' '}
          <span className="quiet">
            {[
              effectiveFrom === null ? null : formatDay(LegalDay.parse(effectiveFrom), lang),
              status === 'repealed' ? say(m.repealing) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
