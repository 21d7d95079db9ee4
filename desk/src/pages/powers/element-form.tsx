import { Button, Checkbox, Collapse, Form, Input, InputNumber, Select, Space } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { PowerContent } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES, SECTIONS, type FieldSpec } from './element-fields.ts';

const m = messages({
  save: { zh: '保存', en: 'Save' },
  add: { zh: '加一项', en: 'Add' },
  remove: { zh: '去掉', en: 'Remove' },
  need: { zh: '请填写', en: 'Please fill this in' },
  kept: { zh: '您上次没有保存的内容还在，已经填回。', en: 'What you had not saved is back.' },
});

type Props = {
  readonly content: PowerContent;
  readonly readOnly: boolean;
  readonly saving: boolean;
  readonly onSave: (content: PowerContent) => void;
  /** Under which name what is typed and not saved yet stays in this browser. */
  readonly draftKey: string;
};

/** Every element of a power item, section by section; what is typed stays in this browser until it is saved. */
export function ElementForm({ content, readOnly, saving, onSave, draftKey }: Props): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<PowerContent>();
  const key = `chengming.power.${draftKey}`;
  const kept = readOnly ? null : sessionStorage.getItem(key);
  useEffect(() => {
    if (kept === null) return;
    const values: PowerContent = JSON.parse(kept);
    form.setFieldsValue(values);
    // Only when the form opens.
    // oxlint-disable-next-line react/exhaustive-deps -- what is kept is put back once
  }, []);
  const submit = (values: PowerContent): void => {
    const cleaned: unknown = JSON.parse(
      JSON.stringify({ ...content, ...values }, (_, value: unknown) =>
        value === '' || value === null ? undefined : value,
      ),
    );
    const parsed = PowerContent.safeParse(cleaned);
    if (parsed.success) {
      sessionStorage.removeItem(key);
      onSave(parsed.data);
      return;
    }
    form.setFields(
      parsed.error.issues.map((issue) => ({
        name: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)) as never,
        errors: [issue.message],
      })),
    );
  };
  return (
    <Form<PowerContent>
      form={form}
      layout="vertical"
      disabled={readOnly}
      initialValues={content}
      scrollToFirstError
      onFinish={submit}
      onValuesChange={() => sessionStorage.setItem(key, JSON.stringify(form.getFieldsValue(true)))}
    >
      {kept !== null && <output>{say(m.kept)}</output>}
      <Collapse
        defaultActiveKey={['what', 'basis', 'handling']}
        items={SECTIONS.map((section) => ({
          key: section.key,
          forceRender: true,
          label: say(section.title),
          children: section.fields.map((field) => (
            <Field key={field.name} field={field} path={[field.name]} />
          )),
        }))}
      />
      {!readOnly && (
        <Button type="primary" htmlType="submit" loading={saving} className="desk-save">
          {say(m.save)}
        </Button>
      )}
    </Form>
  );
}

type Path = readonly (string | number)[];

function Field({ field, path }: { readonly field: FieldSpec; readonly path: Path }): ReactNode {
  const { say } = useLanguage();
  const label = say(field.label);
  const rules = field.required === true ? [{ required: true, message: say(m.need) }] : [];
  const name = [...path];
  switch (field.kind) {
    case 'line':
      return (
        <Form.Item id={field.name} name={name} label={label} rules={rules}>
          <Input maxLength={500} />
        </Form.Item>
      );
    case 'text':
      return (
        <Form.Item name={name} label={label} rules={rules}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
      );
    case 'number':
      return (
        <Form.Item name={name} label={label} rules={rules}>
          <InputNumber min={0} max={3660} precision={0} />
        </Form.Item>
      );
    case 'check':
      return (
        <Form.Item name={name} valuePropName="checked">
          <Checkbox>{label}</Checkbox>
        </Form.Item>
      );
    case 'choice':
      return (
        <Form.Item name={name} label={label} rules={rules}>
          <Select
            allowClear
            options={CHOICES[field.choices].map((choice) => ({
              value: choice.value,
              label: say(choice.label),
            }))}
          />
        </Form.Item>
      );
    case 'choices':
      return (
        <Form.Item name={name} label={label}>
          <Select
            mode="multiple"
            options={CHOICES[field.choices].map((choice) => ({
              value: choice.value,
              label: say(choice.label),
            }))}
          />
        </Form.Item>
      );
    case 'lines':
      return (
        <Form.Item name={name} label={label}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['\n']} />
        </Form.Item>
      );
    case 'limit':
      return (
        <Form.Item label={label}>
          <Space.Compact>
            <Form.Item name={[...name, 'n']} noStyle>
              <InputNumber min={0} max={3660} precision={0} aria-label={label} />
            </Form.Item>
            <Form.Item name={[...name, 'unit']} noStyle>
              <Select
                aria-label={label}
                className="desk-unit"
                options={CHOICES.unit.map((choice) => ({ value: choice.value, label: say(choice.label) }))}
              />
            </Form.Item>
          </Space.Compact>
        </Form.Item>
      );
    case 'group':
      return (
        <fieldset className="desk-wide">
          <legend>{label}</legend>
          <div className="desk-fields">
            {field.fields.map((inner) => (
              <Field key={inner.name} field={inner} path={[...path, inner.name]} />
            ))}
          </div>
        </fieldset>
      );
    case 'list':
      return (
        <fieldset id={field.name} className="desk-wide">
          <legend>{label}</legend>
          <Form.List name={name}>
            {(rows, { add, remove }) => (
              <>
                {rows.map((row) => (
                  <div key={row.key} className="desk-row desk-fields">
                    {field.fields.map((inner) => (
                      <Field key={inner.name} field={inner} path={[row.name, inner.name]} />
                    ))}
                    <Button onClick={() => remove(row.name)}>{say(m.remove)}</Button>
                  </div>
                ))}
                <Button onClick={() => add({})}>{say(m.add)}</Button>
              </>
            )}
          </Form.List>
        </fieldset>
      );
  }
}
