import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  power: { zh: '看这个职权版本', en: 'See this version of the power' },
  rule: { zh: '看这个制度版本', en: 'See this version of the rule' },
  flow: { zh: '看这个通用流程版本', en: 'See this version of the general flow' },
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
    case 'category-flow.version':
      return (
        <>
          {' · '}
          <Link to="/category-flows/$versionId" params={{ versionId }}>
            {say(m.flow)}
          </Link>
        </>
      );
    default:
      return null;
  }
}
