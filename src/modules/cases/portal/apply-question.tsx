import type { FormField } from '#modules/powers';
import { Field, Mixed, useT, Zh } from '#platform/portal';
import { FIELD_TEXTS } from '../texts/error-texts.ts';
import type { Problem, Values } from './apply-form.ts';
import { applyWords as w } from './apply-words.ts';

type Props = {
  readonly question: FormField;
  readonly name: string;
  readonly values: Values;
  readonly problems: readonly Problem[];
};

/** The error of a field, for spreading into it. */
export function useErrors(problems: readonly Problem[]) {
  const t = useT();
  return (name: string) => {
    const found = problems.find((one) => one.name === name);
    return found === undefined ? {} : { error: t(FIELD_TEXTS[found.code]) };
  };
}

/** One question of the power's own form. A conditional one says when it is to be answered, so that no script is needed. */
export function Question({ question, name, values, problems }: Props) {
  const t = useT();
  const { label, kind, required, hint, choices, max, when } = question;
  const value = values[name] ?? '';
  const common = {
    name,
    label: <Zh>{label}</Zh>,
    optional: !required,
    ...(hint === undefined && when === undefined
      ? {}
      : {
          hint: (
            <>
              {hint !== undefined && <Zh>{when === undefined ? hint : `${hint}。`}</Zh>}
              {when !== undefined && <Mixed>{t(w.onlyWhen, { label: when.label, is: when.is })}</Mixed>}
            </>
          ),
        }),
    ...useErrors(problems)(name),
  };
  const options = choices.map((choice) => ({ value: choice, label: <Zh>{choice}</Zh> }));
  switch (kind) {
    case 'text':
      return <Field kind="textarea" {...common} value={value} rows={4} maxLength={max ?? 4000} />;
    case 'number':
      return <Field kind="number" {...common} value={value} width="medium" maxLength={20} />;
    case 'day':
      return <Field kind="date" {...common} value={value} width="medium" />;
    case 'choice':
      return <Field kind="radio" {...common} value={value} options={options} />;
    case 'choices':
      return <Field kind="checkbox" {...common} value={value.split('\n')} options={options} />;
    case 'check':
      return (
        <Field
          kind="checkbox"
          {...common}
          value={value === 'yes' ? ['yes'] : []}
          options={[{ value: 'yes', label: t(w.yes) }]}
        />
      );
    default:
      return <Field kind="text" {...common} value={value} maxLength={max ?? 200} />;
  }
}

/** An answer as people read it. */
export function answerText(answer: unknown, yes: string, no: string): string {
  if (typeof answer === 'boolean') return answer ? yes : no;
  return Array.isArray(answer) ? answer.join('、') : String(answer);
}
