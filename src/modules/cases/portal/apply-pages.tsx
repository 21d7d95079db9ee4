import type { ReactNode } from 'react';
import { formatDay } from '#kernel';
import { formatPeriod, t as text, type Lang } from '#platform/i18n';
import {
  ActionLink,
  Crumbs,
  Disclosure,
  ErrorSummary,
  Facts,
  Field,
  Form,
  FormLinks,
  Items,
  Mixed,
  Notice,
  Steps,
  useLang,
  useT,
  Zh,
  type FormLink,
} from '#platform/portal';
import type { MaterialForms, ShownTerms } from '../db/bind-power.ts';
import { FIELD_TEXTS } from '../texts/error-texts.ts';
import { APPLY_STEPS, questionName, type ApplyStep, type Problem } from './apply-form.ts';
import { Question, useErrors } from './apply-question.tsx';
import { Check, Materials, type Page } from './apply-topics.tsx';
import { applyWords as w } from './apply-words.ts';

export function BeforePage({
  base,
  terms,
  forms,
  conditions,
  unchecked,
  started,
}: {
  base: string;
  terms: ShownTerms;
  forms: MaterialForms;
  conditions: readonly string[];
  /** Nobody has held the limit by law against its text yet. */
  unchecked: boolean;
  started: boolean;
}) {
  const t = useT();
  const lang = useLang();
  return (
    <article>
      <Crumbs items={[{ href: base.replace(/\/apply$/, ''), label: <Zh>{terms.powerName}</Zh> }]} />
      <h1>{t(w.before)}</h1>
      <p>
        <Zh>{terms.powerName}</Zh>
        <span className="quiet after">
          <Mixed>{t(w.who, { agency: terms.agencyName })}</Mixed>
        </span>
      </p>
      {terms.trialUntil !== undefined && (
        <Notice kind="warn" title={t(w.trial, { until: formatDay(terms.trialUntil, lang) })}>
          {t(w.trialMeans)}
        </Notice>
      )}
      {conditions.length > 0 && (
        <section>
          <h2>{t(w.conditions)}</h2>
          <Zh>
            <Items items={conditions} numbered />
          </Zh>
        </section>
      )}
      <section>
        <h2>{t(w.materials)}</h2>
        <Items
          items={terms.materials.map((one) => (
            <MaterialLine key={one.key} material={one} forms={forms.get(one.key) ?? []} />
          ))}
          numbered
        />
      </section>
      <section>
        <h2>{t(w.limits)}</h2>
        <p>
          {t(w.committed, { period: formatPeriod(lang, terms.committed.n, terms.committed.unit) })}
          {terms.statutory !== null &&
            `　${t(w.statutory, { period: formatPeriod(lang, terms.statutory.n, terms.statutory.unit) })}`}
          {terms.statutory !== null && unchecked && <span className="tag">{t(w.unchecked)}</span>}
        </p>
      </section>
      <Notice kind="info">{t(w.privacy)}</Notice>
      <Notice kind="warn">{t(w.secret)}</Notice>
      <Form action={`${base}/start`} submit={t(started ? w.resume : w.start)}>
        {null}
      </Form>
    </article>
  );
}

function MaterialLine({
  material,
  forms,
}: {
  material: ShownTerms['materials'][number];
  forms: readonly FormLink[];
}) {
  const t = useT();
  return (
    <>
      <Zh>{material.name}</Zh>
      <span className="quiet">
        {material.shared ? `　${t(w.shared)}` : material.required ? `　${t(w.required)}` : ''}
      </span>
      <FormLinks forms={forms} />
    </>
  );
}

const TITLES = {
  kind: w.kindTitle,
  applicant: w.applicant,
  request: w.request,
  materials: w.files,
  check: w.check,
} as const;

export function StepPage({ step, page, scripts }: { step: ApplyStep; page: Page; scripts: boolean }) {
  const t = useT();
  const lang = useLang();
  const k = APPLY_STEPS.indexOf(step);
  const back = k === 0 ? page.base : `${page.base}/${APPLY_STEPS[k - 1]}`;
  const messages = [
    ...page.problems.map(({ name, code }) => ({ name, message: message(lang, name, code, page.terms.form) })),
    ...page.fileProblems,
  ];
  return (
    <article>
      <Steps k={k + 1} n={APPLY_STEPS.length} title={t(TITLES[step])} backHref={back} />
      <ErrorSummary errors={messages} />
      <Form
        action={`${page.base}/${step}`}
        submit={t(step === 'check' ? w.send : w.next)}
        files={step === 'materials'}
        {...(scripts && step !== 'check' && step !== 'materials'
          ? { autosave: `${page.base}/${step}/save` }
          : {})}
      >
        <Topic step={step} page={page} />
      </Form>
    </article>
  );
}

const LABELS: Readonly<Record<string, keyof typeof w>> = {
  request: 'requestLabel',
  declared: 'declared',
  noSecrets: 'noSecrets',
};

/** The error names its field, so that the list at the top can be read alone. */
function message(lang: Lang, name: string, code: Problem['code'], questions: ShownTerms['form']): string {
  const question = questions.find((_, at) => questionName(at) === name)?.label;
  if (question !== undefined)
    return `${question}${lang === 'zh' ? '：' : ': '}${text(lang, FIELD_TEXTS[code])}`;

  const key = LABELS[name] ?? name;
  const label = Object.entries(w).find(([one]) => one === key)?.[1];
  return label === undefined
    ? text(lang, FIELD_TEXTS[code])
    : `${text(lang, label)}${lang === 'zh' ? '：' : ': '}${text(lang, FIELD_TEXTS[code])}`;
}

function Topic({ step, page }: { step: ApplyStep; page: Page }): ReactNode {
  switch (step) {
    case 'kind':
      return <Kind {...page} />;
    case 'applicant':
      return <Applicant {...page} />;
    case 'request':
      return <Request {...page} />;
    case 'materials':
      return <Materials {...page} />;
    case 'check':
      return <Check {...page} />;
  }
}

function Kind({ values, problems }: Page) {
  const t = useT();
  const error = useErrors(problems);
  return (
    <Field
      kind="radio"
      name="kind"
      label={t(w.kind)}
      value={values['kind']}
      options={[
        { value: 'person', label: t(w.person) },
        { value: 'organisation', label: t(w.organisation) },
      ]}
      {...error('kind')}
    />
  );
}

function Applicant({ values, problems }: Page) {
  const t = useT();
  const error = useErrors(problems);
  const value = (name: string) => ({ name, value: values[name] ?? '', ...error(name) });
  const agent = ['agentName', 'agentId', 'agentPhone'];
  const agentOpen = (values['agentName'] ?? '') !== '' || problems.some(({ name }) => agent.includes(name));
  return (
    <>
      {values['kind'] === 'organisation' ? (
        <>
          <Field
            kind="text"
            label={t(w.nameOfFirm)}
            {...value('name')}
            autoComplete="organization"
            maxLength={200}
          />
          <Field
            kind="text"
            label={t(w.uscc)}
            hint={t(w.idHint)}
            {...value('uscc')}
            width="medium"
            maxLength={18}
          />
          <Field
            kind="text"
            label={t(w.contact)}
            {...value('contact')}
            width="medium"
            autoComplete="name"
            maxLength={200}
          />
        </>
      ) : (
        <>
          <Field
            kind="text"
            label={t(w.name)}
            {...value('name')}
            width="medium"
            autoComplete="name"
            maxLength={200}
          />
          <Field
            kind="text"
            label={t(w.idNumber)}
            hint={t(w.idHint)}
            {...value('idNumber')}
            width="medium"
            maxLength={18}
          />
        </>
      )}
      <Field
        kind="tel"
        label={t(w.phone)}
        {...value('phone')}
        width="medium"
        autoComplete="tel"
        maxLength={20}
      />
      <Field
        kind="text"
        label={t(w.address)}
        {...value('address')}
        autoComplete="street-address"
        maxLength={200}
        optional
      />
      <Field
        kind="email"
        label={t(w.email)}
        {...value('email')}
        autoComplete="email"
        maxLength={200}
        optional
      />
      <Disclosure summary={t(w.agentHint)} open={agentOpen}>
        <Field
          kind="text"
          label={t(w.agentName)}
          {...value('agentName')}
          width="medium"
          maxLength={200}
          optional
        />
        <Field
          kind="text"
          label={t(w.agentId)}
          hint={t(w.idHint)}
          {...value('agentId')}
          width="medium"
          maxLength={18}
          optional
        />
        <Field
          kind="tel"
          label={t(w.agentPhone)}
          {...value('agentPhone')}
          width="medium"
          maxLength={20}
          optional
        />
      </Disclosure>
    </>
  );
}

function Request({ values, problems, terms }: Page) {
  const t = useT();
  const error = useErrors(problems);
  return (
    <>
      <Field
        kind="textarea"
        name="request"
        label={t(w.requestLabel)}
        hint={t(w.requestHint)}
        value={values['request'] ?? ''}
        maxLength={4000}
        {...error('request')}
      />
      {terms.form.map((question, at) => (
        <Question
          key={question.label}
          question={question}
          name={questionName(at)}
          values={values}
          problems={problems}
        />
      ))}
      <Field
        kind="textarea"
        name="remark"
        label={t(w.remark)}
        value={values['remark'] ?? ''}
        rows={3}
        maxLength={2000}
        optional
        {...error('remark')}
      />
    </>
  );
}

export function NotOnlinePage({ href, name }: { href: string; name: string }) {
  const t = useT();
  return (
    <article>
      <h1>{t(w.notHere)}</h1>
      <Facts
        items={[
          {
            term: <Zh>{name}</Zh>,
            value: (
              <ActionLink href={href} quiet>
                {t(w.before)}
              </ActionLink>
            ),
          },
        ]}
      />
    </article>
  );
}
