import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  power: { zh: '看这个职权版本', en: 'See this version of the power' },
  rule: { zh: '看这个制度版本', en: 'See this version of the rule' },
});

/** The way to exactly what was tabled; nothing for a matter that is no record of the system. */
export function SubjectLink({
  subjectType,
  subjectId: versionId,
}: {
  readonly subjectType: string;
  readonly subjectId: string;
}): ReactNode {
  const { say } = useLanguage();
  switch (subjectType) {
    case 'power.version':
      return (
        <>
          {' · '}
          <Link to="/powers/$versionId" params={{ versionId }}>
            {say(m.power)}
          </Link>
        </>
      );
    case 'rule.version':
      return (
        <>
          {' · '}
          <Link to="/rules/$versionId" params={{ versionId }}>
            {say(m.rule)}
          </Link>
        </>
      );
    default:
      return null;
  }
}
