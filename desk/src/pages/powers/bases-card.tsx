import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { stateText } from '../laws/words.ts';

const m = messages({
  title: { zh: '依据有变动', en: 'Bases that changed' },
  todo: {
    zh: '请核对条文，需要的调整这一项。',
    en: 'Check the articles, and adjust the item where needed.',
  },
});
const CHANGED: ReadonlySet<string> = new Set(['repealed', 'article-ended', 'amended', 'not-yet']);

/** Legal bases of the version that the library knows to have changed; nothing when all stand. */
export function BasesCard({ version }: { readonly version: VersionDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const changed = version.bases.filter(({ state }) => CHANGED.has(state.code));
  if (changed.length === 0) return null;
  return (
    <Card size="small" title={say(m.title)}>
      <ul className="power-list">
        {changed.map((basis) => (
          <li key={`${basis.law}${basis.article}`}>
            {basis.lawId === null ? (
              basis.law
            ) : (
              <Link to="/laws/$lawId" params={{ lawId: basis.lawId }}>
                《{basis.law}》{basis.article}
              </Link>
            )}
            <strong className={basis.state.code === 'repealed' ? 'power-late' : undefined}>
              {' '}
              {stateText(say, lang, basis.state)}
            </strong>
          </li>
        ))}
      </ul>
      <p className="quiet">{say(m.todo)}</p>
    </Card>
  );
}
