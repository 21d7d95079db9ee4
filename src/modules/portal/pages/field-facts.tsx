import type { ReactNode } from 'react';
import { z } from 'zod';
import { formatDay, formatInstant, LegalDay } from '#kernel';
import { HELD_GROUND } from '#modules/disclosure';
import { fieldLabel, type FieldView, type RevisionView } from '#modules/ledger';
import { messages, t, type Lang } from '#platform/i18n';
import {
  Facts,
  isStatusCode,
  Items,
  Link,
  Mixed,
  StatusWord,
  useLang,
  Withheld,
  Zh,
  type Fact,
} from '#platform/portal';
import { resultWords, statusOf } from '../case-words.ts';
import { Departure } from '../domain/departures.ts';

/** The parts of the register entry of a case. */
const parts = messages({
  body: { zh: '办理机关', en: 'Handled by' },
  item: { zh: '事项', en: 'Power' },
  steps: { zh: '经过环节', en: 'Steps done' },
  pauses: { zh: '中止、特别程序次数', en: 'Times suspended' },
  notices: { zh: '补正告知次数', en: 'Notices of correction' },
  extended: { zh: '是否延期', en: 'Extended' },
  result: { zh: '结果', en: 'Result' },
  receivedOn: { zh: '收件日期', en: 'Received on' },
  acceptedOn: { zh: '受理日期', en: 'Accepted on' },
  decidedOn: { zh: '决定日期', en: 'Decided on' },
  servedOn: { zh: '送达日期', en: 'Served on' },
  committedUntil: { zh: '承诺期限', en: 'Committed until' },
  statutoryUntil: { zh: '法定期限', en: 'Due by law' },
});
const approvalWords = messages({
  sign: { zh: '处室签字', en: 'signed by the office' },
  countersign: { zh: '分管领导审签', en: 'countersigned' },
  pass: { zh: '领导小组办公室审核', en: 'passed by the leading group office' },
  resolve: { zh: '集体审议通过', en: 'adopted by resolution' },
  publish: { zh: '公布', en: 'published' },
});
const departures = messages({
  jump: { zh: '经批准偏离流程', en: 'approved deviation from the flow' },
  move: { zh: '因法律修改移至新版流程', en: 'moved to a new version: the law changed' },
  version: { zh: '新版流程', en: 'the version' },
});
const raw = messages({ data: { zh: '存证的原始数据', en: 'The data as committed' } });
const yesNo = messages({ yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' } });
const classes = messages({
  OPEN: { zh: '公开（受理即存证）', en: 'open: in the ledger from acceptance' },
  SEALED: { zh: '暂不公开（先存入办理日志）', en: 'sealed: in the journal until the decision' },
  NONE: { zh: '不公开', en: 'not published' },
});

/** What a version says of its item or rule, where the vocabulary has another name for it. */
const STANDING: Readonly<Record<string, string>> = { transferred: 'transferred-out' };
const CASE_CODES: ReadonlySet<string> = new Set(['state']);
const RID_FIELDS: ReadonlySet<string> = new Set(['powerVersion', 'flowVersion', 'flow']);

/** The newest form of every field of a record; a later revision replaces the same field of an earlier one. */
export function newestFields(revisions: readonly RevisionView[]): ReadonlyMap<string, FieldView> {
  const newest = new Map<string, FieldView>();
  for (const { fields } of revisions) for (const field of fields) newest.set(field.name, field);
  return newest;
}

/** Names of steps in the language of the page, by what the record calls them; several joined by 、 in it. */
export type StepNames = (said: string) => string;

/** Fields as terms and values: open ones shown, closed ones with their ground, masked forms in the place of the original. */
export function fieldFacts(
  fields: ReadonlyMap<string, FieldView>,
  schema: string,
  lang: Lang,
  stepNames: StepNames = (said) => said,
): readonly Fact[] {
  return [...fields.values()].flatMap((field): Fact[] => {
    if (field.name === 'opens' || field.name.endsWith('.masked')) return [];
    const term = fieldLabel(schema, field.name, lang);
    if (field.state === 'open')
      return [{ key: field.name, term, value: openValue(field, schema, lang, stepNames) }];
    const masked = fields.get(`${field.name}.masked`);
    const shown = masked?.state === 'open' && typeof masked.value === 'string' ? { value: masked.value } : {};
    const until = LegalDay.safeParse(field.until);
    return [
      {
        key: field.name,
        term,
        value: (
          <Withheld
            kind={closedKind(schema, field, 'value' in shown)}
            ground={field.ground ?? ''}
            {...(until.success ? { until: until.data } : {})}
            {...shown}
          />
        ),
      },
    ];
  });
}

/** How a closed field stands: a field of a case that waits for its time is not one withheld for good. */
export function closedKind(
  schema: string,
  { state, ground }: FieldView,
  masked: boolean,
): 'erased' | 'masked' | 'held' | 'withheld' {
  if (state === 'erased') return 'erased';
  if (masked) return 'masked';
  return schema === 'case/1' && ground === HELD_GROUND ? 'held' : 'withheld';
}

function openValue(field: FieldView, schema: string, lang: Lang, stepNames: StepNames): ReactNode {
  const { name, value } = field;
  if (name === 'step' && typeof value === 'string') return <Mixed>{stepNames(value)}</Mixed>;
  if (name === 'closes') return closedFields(value, schema, lang);
  return fieldValue(field, lang);
}

/** The fields that a revision closes to society, by their words instead of their place in the record (B7). */
function closedFields(value: unknown, schema: string, lang: Lang): string {
  const names = Named.safeParse(value).data?.map(([, name]) => name) ?? [];
  const labels = names
    .filter((name) => !name.endsWith('.masked'))
    .map((name) => fieldLabel(schema, name, lang));
  return [...new Set(labels)].join(lang === 'zh' ? '、' : ', ');
}

const Named = z.array(z.tuple([z.number(), z.string()]));

function fieldValue({ name, value }: FieldView, lang: Lang) {
  if (typeof value === 'string') {
    if (CASE_CODES.has(name)) return <StatusWord code={statusOf(value)} />;
    const standing = name === 'status' ? (STANDING[value] ?? value) : undefined;
    if (standing !== undefined && isStatusCode(standing)) return <StatusWord code={standing} />;
    const result = name === 'decision' ? resultWords[value] : undefined;
    if (result) return t(lang, result);
    const commitment = name === 'class' && Object.entries(classes).find(([one]) => one === value)?.[1];
    if (commitment) return t(lang, commitment);
    if (RID_FIELDS.has(name)) return <Link href={`/records/${value}`}>{value}</Link>;
    const day = LegalDay.safeParse(value);
    if (day.success) return formatDay(day.data, lang);
    if (/^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(value)) return formatInstant(new Date(value));
    return <Zh>{value}</Zh>;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value))
    return (
      <Items
        items={value.map((one: unknown) =>
          typeof one === 'string' ? (
            <Zh key={one}>{one}</Zh>
          ) : (
            (deviation(one, lang) ?? approval(one, lang) ?? JSON.stringify(one))
          ),
        )}
      />
    );
  if (name === 'register') return <Facts wide items={partsOf(value, lang)} />;
  return <Raw value={value} />;
}

const Approval = z.object({
  act: z.enum(['sign', 'countersign', 'pass', 'resolve', 'publish']),
  post: z.string(),
  on: LegalDay,
  number: z.string().optional(),
});

/** Who put their post's name to a version, or which resolution adopted it (A2, A4). */
function approval(value: unknown, lang: Lang): ReactNode {
  const parsed = Approval.safeParse(value);
  if (!parsed.success) return undefined;
  const { act, post, on, number } = parsed.data;
  return (
    <span key={`${act}${on}`}>
      {t(lang, approvalWords[act])} · <Zh>{post}</Zh>
      {number === undefined ? null : (
        <>
          {' · '}
          <Zh>{number}</Zh>
        </>
      )}{' '}
      · {formatDay(on, lang)}
    </span>
  );
}

/** An approved departure from the published flow (C5), in words. */
function deviation(value: unknown, lang: Lang): ReactNode {
  const parsed = Departure.safeParse(value);
  if (!parsed.success) return undefined;
  const { kind, on, ground, flow } = parsed.data;
  return (
    <span key={`${on}${kind}`}>
      {formatDay(on, lang)} · {t(lang, departures[kind])} · <Zh>{ground}</Zh>
      {flow === undefined ? null : (
        <>
          {' · '}
          <Link href={`/records/${flow}`}>{t(lang, departures.version)}</Link>
        </>
      )}
    </span>
  );
}

/** A value in the form that was committed; its words for people stand on the page of what it belongs to. */
function Raw({ value }: { readonly value: unknown }) {
  return (
    <details className="disclosure">
      <summary>{t(useLang(), raw.data)}</summary>
      <div className="disclosure-body">
        <code className="small breakable">{JSON.stringify(value)}</code>
      </div>
    </details>
  );
}

/** A value with parts of its own, such as the register entry (E8), each part by its name. */
function partsOf(value: object, lang: Lang): readonly Fact[] {
  return Object.entries(value).map(([name, part]: [string, unknown]): Fact => {
    const known = Object.entries(parts).find(([one]) => one === name)?.[1];
    return {
      key: name,
      term: known === undefined ? name : t(lang, known),
      value:
        typeof part === 'boolean'
          ? t(lang, part ? yesNo.yes : yesNo.no)
          : plain(resultOf(name, part, lang) ?? part, lang),
    };
  });
}

function resultOf(name: string, part: unknown, lang: Lang): string | undefined {
  const word = name === 'result' && typeof part === 'string' ? resultWords[part] : undefined;
  return word === undefined ? undefined : t(lang, word);
}

function plain(part: unknown, lang: Lang): ReactNode {
  if (part === null || part === undefined || part === '') return '—';
  if (typeof part === 'number') return String(part);
  if (typeof part !== 'string') return <code className="small breakable">{JSON.stringify(part)}</code>;
  const day = LegalDay.safeParse(part);
  return day.success ? formatDay(day.data, lang) : <Zh>{part}</Zh>;
}
