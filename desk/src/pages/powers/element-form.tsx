import { Form, Input, Select, type FormInstance } from 'antd';
import { memo, useMemo, type ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import type { AgencyChart } from '#modules/organisation/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES } from './choices.ts';
import { ElementField } from './element-field.tsx';
import { SECTIONS } from './element-fields.ts';
import { FormSettingContext, type FormSetting } from './form-setting.ts';
import { OF_VERSION } from './use-draft.ts';

const m = messages({
  sections: { zh: '本页各部分', en: 'Parts of this page' },
  adjustment: { zh: '这次调整', en: 'This adjustment' },
  reason: { zh: '调整理由', en: 'Reason of the adjustment' },
  basis: { zh: '调整依据', en: 'Basis of the adjustment' },
  class: { zh: '存证级别', en: 'Commitment class' },
  classHint: {
    zh: '办件何时、以什么方式进入公开账本；随版本一起审签',
    en: 'when and how cases enter the public ledger; approved with the version',
  },
  need: { zh: '请填写', en: 'Please fill this in' },
  todo: { zh: '还差 {n} 项', en: '{n} to do' },
});

type Props = {
  readonly form: FormInstance;
  readonly version: VersionDetail;
  readonly chart: AgencyChart | undefined;
  readonly readOnly: boolean;
  /** Blockers of publication by element, to count them at each section. */
  readonly missing: ReadonlySet<string>;
  onChange(changed: Readonly<Record<string, unknown>>): void;
};

/** Every element of a power item on one page, part by part. */
export const ElementForm = memo(function ElementForm({
  form,
  version,
  chart,
  readOnly,
  missing,
  onChange,
}: Props): ReactNode {
  const { say } = useLanguage();
  const setting = useMemo<FormSetting>(() => settingOf(chart, version), [chart, version]);
  const adjusted = version.reason !== '' || version.changeBasis !== '';
  return (
    <FormSettingContext value={setting}>
      <nav className="power-parts" aria-label={say(m.sections)}>
        {SECTIONS.map((section) => {
          const left = section.fields.filter((field) => missing.has(field.name)).length;
          return (
            <a key={section.key} href={`#part-${section.key}`}>
              {say(section.title)}
              {left > 0 && <small>{say(m.todo, { n: left })}</small>}
            </a>
          );
        })}
      </nav>
      <Form
        form={form}
        layout="vertical"
        disabled={readOnly}
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
            <h3>{say(m.adjustment)}</h3>
            <div className="power-fields">
              <Form.Item name={OF_VERSION.reason} label={say(m.reason)} className="power-wide" required>
                <Input.TextArea rows={2} maxLength={2000} className="power-text" />
              </Form.Item>
              <Form.Item name={OF_VERSION.basis} label={say(m.basis)} className="power-wide" required>
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
                  label={say(m.class)}
                  extra={say(m.classHint)}
                  className="power-wide"
                >
                  <Select
                    aria-label={say(m.class)}
                    options={CHOICES.class.map((one) => ({ value: one.value, label: say(one.label) }))}
                  />
                </Form.Item>
              )}
            </div>
          </section>
        ))}
      </Form>
    </FormSettingContext>
  );
});

function settingOf(chart: AgencyChart | undefined, version: VersionDetail): FormSetting {
  const offices = new Map(chart?.offices.map((office) => [office.id, office.name]));
  return {
    options: {
      offices: (chart?.offices ?? []).map(({ key, name }) => ({ value: key, label: name })),
      posts: (chart?.posts ?? []).map(({ key, name, officeId }) => ({
        value: key,
        label: `${name}（${offices.get(officeId) ?? ''}）`,
      })),
      channels: (chart?.details.channels ?? []).map(({ key, name, phone }) => ({
        value: key,
        label: `${name} ${phone}`,
      })),
    },
    locked: new Set(version.locked),
    versionId: version.versionId,
  };
}
