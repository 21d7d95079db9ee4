import { Fragment, use, type ReactNode } from 'react';
import { FormFile } from '#modules/powers/contract';
import { formatPeriod, formatSize, messages, type DayUnit } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES } from './choices.ts';
import { isAskedFor, type FieldSpec, type Source } from './element-fields.ts';
import { FormSettingContext } from './form-setting.ts';

const m = messages({
  nothing: { zh: '（空）', en: '(empty)' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  not: { zh: '{what}：否', en: '{what}: no' },
});

type Props = { readonly field: FieldSpec; readonly value: unknown };

/** The value of an element as it reads. */
export function ValueText({ field, value }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const { options, versionId, filed } = use(FormSettingContext);
  const nameOf = (source: Source, key: unknown): string =>
    filed === true ? text(key) : nameIn(options[source], key);
  if (isEmpty(value)) return <span className="quiet">{say(m.nothing)}</span>;
  switch (field.kind) {
    case 'check':
      return say(value === true ? m.yes : m.no);
    case 'choice':
      return word(field.choices, value, say);
    case 'choices':
      return Array.isArray(value) ? value.map((one) => word(field.choices, one, say)).join('、') : null;
    case 'limit': {
      const { n, unit } = partsOf(value);
      return typeof n === 'number' && isUnit(unit) ? formatPeriod(lang, n, unit) : text(n);
    }
    case 'file': {
      const file = FormFile.safeParse(value).data;
      return (
        file &&
        (filed === true ? (
          `${file.name}（${formatSize(file.size)}，SHA-256 ${file.sha256}）`
        ) : (
          <a href={`/api/v1/power-versions/${versionId}/forms/${file.sha256}`} download={file.name}>
            {file.name}（{formatSize(file.size)}，{file.sha256.slice(0, 8)}）
          </a>
        ))
      );
    }
    case 'group':
      return <Parts fields={field.fields} value={value} />;
    case 'list':
      return (
        <ol className="power-values">
          {rowsOf(value).map((row) => (
            <li key={JSON.stringify(row)}>
              <Parts fields={field.fields} value={row} titled />
            </li>
          ))}
        </ol>
      );
    case 'pick':
      return nameOf(field.source, value);
    case 'picks':
      return rowsOf(value)
        .map((one) => nameOf(field.source, one))
        .join('、');
    case 'lines':
      return (
        <ol className="power-values">
          {rowsOf(value).map((one) => (
            <li key={text(one)}>{text(one)}</li>
          ))}
        </ol>
      );
    default:
      return text(value);
  }
}

/** A choice that says that there is nothing to say. */
const NONE = 'none';
/** Kinds that take more than a few words: each stands on a line of its own. */
const LONG: ReadonlySet<FieldSpec['kind']> = new Set(['text', 'lines', 'group', 'list']);

function Parts({
  fields,
  value,
  titled = false,
}: {
  readonly fields: readonly FieldSpec[];
  readonly value: unknown;
  /** The first of them names the rest. */
  readonly titled?: boolean;
}): ReactNode {
  const { say } = useLanguage();
  const parts = partsOf(value);
  const filled = fields.filter(
    (one) =>
      isAskedFor(one, parts) &&
      parts[one.name] !== NONE &&
      (one.name === '' ? parts['n'] !== undefined : !isEmpty(parts[one.name])),
  );
  const part = (one: FieldSpec): ReactNode => (
    <ValueText field={one} value={one.name === '' ? parts : parts[one.name]} />
  );
  return (
    <>
      {filled
        .filter(({ kind }) => !LONG.has(kind))
        .map((one, at) => (
          <Fragment key={one.name}>
            {at > 0 && ' · '}
            {one.kind === 'check' ? (
              say(parts[one.name] === true ? one.label : m.not, { what: say(one.label) })
            ) : titled && one === fields[0] ? (
              <b>{part(one)}</b>
            ) : (
              <>
                <span className="quiet">{say(one.label)}</span> {part(one)}
              </>
            )}
          </Fragment>
        ))}
      {filled
        .filter(({ kind }) => LONG.has(kind))
        .map((one) => (
          <div key={one.name}>
            <span className="quiet">{say(one.label)}</span> {part(one)}
          </div>
        ))}
    </>
  );
}

/** Whether an element says anything: of a tick, whether it is set. */
export function isFilled(field: FieldSpec, value: unknown): boolean {
  return field.kind === 'check' ? value === true : !isEmpty(value);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const isUnit = (unit: unknown): unit is DayUnit => CHOICES.unit.some(({ value }) => value === unit);
const rowsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A key of the agency’s chart by its name, once the chart is there; one that it does not have stays as it came. */
function nameIn(
  options: readonly { readonly value: string; readonly label: string }[],
  key: unknown,
): string {
  if (options.length === 0) return '…';
  return options.find(({ value }) => value === key)?.label ?? text(key);
}

function word(
  choices: keyof typeof CHOICES,
  value: unknown,
  say: ReturnType<typeof useLanguage>['say'],
): string {
  const found = CHOICES[choices].find((one) => one.value === value);
  return found ? say(found.label) : text(value);
}
