import type { ReactNode } from 'react';
import { FormFile } from '#modules/powers/contract';
import { formatSize, messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES } from './choices.ts';
import type { FieldSpec } from './element-fields.ts';

const m = messages({
  nothing: { zh: '（空）', en: '(empty)' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
});

/** The value of an element as it reads, for comparing two of them. */
export function ValueText({
  field,
  value,
}: {
  readonly field: FieldSpec;
  readonly value: unknown;
}): ReactNode {
  const { say } = useLanguage();
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="quiet">{say(m.nothing)}</span>;
  switch (field.kind) {
    case 'check':
      return say(value === true ? m.yes : m.no);
    case 'choice':
      return word(field.choices, value, say);
    case 'choices':
      return Array.isArray(value) ? value.map((one) => word(field.choices, one, say)).join('、') : null;
    case 'limit': {
      const { n, unit } = partsOf(value);
      return `${text(n)} ${word('unit', unit, say)}`;
    }
    case 'file': {
      const file = FormFile.safeParse(value).data;
      return file && `${file.name}（${formatSize(file.size)}，${file.sha256.slice(0, 8)}）`;
    }
    case 'group':
      return <Parts fields={field.fields} value={value} />;
    case 'list':
      return (
        <ol className="power-values">
          {(Array.isArray(value) ? value : []).map((row: unknown) => (
            <li key={JSON.stringify(row)}>
              <Parts fields={field.fields} value={row} />
            </li>
          ))}
        </ol>
      );
    case 'lines':
    case 'picks':
      return (
        <ol className="power-values">
          {(Array.isArray(value) ? value : []).map((one) => (
            <li key={String(one)}>{String(one)}</li>
          ))}
        </ol>
      );
    default:
      return text(value);
  }
}

function Parts({
  fields,
  value,
}: {
  readonly fields: readonly FieldSpec[];
  readonly value: unknown;
}): ReactNode {
  const { say } = useLanguage();
  const parts = partsOf(value);
  return fields
    .filter((one) => (one.name === '' ? parts['n'] !== undefined : isFilled(parts[one.name])))
    .map((one) => (
      <div key={one.name}>
        <span className="quiet">{say(one.label)}</span>{' '}
        <ValueText field={one} value={one.name === '' ? parts : parts[one.name]} />
      </div>
    ));
}

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function word(
  choices: keyof typeof CHOICES,
  value: unknown,
  say: ReturnType<typeof useLanguage>['say'],
): string {
  const found = CHOICES[choices].find((one) => one.value === value);
  return found ? say(found.label) : text(value);
}
