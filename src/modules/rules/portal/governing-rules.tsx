import { messages } from '#platform/i18n';
import { Items, Link, useT, Zh } from '#platform/portal';
import type { GoverningRule } from '../db/governed.ts';

export const governingWords = messages({
  title: { zh: '管理制度', en: 'Rules that govern it' },
  steps: { zh: '管“{steps}”环节', en: 'governs the steps {steps}' },
});

/** The rules that govern a power or a step, each with its document number and the steps it is about. */
export function GoverningRulesPart({ rules }: { readonly rules: readonly GoverningRule[] }) {
  const t = useT();
  return (
    <Items
      items={rules.map(({ ruleId, title, documentNumber, steps }) => (
        <span key={ruleId}>
          <Link href={`/rules/${ruleId}`}>
            <Zh>{`《${title}》`}</Zh>
          </Link>
          {documentNumber !== null && (
            <span className="quiet small block">
              <Zh>{documentNumber}</Zh>
            </span>
          )}
          {steps.length > 0 && (
            <span className="quiet small block">
              {t(governingWords.steps, { steps: steps.map(({ name }) => name).join('、') })}
            </span>
          )}
        </span>
      ))}
    />
  );
}
