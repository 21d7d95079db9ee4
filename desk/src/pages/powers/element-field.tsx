import { Button, Checkbox, Form, Input, InputNumber, Select, Space } from 'antd';
import { use, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { DayInput } from '../../lib/day-item.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES } from './choices.ts';
import type { FieldSpec } from './element-fields.ts';
import { FormFileField } from './form-file-field.tsx';
import { FormSettingContext } from './form-setting.ts';
import { LawField } from './law-field.tsx';

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
  locked: { zh: '继承自上级清单，不在这里改', en: 'Inherited from the catalogue above' },
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
type Props = { readonly field: FieldSpec; readonly path: Path };

/** One element at the top of the form, with the anchor that the checklist leads to. */
export function ElementField({ field }: { readonly field: FieldSpec }): ReactNode {
  return (
    <div id={`el-${field.name}`} className={WIDE.has(field.kind) ? 'power-wide' : undefined}>
      <Field field={field} path={[field.name]} />
    </div>
  );
}
const WIDE: ReadonlySet<FieldSpec['kind']> = new Set(['text', 'lines', 'group', 'list', 'picks', 'choices']);

function Field({ field, path }: Props): ReactNode {
  if (field.kind === 'group') return <Group field={field} path={path} />;
  if (field.kind === 'list') return <Rows field={field} path={path} />;
  if (field.kind === 'limit') return <Limit field={field} path={path} />;
  return <Single field={field} path={path} />;
}

function Single({ field, path }: Props): ReactNode {
  const { say } = useLanguage();
  const { locked } = use(FormSettingContext);
  const isLocked = path.length === 1 && locked.has(field.name);
  const label = say(field.label);
  const hint = isLocked ? say(m.locked) : field.hint ? say(field.hint) : undefined;
  const wide = field.kind === 'text' || field.kind === 'lines';
  return (
    <Form.Item
      name={[...path]}
      {...(field.kind === 'check' ? { valuePropName: 'checked' } : { label })}
      required={field.required === true}
      {...(wide ? { className: 'power-wide' } : {})}
      {...(field.required === true
        ? { rules: [{ required: true, message: say(m.need) }], validateTrigger: 'onBlur' }
        : {})}
      {...(hint ? { extra: hint } : field.kind === 'lines' ? { extra: say(m.lines) } : {})}
    >
      {field.kind === 'law' ? <LawField path={path} /> : control(field, isLocked, label, say)}
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
      return <FromChart field={field} label={label} disabled={disabled} />;
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
}: Held & { readonly field: FieldSpec; readonly label: string; readonly disabled: boolean }): ReactNode {
  const { options } = use(FormSettingContext);
  if (field.kind !== 'pick' && field.kind !== 'picks') return null;
  return (
    <Select
      {...held}
      {...(field.kind === 'picks' ? { mode: 'multiple' as const } : { allowClear: true })}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      disabled={disabled}
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

function Limit({ field, path }: Props): ReactNode {
  const { say } = useLanguage();
  const at = field.name === '' ? path.slice(0, -1) : path;
  const label = say(field.label);
  return (
    <Form.Item label={label} required={field.required === true}>
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

function Group({ field, path }: Props): ReactNode {
  const { say } = useLanguage();
  if (field.kind !== 'group') return null;
  return (
    <fieldset className="power-group power-wide">
      <legend>{say(field.label)}</legend>
      <div className="power-fields">
        {field.fields.map((inner) => (
          <Field key={inner.name} field={inner} path={[...path, inner.name]} />
        ))}
      </div>
    </fieldset>
  );
}

function Rows({ field, path }: Props): ReactNode {
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
                <div className="power-fields">
                  {field.fields.map((inner) => (
                    <Field key={inner.name} field={inner} path={[row.name, inner.name]} />
                  ))}
                </div>
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
