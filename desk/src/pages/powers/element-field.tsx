import { Button, Checkbox, Form, Input, InputNumber, Select, Space } from 'antd';
import { use, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { DayInput } from '../../lib/day-item.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES } from './choices.ts';
import { isAskedFor, type FieldSpec } from './element-fields.ts';
import { FormFileField } from './form-file-field.tsx';
import { FormSettingContext } from './form-setting.ts';
import { LawField } from './law-field.tsx';
import { ParentField } from './parent-field.tsx';
import { tidy } from './content-values.ts';

const m = messages({
  add: { zh: '加一项', en: 'Add' },
  addTo: { zh: '{what}：加一项', en: '{what}: add one' },
  remove: { zh: '去掉', en: 'Remove' },
  up: { zh: '上移', en: 'Up' },
  down: { zh: '下移', en: 'Down' },
  nth: { zh: '第 {n} 项', en: 'No. {n}' },
  which: { zh: '{what}第 {n} 项：{act}', en: '{what}, no. {n}: {act}' },
  need: { zh: '请填写', en: 'Please fill this in' },
  lines: { zh: '一行一条', en: 'One per line' },
  locked: { zh: '随编码定下，公布后不在这里改', en: 'Settled with the code; not changed once published' },
  n: { zh: '{what}：数量', en: '{what}: number' },
  unit: { zh: '{what}：单位', en: '{what}: unit' },
});

/** What a new row of a list begins with. */
const NEW_ROW: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  materials: { form: 'original', copies: 1, ease: 'none', required: true, source: '申请人自备' },
  applicationForm: { kind: 'line', required: true },
  riskPoints: { level: 3 },
  disclosure: { scope: 'society', treatment: 'open', review: 'auto' },
};

type Path = readonly (string | number)[];
type Props = {
  readonly field: FieldSpec;
  /** Where it stands in the nearest list, or in the content. */
  readonly path: Path;
  /** Where that list stands in the content. */
  readonly under: Path;
  /** Whether what is required is asked for: not in a group that may stay empty, and does. */
  readonly asked: boolean;
};

/** One element at the top of the form, with the anchor that the checklist leads to. */
export function ElementField({ field }: { readonly field: FieldSpec }): ReactNode {
  return (
    <div
      id={`el-${field.name}`}
      className={WIDE.has(field.kind) || LONG.has(field.name) ? 'power-wide' : undefined}
    >
      <Field field={field} path={[field.name]} under={[]} asked />
    </div>
  );
}
const WIDE: ReadonlySet<FieldSpec['kind']> = new Set(['text', 'lines', 'group', 'list', 'picks', 'choices']);

/** One line, but longer than a third of the page. */
const LONG: ReadonlySet<string> = new Set(['name', 'implementationCode']);

function Field(props: Props): ReactNode {
  if (props.field.kind === 'group') return <Group {...props} />;
  if (props.field.kind === 'list') return <Rows {...props} />;
  if (props.field.kind === 'limit') return <Limit {...props} />;
  return <Single {...props} />;
}

function Single({ field, path, under, asked }: Props): ReactNode {
  const { say } = useLanguage();
  const { locked } = use(FormSettingContext);
  const isLocked = path.length === 1 && locked.has(field.name);
  const label = say(field.label);
  const hint = isLocked ? say(m.locked) : field.hint ? say(field.hint) : undefined;
  const wide = field.kind === 'text' || field.kind === 'lines';
  const required = field.required === true && asked;
  return (
    <Form.Item
      name={[...path]}
      {...(field.kind === 'check' ? { valuePropName: 'checked' } : { label })}
      required={required}
      {...(wide ? { className: 'power-wide' } : {})}
      {...(required ? { rules: [{ required: true, message: say(m.need) }], validateTrigger: 'onBlur' } : {})}
      {...(hint ? { extra: hint } : field.kind === 'lines' ? { extra: say(m.lines) } : {})}
    >
      {field.kind === 'law' ? (
        <LawField row={[...under, ...path.slice(0, -1)]} />
      ) : (
        control(field, isLocked, label, say)
      )}
    </Form.Item>
  );
}

function control(
  field: FieldSpec,
  disabled: boolean,
  label: string,
  say: ReturnType<typeof useLanguage>['say'],
): ReactNode {
  const off = disabled ? { disabled } : {};
  switch (field.kind) {
    case 'text':
      return <Input.TextArea rows={2} maxLength={4000} className="power-text" {...off} />;
    case 'file':
      return <FormFileField label={label} />;
    case 'lines':
      return <Lines />;
    case 'number':
      return <InputNumber min={0} max={3660} precision={0} {...off} />;
    case 'check':
      return <Checkbox {...off}>{label}</Checkbox>;
    case 'day':
      return <DayInput {...off} />;
    case 'choice':
    case 'choices':
      return (
        <Select
          {...(field.kind === 'choices' ? { mode: 'multiple' as const } : { allowClear: !field.required })}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={label}
          options={CHOICES[field.choices].map((one) => ({ value: one.value, label: say(one.label) }))}
          {...off}
        />
      );
    case 'pick':
    case 'picks':
      return <FromChart field={field} label={label} {...off} />;
    case 'parent':
      return <ParentField {...off} />;
    default:
      return <Input maxLength={500} {...off} />;
  }
}

type Held = { readonly value?: unknown; readonly onChange?: (value: unknown) => void; readonly id?: string };

/** Offices, posts and channels by name; a key that the chart does not have stays as it came. */
function FromChart({
  field,
  label,
  disabled,
  ...held
}: Held & { readonly field: FieldSpec; readonly label: string; readonly disabled?: boolean }): ReactNode {
  const { options } = use(FormSettingContext);
  if (field.kind !== 'pick' && field.kind !== 'picks') return null;
  return (
    <Select
      {...held}
      {...(field.kind === 'picks' ? { mode: 'multiple' as const } : { allowClear: true })}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      {...(disabled === undefined ? {} : { disabled })}
      options={[...options[field.source]]}
    />
  );
}

/** A list of plain texts, one per line: quick to type and to paste. */
function Lines({ value, onChange, id }: Held): ReactNode {
  return (
    <Input.TextArea
      {...(id === undefined ? {} : { id })}
      rows={2}
      className="power-text"
      value={Array.isArray(value) ? value.join('\n') : ''}
      onChange={(event) => onChange?.(event.target.value === '' ? [] : event.target.value.split(/\r?\n/))}
    />
  );
}

function Limit({ field, path, asked }: Props): ReactNode {
  const { say } = useLanguage();
  const at = field.name === '' ? path.slice(0, -1) : path;
  const label = say(field.label);
  return (
    <Form.Item label={label} required={field.required === true && asked}>
      <Space.Compact>
        <Form.Item name={[...at, 'n']} noStyle>
          <InputNumber min={0} max={3660} precision={0} aria-label={say(m.n, { what: label })} />
        </Form.Item>
        <Form.Item name={[...at, 'unit']} noStyle>
          <Select
            aria-label={say(m.unit, { what: label })}
            showSearch={{ optionFilterProp: 'label' }}
            className="power-unit"
            options={CHOICES.unit.map((one) => ({ value: one.value, label: say(one.label) }))}
          />
        </Form.Item>
      </Space.Compact>
    </Form.Item>
  );
}

/** A group may stay empty as a whole: only once something stands in it is the rest asked for. */
function Group({ field, path, under }: Props): ReactNode {
  const { say } = useLanguage();
  const held: unknown = Form.useWatch([...under, ...path]);
  if (field.kind !== 'group') return null;
  const asked = tidy(field, held) !== undefined;
  return (
    <fieldset className="power-group power-wide">
      <legend>{say(field.label)}</legend>
      <div className="power-fields">
        {field.fields.map((inner) => (
          <Field key={inner.name} field={inner} path={[...path, inner.name]} under={under} asked={asked} />
        ))}
      </div>
    </fieldset>
  );
}

function Rows({ field, path, under }: Props): ReactNode {
  const { say } = useLanguage();
  if (field.kind !== 'list') return null;
  const what = say(field.label);
  return (
    <fieldset className="power-group power-wide">
      <legend>{what}</legend>
      <Form.List name={[...path]}>
        {(rows, { add, remove, move }) => (
          <div data-list={field.name} className="power-rows">
            {rows.map((row, at) => (
              <div key={row.key} className="power-row">
                <div className="power-row-head">
                  <span>{say(m.nth, { n: at + 1 })}</span>
                  {at > 0 && (
                    <Button
                      type="text"
                      size="small"
                      aria-label={say(m.which, { what, n: at + 1, act: say(m.up) })}
                      onClick={() => move(at, at - 1)}
                    >
                      {say(m.up)}
                    </Button>
                  )}
                  {at < rows.length - 1 && (
                    <Button
                      type="text"
                      size="small"
                      aria-label={say(m.which, { what, n: at + 1, act: say(m.down) })}
                      onClick={() => move(at, at + 1)}
                    >
                      {say(m.down)}
                    </Button>
                  )}
                  <Button
                    type="text"
                    size="small"
                    aria-label={say(m.which, { what, n: at + 1, act: say(m.remove) })}
                    onClick={() => remove(row.name)}
                  >
                    {say(m.remove)}
                  </Button>
                </div>
                <RowFields fields={field.fields} at={row.name} list={[...under, ...path]} />
              </div>
            ))}
            <Button
              size="small"
              aria-label={say(m.addTo, { what })}
              onClick={() => add({ ...NEW_ROW[field.name] })}
            >
              ＋ {say(m.add)}
            </Button>
          </div>
        )}
      </Form.List>
    </fieldset>
  );
}

/** The parts of one row, of a question only those that its kind of answer has. */
function RowFields({
  fields,
  at,
  list,
}: {
  readonly fields: readonly FieldSpec[];
  readonly at: number;
  readonly list: Path;
}): ReactNode {
  const kind: unknown = Form.useWatch([...list, at, 'kind']);
  return (
    <div className="power-fields">
      {fields
        .filter((field) => isAskedFor(field, { kind }))
        .map((field) => (
          <Field
            key={`${field.name} ${field.ofKinds?.join(' ')}`}
            field={field}
            path={[at, field.name]}
            under={list}
            asked
          />
        ))}
    </div>
  );
}
