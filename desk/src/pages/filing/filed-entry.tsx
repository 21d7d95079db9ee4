import { useQuery } from '@tanstack/react-query';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { elementWord, SCOPE_WORDS } from '#modules/disclosure/contract';
import { CHANGE_WORDS, PART_WORDS, type FiledReading } from '#modules/filing/contract';
import { messages, type Message } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { FormPanel } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Changes } from '../flows/changes.tsx';
import { ChartPicture } from '../flows/chart-picture.tsx';
import { ELEMENTS, SECTIONS } from '../powers/element-fields.ts';
import { FormSettingContext, type FormSetting } from '../powers/form-setting.ts';
import { ElementReading } from '../powers/power-reading.tsx';
import { isFilled } from '../powers/value-text.tsx';
import { entryQuery, type EntryOf } from './queries.ts';
import '../powers/powers.css';

const m = messages({
  withheldTitle: { zh: '不公开，未随包报送', en: 'Withheld and not filed' },
  withheld: { zh: '{element}（{article}；到 {day} 复查）', en: '{element} ({article}; reviewed by {day})' },
  withheldChanged: { zh: '不公开的要素有改动', en: 'what is withheld has changed' },
  changed: { zh: '与上次报送相比改了：{names}', en: 'Changed against the filing before: {names}' },
  same: { zh: '与上次报送的相同。', en: 'The same as filed before.' },
  first: { zh: '这一项是第一次报送。', en: 'This entry is filed for the first time.' },
  removed: {
    zh: '这一项已经取消，下面是上次报送的内容。',
    en: 'This entry is taken off; below is what was filed before.',
  },
  was: { zh: '上次报送：', en: 'Filed before: ' },
  other: { zh: '其他内容', en: 'More' },
  chart: { zh: '流程图：{name}', en: 'Flow chart: {name}' },
  chartBefore: { zh: '上次报送的流程图', en: 'The chart filed before' },
  unreadable: {
    zh: '流程图“{name}”的文件在这里画不出来，请向报送机关要一份图。',
    en: 'The file of the chart “{name}” cannot be drawn here; ask the sender for a picture.',
  },
});

const line = (zh: string, en: string): { readonly kind: 'line'; readonly label: Message } => ({
  kind: 'line',
  label: { zh, en },
});
/** What a filed entry says beside the elements of a power. */
const HEADLINE = [
  { ...line('编码', 'Code'), name: 'code' },
  { ...line('版本', 'Version'), name: 'version' },
  { ...line('施行日期', 'In force from'), name: 'effectiveFrom' },
  { ...line('流程图编码', 'Code of its chart'), name: 'flow' },
  { ...line('对应事项编码', 'Code of its power'), name: 'powerCode' },
  { ...line('不公开的是', 'What is withheld'), name: 'what' },
  { ...line('法律依据', 'Ground'), name: 'article' },
  { ...line('知悉范围', 'Known to'), name: 'scope' },
  { ...line('开始日期', 'Since'), name: 'since' },
  { ...line('复查日期', 'Reviewed on'), name: 'reviewOn' },
  { ...line('年度', 'Year'), name: 'year' },
  { ...line('数量', 'Count'), name: 'count' },
  { ...line('存证记录号', 'Record in the ledger'), name: 'record' },
  { ...line('流程文件 SHA-256', 'SHA-256 of the chart'), name: 'sha256' },
] as const;
const HEADLINE_NAMES: ReadonlySet<string> = new Set([...HEADLINE.map(({ name }) => name), 'ground']);
const WHAT = messages({
  item: { zh: '整个事项', en: 'a whole item' },
  field: { zh: '一个要素或者字段', en: 'an element or a field' },
  document: { zh: '一份文书或者材料', en: 'a document' },
  record: { zh: '一条记录', en: 'a record' },
});

const FILED: FormSetting = {
  options: { offices: [], posts: [], channels: [] },
  locked: new Set(),
  versionId: '',
  filed: true,
};

/** Nothing is typed here that could be lost. */
const NO_FORM = { isFieldsTouched: () => false, submit: () => undefined };

type Props = { readonly of: EntryOf; readonly footer?: ReactNode; close(): void };

/** One filed entry in full, at the side of the page: for who signs it above all, and for who took it. */
export function FiledEntry({ of, footer, close }: Props): ReactNode {
  const { lang } = useLanguage();
  const query = useQuery(entryQuery(of, lang));
  return (
    <FormSettingContext value={FILED}>
      <FormPanel title={of.name} size={760} form={NO_FORM} close={close}>
        {footer}
        <Await query={query}>{(read) => <Reading read={read} />}</Await>
      </FormPanel>
    </FormSettingContext>
  );
}

/** A key within the sender’s own organisation, which says nothing to anybody else. */
const SENDERS_KEY = 'officeKey';

function Reading({ read }: { readonly read: FiledReading }): ReactNode {
  const { say, lang } = useLanguage();
  const { part, code, change, withheld, before } = read;
  const values = read.values ?? before ?? {};
  const changed = new Set(read.changed);
  const shared = { values, changed, before: read.values === null ? null : before };
  const rest = Object.keys({ ...values, ...shared.before }).filter(
    (name) => !HEADLINE_NAMES.has(name) && !ELEMENTS.has(name) && name !== 'name',
  );
  return (
    <>
      <p>
        <Tag>{say(PART_WORDS[part])}</Tag>
        <Tag color={change === 'changed' || change === 'removed' ? 'warning' : 'default'}>
          {say(CHANGE_WORDS[change])}
        </Tag>
        <code>{code}</code>
      </p>
      <Alert type={change === 'changed' ? 'warning' : 'info'} title={<Said read={read} />} />
      <section className="power-part">
        <dl className="power-read">
          {HEADLINE.filter(({ name }) => name !== 'code').map((field) => (
            <One key={field.name} field={field} {...shared} word={wordOf(field.name, lang)} />
          ))}
        </dl>
      </section>
      {part === 'catalogue' &&
        SECTIONS.map((section) => {
          const fields = section.fields.filter(
            (field) =>
              field.name !== SENDERS_KEY && (isFilled(field, values[field.name]) || changed.has(field.name)),
          );
          return (
            fields.length > 0 && (
              <section key={section.key} className="power-part">
                <h3>{say(section.title)}</h3>
                <dl className="power-read">
                  {fields.map((field) => (
                    <One key={field.name} field={field} {...shared} />
                  ))}
                </dl>
              </section>
            )
          );
        })}
      {part === 'catalogue' && rest.length > 0 && (
        <section className="power-part">
          <h3>{say(m.other)}</h3>
          <dl className="power-read">
            {rest.map((name) => (
              <One
                key={name}
                field={{ ...line(name, name), name }}
                {...shared}
                word={(value) => (typeof value === 'string' ? value : JSON.stringify(value))}
              />
            ))}
          </dl>
        </section>
      )}
      {withheld.length > 0 && (
        <section className="power-part">
          <h3>{say(m.withheldTitle)}</h3>
          <ul>
            {withheld.map(({ element, article, until }) => (
              <li key={element}>
                {say(m.withheld, {
                  element: say(ELEMENTS.get(element)?.label ?? elementWord(element)),
                  article,
                  day: formatDay(LegalDay.parse(until), lang),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <FiledChart chart={read.chart} />
    </>
  );
}

/** What the entry is against the filing before it, in one sentence. */
function Said({ read: { change, changed, chart } }: { readonly read: FiledReading }): ReactNode {
  const { say } = useLanguage();
  if (change === 'new') return say(m.first);
  if (change === 'removed') return say(m.removed);
  const names = [
    ...changed.map((name) => {
      if (name === 'withheld') return say(m.withheldChanged);
      const label =
        HEADLINE.find((field) => field.name === name)?.label ?? ELEMENTS.get(name)?.label ?? undefined;
      return label === undefined ? name : say(label);
    }),
    ...(chart !== null && chart.before !== null ? [say(m.chart, { name: chart.name })] : []),
  ];
  return change === 'same' && names.length === 0
    ? say(m.same)
    : say(m.changed, { names: names.join('、') || say(CHANGE_WORDS.changed) });
}

type Shared = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly changed: ReadonlySet<string>;
};
type OneProps = Shared & {
  readonly field: Parameters<typeof ElementReading>[0]['field'];
  readonly word?: (value: unknown) => unknown;
};

function One({ field, values, before, changed, word = (value) => value }: OneProps): ReactNode {
  const value = values[field.name];
  const differs = changed.has(field.name);
  if (!differs && !isFilled(field, value)) return null;
  const shown = (it: unknown): unknown => (it === undefined || it === null ? undefined : word(it));
  return (
    <ElementReading
      field={field}
      value={shown(value)}
      {...(differs && before !== null && { before: shown(before[field.name]) })}
      differs={differs}
      was={m.was}
    />
  );
}

/** How the value of a headline reads. */
function wordOf(name: string, lang: 'zh' | 'en'): (value: unknown) => string {
  const known: Readonly<Record<string, Readonly<Record<string, Message>>>> = {
    what: WHAT,
    scope: SCOPE_WORDS,
  };
  return (value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return known[name]?.[text]?.[lang] ?? text;
  };
}

function FiledChart({ chart }: Pick<FiledReading, 'chart'>): ReactNode {
  const { say } = useLanguage();
  if (chart === null) return null;
  if (chart.after === null) return <Alert type="info" title={say(m.unreadable, { name: chart.name })} />;
  const title = say(m.chart, { name: chart.name });
  return (
    <>
      {chart.before !== null && (
        <>
          <Changes changes={chart.changes} />
          <ChartPicture svg={chart.before} title={say(m.chartBefore)} alt={say(m.chartBefore)} />
        </>
      )}
      <ChartPicture svg={chart.after} title={title} alt={title} />
    </>
  );
}
