import { Card, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { WalkView } from '#modules/cases/contract';
import { useLanguage } from '../../lib/language.tsx';
import { w } from './walk-words.ts';

export type Facts = Readonly<Record<string, string | number | boolean>>;
type Field = NonNullable<WalkView['walk']>['fields'][number];
type Props = { readonly fields: readonly Field[]; readonly facts: Facts; change(facts: Facts): void };

/** The case fields that conditions of the flow look at; what is not said is not known. */
export function WalkFacts({ fields, facts, change }: Props): ReactNode {
  const { say } = useLanguage();
  const set = (name: string, value: string | number | boolean | null | undefined): void => {
    const others = Object.entries(facts).filter(([known]) => known !== name);
    const unsaid = value === undefined || value === null || value === '';
    change(Object.fromEntries(unsaid ? others : [...others, [name, value]]));
  };
  return (
    <Card size="small" title={say(w.facts)} className="desk-card walk-step">
      <p className="quiet">{say(w.factsHint)}</p>
      {fields.map((field) => (
        <label key={field.name} className="walk-need">
          {field.name}
          <Answer field={field} value={facts[field.name]} set={(value) => set(field.name, value)} />
        </label>
      ))}
    </Card>
  );
}

type AnswerProps = {
  readonly field: Field;
  readonly value: Facts[string] | undefined;
  set(value: string | number | boolean | null | undefined): void;
};

function Answer({ field, value, set }: AnswerProps): ReactNode {
  const { say } = useLanguage();
  const { name, type, values } = field;
  if (type === 'number')
    return <InputNumber aria-label={name} value={typeof value === 'number' ? value : null} onChange={set} />;
  if (type === 'boolean')
    return (
      <Select
        aria-label={name}
        allowClear
        value={typeof value === 'boolean' ? value : undefined}
        onChange={set}
        options={[
          { value: true, label: say(w.yes) },
          { value: false, label: say(w.no) },
        ]}
      />
    );
  const text = typeof value === 'string' ? value : undefined;
  if (values.length > 0)
    return (
      <Select
        aria-label={name}
        allowClear
        value={text}
        onChange={set}
        options={values.map((one) => ({ value: one, label: one }))}
      />
    );
  return (
    <Input
      aria-label={name}
      type={type === 'date' ? 'date' : 'text'}
      value={text ?? ''}
      onChange={({ target }) => set(target.value)}
    />
  );
}
