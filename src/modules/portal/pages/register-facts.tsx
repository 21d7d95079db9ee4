import { fieldLabel, type FieldView } from '#modules/ledger';
import { messages, t, type Lang } from '#platform/i18n';
import { Withheld, type Fact } from '#platform/portal';
import { closedKind, fieldFacts, type StepNames } from './field-facts.tsx';

const words = messages({ held: { zh: '暂不公开的内容', en: 'Not public now' } });

/** The order in which people read an entry; anything else follows. */
const ORDER = [
  'number',
  'party',
  'receivedOn',
  'acceptedOn',
  'dueOn',
  'state',
  'step',
  'decision',
  'decisionNumber',
  'decidedOn',
  'servedOn',
  'content',
  'document',
  'register',
  'deviations',
  'ground',
  'agency',
  'power',
  'class',
  'powerVersion',
  'flowVersion',
];
const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
/** Of a case that has ended, the last step that was told reads as if it were still there. */
const WHILE_RUNNING = 'step';
const OF_THE_ITEM: ReadonlySet<string> = new Set(['power', 'powerVersion', 'flowVersion']);

type Shown = { readonly itemShown: boolean; readonly closed: boolean; readonly stepNames: StepNames };

/**
 * The public part of a case's register entry, in reading order. Fields that wait for their time on one ground stand in one
 * line; those that only name the item are left out where the page shows it.
 */
export function registerFacts(
  fields: ReadonlyMap<string, FieldView>,
  lang: Lang,
  { itemShown, closed, stepNames }: Shown,
): readonly Fact[] {
  const sorted = [...fields.values()]
    // What law moved a case names its item; the notice above tells of the move.
    .filter(({ name }) => itemShown || name !== 'deviations')
    .filter(({ name }) => !closed || name !== WHILE_RUNNING)
    .toSorted((a, b) => rank(a.name) - rank(b.name));
  const waits = (field: FieldView): boolean =>
    field.state !== 'open' &&
    fields.get(`${field.name}.masked`)?.state !== 'open' &&
    closedKind('case/1', field, false) === 'held';
  const held = sorted.filter(
    (field) => waits(field) && !field.name.endsWith('.masked') && !(itemShown && OF_THE_ITEM.has(field.name)),
  );
  // Masked forms stay: they are shown in the place of their original.
  const shown = new Map(
    sorted
      .filter((field) => !waits(field) || field.name.endsWith('.masked'))
      .map((field) => [field.name, field.name === 'register' ? onlyNew(field, fields) : field]),
  );
  const [first] = held;
  return [
    ...fieldFacts(shown, 'case/1', lang, stepNames),
    ...(first === undefined
      ? []
      : [
          {
            key: 'held',
            term: t(lang, words.held),
            value: (
              <>
                <span className="term">
                  {held.map(({ name }) => fieldLabel('case/1', name, lang)).join(lang === 'zh' ? '、' : ', ')}
                </span>
                <Withheld kind="held" ground={first.ground ?? ''} />
              </>
            ),
          },
        ]),
  ];
}

/** Parts of the register form that say what the entry says beside it, by the name of the field that says it. */
const SAME_AS: Readonly<Record<string, string>> = {
  item: 'power',
  body: 'agency',
  receivedOn: 'receivedOn',
  acceptedOn: 'acceptedOn',
  committedUntil: 'dueOn',
  decidedOn: 'decidedOn',
  servedOn: 'servedOn',
  result: 'decision',
};
const NAMES: ReadonlySet<string> = new Set(['item', 'body']);

/** The register form without what stands beside it already: the same value, or the name of what stands there by its own. */
function onlyNew(field: FieldView, fields: ReadonlyMap<string, FieldView>): FieldView {
  const { value } = field;
  if (field.state !== 'open' || typeof value !== 'object' || value === null || Array.isArray(value))
    return field;
  const rest = Object.entries(value).filter(([name, part]: [string, unknown]) => {
    const other = fields.get(SAME_AS[name] ?? '');
    return other?.state !== 'open' || (!NAMES.has(name) && other.value !== part);
  });
  return { ...field, value: Object.fromEntries(rest) };
}
