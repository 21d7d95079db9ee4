import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { governingQuery } from './queries.ts';

const words = messages({
  title: { zh: '管理制度', en: 'Rules that govern it' },
  steps: { zh: '管：{steps}', en: 'steps: {steps}' },
});

type Props = {
  readonly code: string;
  /** Only rules about one of these steps, or about the power as a whole. */
  readonly nodes?: readonly string[];
};

/** The rules in force that govern a power, or the steps a case is at; nothing where there is none. */
export function GoverningCard({ code, nodes }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const items = useQuery(governingQuery(code)).data?.items ?? [];
  const rules = items.filter(
    ({ steps }) => nodes === undefined || steps.length === 0 || steps.some(({ id }) => nodes.includes(id)),
  );
  if (rules.length === 0) return null;
  return (
    <Card size="small" title={say(words.title)} className="desk-card">
      <ul className="power-list">
        {rules.map(({ ruleId, title, documentNumber, steps }) => (
          <li key={ruleId}>
            <a href={`${lang === 'en' ? '/en' : ''}/rules/${ruleId}`}>《{title}》</a>
            {documentNumber !== null && <span className="quiet"> {documentNumber}</span>}
            {steps.length > 0 && (
              <div className="quiet">
                {say(words.steps, { steps: steps.map(({ name }) => name).join('、') })}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
