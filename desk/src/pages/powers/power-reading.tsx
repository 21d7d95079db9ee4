import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { messages, type Message } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { CHOICES } from './choices.ts';
import { SECTIONS, type FieldSpec } from './element-fields.ts';
import { PartsNav } from './parts-nav.tsx';
import { isFilled, ValueText } from './value-text.tsx';
import { m as words } from './section-words.ts';

const m = messages({
  changed: { zh: '有改动', en: 'changed' },
  added: { zh: '新增', en: 'new' },
  gone: { zh: '去掉了', en: 'gone' },
  before: { zh: '现行版本：', en: 'In force: ' },
});

type Props = { readonly version: VersionDetail; readonly missing: readonly string[] };

/**
 * A version for whoever reads it, signs it or reviews it: its filled elements, part by part, and beside each that differs from the
 * version in force what stands there now.
 */
export function PowerReading({ version, missing }: Props): ReactNode {
  const { say } = useLanguage();
  const content: Readonly<Record<string, unknown>> = version.content;
  const before: Readonly<Record<string, unknown>> | null = version.before;
  const changed = new Set(version.changes.map(({ field }) => field));
  const isShown = (field: FieldSpec): boolean =>
    isFilled(field, content[field.name]) || changed.has(field.name);
  const cls = CHOICES.class.find(({ value }) => value === version.commitmentClass);
  return (
    <>
      <PartsNav missing={missing} />
      {(version.reason !== '' || version.changeBasis !== '') && (
        <section className="power-part">
          <h3>{say(words.adjustment)}</h3>
          <dl className="power-read">
            <dt>{say(words.reason)}</dt>
            <dd>{version.reason}</dd>
            <dt>{say(words.basis)}</dt>
            <dd>{version.changeBasis}</dd>
          </dl>
        </section>
      )}
      {SECTIONS.map((section) => (
        <section key={section.key} id={`part-${section.key}`} className="power-part">
          <h3>{say(section.title)}</h3>
          <dl className="power-read">
            {section.fields.filter(isShown).map((field) => (
              <ElementReading
                key={field.name}
                field={field}
                value={content[field.name]}
                {...(before !== null && changed.has(field.name) && { before: before[field.name] })}
                differs={changed.has(field.name)}
                was={m.before}
              />
            ))}
            {section.key === 'disclosure' && cls && (
              <>
                <dt>{say(words.class)}</dt>
                <dd>{say(cls.label)}</dd>
              </>
            )}
          </dl>
        </section>
      ))}
    </>
  );
}

type ElementProps = {
  readonly field: FieldSpec;
  readonly value: unknown;
  readonly before?: unknown;
  readonly differs: boolean;
  /** What stands before the value of before. */
  readonly was: Message;
};

/** An element as it reads, and what stood there before where it differs. */
export function ElementReading({ field, value, before, differs, was }: ElementProps): ReactNode {
  const { say } = useLanguage();
  const filled = isFilled(field, value);
  const had = isFilled(field, before);
  return (
    <>
      <dt id={`el-${field.name}`}>
        {say(field.label)}
        {differs && (
          <>
            {' '}
            <Tag color="warning">{say(filled ? (had ? m.changed : m.added) : m.gone)}</Tag>
          </>
        )}
      </dt>
      <dd>
        {filled && <ValueText field={field} value={value} />}
        {differs && had && (
          <div className="power-read-before">
            <span className="quiet">{say(was)}</span>
            <ValueText field={field} value={before} />
          </div>
        )}
      </dd>
    </>
  );
}
