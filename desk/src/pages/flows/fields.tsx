import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import type { Limit } from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { m } from './words.ts';

type FieldProps = { readonly label: string; children(id: string): ReactNode };

/** A label above its control. */
function Field({ label, children }: FieldProps): ReactNode {
  const id = useId();
  return (
    <div className="flow-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

type TextProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly long?: boolean;
  change(value: string | undefined): void;
};

/** Words; emptied they are absent. */
export function TextField({ label, value, long = false, change }: TextProps): ReactNode {
  return (
    <Field label={label}>
      {(id) =>
        long ? (
          <Input.TextArea
            id={id}
            value={value ?? ''}
            rows={3}
            maxLength={2000}
            onChange={({ target }) => change(target.value === '' ? undefined : target.value)}
          />
        ) : (
          <Input
            id={id}
            value={value ?? ''}
            maxLength={120}
            onChange={({ target }) => change(target.value === '' ? undefined : target.value)}
          />
        )
      }
    </Field>
  );
}

type ChoiceProps<T extends string | number> = {
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly clearable?: boolean;
  change(value: T | undefined): void;
};

export function ChoiceField<T extends string | number>({
  label,
  value,
  options,
  clearable = false,
  change,
}: ChoiceProps<T>): ReactNode {
  return (
    <Field label={label}>
      {(id) => (
        <Select<T>
          id={id}
          className="flow-wide"
          value={value ?? null}
          options={[...options]}
          allowClear={clearable}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(next: T | null | undefined) => change(next ?? undefined)}
        />
      )}
    </Field>
  );
}

type FlagProps = { readonly label: string; readonly value: boolean; change(value: boolean): void };

export function FlagField({ label, value, change }: FlagProps): ReactNode {
  return (
    <div className="flow-field">
      <Checkbox checked={value} onChange={({ target }) => change(target.checked)}>
        {label}
      </Checkbox>
    </div>
  );
}

type LimitProps<T extends Limit> = {
  readonly label: string;
  readonly value: T | undefined;
  /** What a limit begins with beside its length. */
  readonly fresh: Omit<T, keyof Limit>;
  readonly children?: ReactNode;
  change(value: T | undefined): void;
};

/** A length of time with its unit always named; emptied it is absent. */
export function LimitField<T extends Limit>({
  label,
  value,
  fresh,
  children,
  change,
}: LimitProps<T>): ReactNode {
  const { say } = useLanguage();
  return (
    <fieldset className="flow-limit">
      <legend>{label}</legend>
      <InputNumber
        aria-label={`${label}：${say(m.amount)}`}
        min={0}
        max={3660}
        precision={0}
        placeholder={say(m.none)}
        value={value?.n ?? null}
        onChange={(n) =>
          change(n === null ? undefined : unsafeLimit<T>({ ...fresh, unit: 'wd', ...value, n }))
        }
      />
      <Select<Limit['unit']>
        aria-label={`${label}：${say(m.unit)}`}
        className="flow-unit"
        disabled={value === undefined}
        value={value?.unit ?? 'wd'}
        options={(['wd', 'cd', 'month', 'year'] as const).map((unit) => ({
          value: unit,
          label: say(m[unit]),
        }))}
        onChange={(unit) => value !== undefined && change({ ...value, unit })}
      />
      {value !== undefined && children}
    </fieldset>
  );
}

/** A limit is its length and what it begins with; the compiler does not add the two up for a type parameter. */
function unsafeLimit<T extends Limit>(value: Limit & Omit<T, keyof Limit>): T {
  return value as unknown as T;
}

type ListProps<T> = {
  readonly label: string;
  readonly items: readonly T[];
  fresh(): T;
  change(items: T[]): void;
  row(item: T, change: (next: T) => void, at: number): ReactNode;
};

/** A list of small rows that grows and shrinks. */
export function ListField<T>({ label, items, fresh, change, row }: ListProps<T>): ReactNode {
  const { say } = useLanguage();
  return (
    <fieldset className="flow-list">
      <legend>{label}</legend>
      {items.map((item, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no identity of their own
        <div key={at} className="flow-list-row">
          {row(item, (next) => change(items.map((one, other) => (other === at ? next : one))), at)}
          <Button
            size="small"
            aria-label={`${say(m.take)}：${label} ${at + 1}`}
            onClick={() => change(items.filter((_, other) => other !== at))}
          >
            {say(m.take)}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        aria-label={`${say(m.addOne)}：${label}`}
        onClick={() => change([...items, fresh()])}
      >
        {say(m.addOne)}
      </Button>
    </fieldset>
  );
}
