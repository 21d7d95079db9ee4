import { Form, Input, Select, type FormInstance } from 'antd';
import { memo, type ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES } from './choices.ts';
import { ElementField } from './element-field.tsx';
import { SECTIONS } from './element-fields.ts';
import { PartsNav } from './parts-nav.tsx';
import { m as words } from './section-words.ts';
import { OF_VERSION } from './use-draft.ts';

const m = messages({
  classHint: {
    zh: '办件何时、以什么方式进入公开账本；随版本一起审签',
    en: 'when and how cases enter the public ledger; approved with the version',
  },
});

type Props = {
  readonly form: FormInstance;
  readonly version: VersionDetail;
  /** The element of each blocker, to count them at each section. */
  readonly missing: readonly string[];
  onChange(changed: Readonly<Record<string, unknown>>): void;
};

/** Every element of a power item on one page, part by part. */
export const ElementForm = memo(function ElementForm({ form, version, missing, onChange }: Props): ReactNode {
  const { say } = useLanguage();
  const adjusted = version.reason !== '' || version.changeBasis !== '';
  return (
    <>
      <PartsNav missing={missing} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          ...version.content,
          [OF_VERSION.class]: version.commitmentClass,
          [OF_VERSION.reason]: version.reason,
          [OF_VERSION.basis]: version.changeBasis,
        }}
        onValuesChange={onChange}
        className="power-form"
      >
        {adjusted && (
          <section className="power-part">
            <h3>{say(words.adjustment)}</h3>
            <div className="power-fields">
              <Form.Item name={OF_VERSION.reason} label={say(words.reason)} className="power-wide" required>
                <Input.TextArea rows={2} maxLength={2000} className="power-text" />
              </Form.Item>
              <Form.Item name={OF_VERSION.basis} label={say(words.basis)} className="power-wide" required>
                <Input.TextArea rows={2} maxLength={2000} className="power-text" />
              </Form.Item>
            </div>
          </section>
        )}
        {SECTIONS.map((section) => (
          <section key={section.key} id={`part-${section.key}`} className="power-part">
            <h3>{say(section.title)}</h3>
            <div className="power-fields">
              {section.fields.map((field) => (
                <ElementField key={field.name} field={field} />
              ))}
              {section.key === 'disclosure' && (
                <Form.Item
                  name={OF_VERSION.class}
                  label={say(words.class)}
                  extra={say(m.classHint)}
                  className="power-wide"
                >
                  <Select
                    aria-label={say(words.class)}
                    options={CHOICES.class.map((one) => ({ value: one.value, label: say(one.label) }))}
                  />
                </Form.Item>
              )}
            </div>
          </section>
        ))}
      </Form>
    </>
  );
});
