import { formatDay, formatInstant, LegalDay } from '#kernel';
import { fieldLabel, type FieldView, type RevisionView } from '#modules/ledger';
import type { Lang } from '#platform/i18n';
import { Link, StatusWord, Withheld, Zh, type Fact } from '#platform/portal';
import { statusOf } from '../case-words.ts';

const CASE_CODES: ReadonlySet<string> = new Set(['state']);
const RID_FIELDS: ReadonlySet<string> = new Set(['powerVersion', 'flowVersion', 'flow']);

/** The newest form of every field of a record; a later revision replaces the same field of an earlier one. */
export function newestFields(revisions: readonly RevisionView[]): ReadonlyMap<string, FieldView> {
  const newest = new Map<string, FieldView>();
  for (const { fields } of revisions) for (const field of fields) newest.set(field.name, field);
  return newest;
}

/** Fields as terms and values: open ones shown, closed ones with their ground, masked forms in the place of the original. */
export function fieldFacts(
  fields: ReadonlyMap<string, FieldView>,
  schema: string,
  lang: Lang,
): readonly Fact[] {
  return [...fields.values()].flatMap((field): Fact[] => {
    if (field.name === 'opens' || field.name.endsWith('.masked')) return [];
    const term = fieldLabel(schema, field.name, lang);
    if (field.state === 'open') return [{ key: field.name, term, value: fieldValue(field, lang) }];
    const masked = fields.get(`${field.name}.masked`);
    const shown = masked?.state === 'open' && typeof masked.value === 'string' ? { value: masked.value } : {};
    const until = LegalDay.safeParse(field.until);
    return [
      {
        key: field.name,
        term,
        value: (
          <Withheld
            kind={field.state === 'erased' ? 'erased' : 'value' in shown ? 'masked' : 'withheld'}
            ground={field.ground ?? ''}
            {...(until.success ? { until: until.data } : {})}
            {...shown}
          />
        ),
      },
    ];
  });
}

function fieldValue({ name, value }: FieldView, lang: Lang) {
  if (typeof value === 'string') {
    if (CASE_CODES.has(name)) return <StatusWord code={statusOf(value)} />;
    if (RID_FIELDS.has(name)) return <Link href={`/records/${value}`}>{value}</Link>;
    const day = LegalDay.safeParse(value);
    if (day.success) return formatDay(day.data, lang);
    if (/^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(value)) return formatInstant(new Date(value));
    return <Zh>{value}</Zh>;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return '—';
  return (
    <details>
      <summary>{lang === 'zh' ? '展开' : 'Show'}</summary>
      <pre className="small">{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}
