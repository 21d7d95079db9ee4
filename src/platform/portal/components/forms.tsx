import type { ReactNode } from 'react';
import { langPath, messages } from '#platform/i18n';
import { Link, useLang, useT } from '../scope.tsx';

const words = messages({
  errors: { zh: '有 {n} 处需要改', en: 'There are {n} things to mend' },
  optional: { zh: '（选填）', en: ' (optional)' },
  errorPrefix: { zh: '请改：', en: 'Please mend: ' },
  step: { zh: '第 {k} 步，共 {n} 步', en: 'Step {k} of {n}' },
  back: { zh: '上一步', en: 'Back' },
  change: { zh: '修改', en: 'Change' },
  saved: { zh: '已保存，可以随时回来接着填', en: 'Saved; you can come back and go on' },
});

export type FormProps = {
  readonly action: string;
  readonly children: ReactNode;
  /** Carries files. */
  readonly files?: boolean;
  /** What the primary button does: 下一步, 提交. */
  readonly submit: string;
  readonly secondary?: ReactNode;
  readonly hidden?: Readonly<Record<string, string>>;
  /** Address that takes the values as they are typed; the page must load `portalScripts.autosave`. */
  readonly autosave?: string;
};

/** A form that works without script; an answer with errors keeps every value (status 422). */
export function Form({ action, children, files, submit, secondary, hidden = {}, autosave }: FormProps) {
  const t = useT();
  const lang = useLang();
  return (
    <form
      className="form"
      method="post"
      action={langPath(lang, action)}
      encType={files === true ? 'multipart/form-data' : undefined}
      noValidate
      data-autosave={autosave}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <p className="form-actions">
        <button type="submit" className="button">
          {submit}
        </button>
        {secondary}
        {autosave !== undefined && (
          <span className="quiet small" data-saved hidden aria-live="polite">
            {t(words.saved)}
          </span>
        )}
      </p>
    </form>
  );
}

export type FieldOption = { readonly value: string; readonly label: ReactNode; readonly hint?: ReactNode };

type FieldCommon = {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What to do about it, one sentence. */
  readonly error?: string | undefined;
  readonly optional?: boolean;
};

type TextField = FieldCommon & {
  readonly kind: 'text' | 'number' | 'date' | 'tel' | 'email' | 'password';
  readonly value?: string | undefined;
  /** Expected length, so that the box fits the answer. */
  readonly width?: 'short' | 'medium' | 'full';
  readonly autoComplete?: string;
  readonly maxLength?: number;
};
type TextareaField = FieldCommon & {
  readonly kind: 'textarea';
  readonly value?: string | undefined;
  readonly rows?: number;
  readonly maxLength?: number;
};
type SelectField = FieldCommon & {
  readonly kind: 'select';
  readonly value?: string | undefined;
  readonly options: readonly FieldOption[];
};
type RadioField = FieldCommon & {
  readonly kind: 'radio';
  readonly value?: string | undefined;
  readonly options: readonly FieldOption[];
};
type CheckboxField = FieldCommon & {
  readonly kind: 'checkbox';
  readonly value?: readonly string[];
  readonly options: readonly FieldOption[];
};
type FileField = FieldCommon & {
  readonly kind: 'file';
  readonly multiple?: boolean;
  readonly accept?: string;
  /** Files that are already held; each may be dropped by a button `drop` with its key. */
  readonly kept?: readonly { readonly name: string; readonly key: string }[];
  readonly dropLabel?: string;
};

export type FieldProps = TextField | TextareaField | SelectField | RadioField | CheckboxField | FileField;

/** Id of a field's first control, where the list of errors leads. */
export function fieldId(name: string): string {
  return `f-${name.replaceAll(/[^\w-]/g, '-')}`;
}

/** One question: label, hint, error, control. Radios and checkboxes are a group with a legend. */
export function Field(props: FieldProps) {
  const t = useT();
  const id = fieldId(props.name);
  const described = [props.hint !== undefined && `${id}-hint`, props.error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const notes = (
    <>
      {props.hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.error !== undefined && (
        <span className="field-error" id={`${id}-error`}>
          <span className="unseen">{t(words.errorPrefix)}</span>
          {props.error}
        </span>
      )}
    </>
  );
  const label = (
    <>
      {props.label}
      {props.optional === true && <span className="quiet">{t(words.optional)}</span>}
    </>
  );
  const className = props.error === undefined ? 'field' : 'field field-wrong';
  if (props.kind === 'radio' || props.kind === 'checkbox') {
    return (
      <fieldset className={className} aria-describedby={described || undefined}>
        <legend>{label}</legend>
        {notes}
        <Choices {...props} id={id} />
      </fieldset>
    );
  }
  const shared = {
    id,
    name: props.name,
    'aria-describedby': described || undefined,
    'aria-invalid': props.error === undefined ? undefined : true,
  } as const;
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      {notes}
      <Control props={props} shared={shared} />
    </div>
  );
}

type Shared = {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
};

function Control({
  props,
  shared,
}: {
  props: TextField | TextareaField | SelectField | FileField;
  shared: Shared;
}) {
  switch (props.kind) {
    case 'textarea':
      return (
        <textarea {...shared} rows={props.rows ?? 5} defaultValue={props.value} maxLength={props.maxLength} />
      );
    case 'select':
      return (
        <select {...shared} defaultValue={props.value}>
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'file':
      return (
        <>
          {props.kept !== undefined && props.kept.length > 0 && (
            <ul className="kept-files">
              {props.kept.map(({ name, key }) => (
                <li key={key}>
                  {name}{' '}
                  {props.dropLabel !== undefined && (
                    <button
                      type="submit"
                      name="drop"
                      value={key}
                      className="link-button"
                      aria-label={`${props.dropLabel} ${name}`}
                    >
                      {props.dropLabel}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )}
          <input {...shared} type="file" multiple={props.multiple} accept={props.accept} />
        </>
      );
    default:
      return (
        <input
          {...shared}
          type={props.kind === 'number' ? 'text' : props.kind}
          inputMode={props.kind === 'number' ? 'decimal' : undefined}
          className={`width-${props.width ?? (props.kind === 'date' || props.kind === 'number' ? 'short' : 'full')}`}
          defaultValue={props.value}
          autoComplete={props.autoComplete}
          maxLength={props.maxLength}
        />
      );
  }
}

function Choices(props: (RadioField | CheckboxField) & { readonly id: string }) {
  const chosen = (value: string) =>
    props.kind === 'radio' ? props.value === value : (props.value?.includes(value) ?? false);
  return (
    <div className="choices">
      {props.options.map((option, at) => {
        const id = at === 0 ? props.id : `${props.id}-${at}`;
        return (
          <div className="choice" key={option.value}>
            <input
              type={props.kind}
              id={id}
              name={props.name}
              value={option.value}
              defaultChecked={chosen(option.value)}
              aria-describedby={option.hint === undefined ? undefined : `${id}-note`}
            />
            <label htmlFor={id}>{option.label}</label>
            {option.hint !== undefined && (
              <span className="hint" id={`${id}-note`}>
                {option.hint}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** All errors at the top of the page, each leading to its field; takes the focus when the page opens. */
export function ErrorSummary({
  errors,
}: {
  errors: readonly { readonly name?: string; readonly message: string }[];
}) {
  const t = useT();
  if (errors.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page answers a failed form: its reader must meet this first
    <div className="error-summary" role="alert" aria-labelledby="error-summary" tabIndex={-1} autoFocus>
      <h2 id="error-summary">{t(words.errors, { n: errors.length })}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.name}${error.message}`}>
            {error.name === undefined ? (
              error.message
            ) : (
              <a href={`#${fieldId(error.name)}`}>{error.message}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where the reader is in a form of one topic a page. */
export function Steps({ k, n, title, backHref }: { k: number; n: number; title: string; backHref?: string }) {
  const t = useT();
  return (
    <header className="steps">
      {backHref !== undefined && (
        <Link href={backHref} className="back">
          ← {t(words.back)}
        </Link>
      )}
      <p className="quiet">{t(words.step, { k, n })}</p>
      <progress max={n} value={k} aria-hidden="true" />
      <h1>{title}</h1>
    </header>
  );
}

export type CheckAnswersSection = {
  readonly title: string;
  readonly changeHref: string;
  readonly rows: readonly { readonly label: string; readonly value: ReactNode }[];
};

/** Everything that was entered, to be checked before it is sent. */
export function CheckAnswers({ sections }: { sections: readonly CheckAnswersSection[] }) {
  const t = useT();
  return sections.map((section) => (
    <section key={section.title} className="answers">
      <h2>
        {section.title}
        <Link href={section.changeHref} label={`${t(words.change)} ${section.title}`}>
          {t(words.change)}
        </Link>
      </h2>
      <dl className="facts">
        {section.rows.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}
