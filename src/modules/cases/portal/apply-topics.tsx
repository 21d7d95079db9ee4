import { CheckAnswers, Field, Items, useT, Zh } from '#platform/portal';
import type { DraftFile } from '../db/draft-store.ts';
import type { MaterialForms, ShownTerms } from '../db/bind-power.ts';
import { answersOf, type Problem, type Values } from './apply-form.ts';
import { answerText, useErrors } from './apply-question.tsx';
import { formsHint } from './forms-hint.tsx';
import { applyWords as w } from './apply-words.ts';

export type Page = {
  readonly base: string;
  readonly terms: ShownTerms;
  readonly forms: MaterialForms;
  readonly values: Values;
  readonly files: readonly DraftFile[];
  readonly problems: readonly Problem[];
  readonly fileProblems: readonly { readonly name: string; readonly message: string }[];
  readonly uploadLimitMb: number;
};

export function Materials({ terms, forms, files, fileProblems, uploadLimitMb }: Page) {
  const t = useT();
  const kept = (key: string) =>
    files.filter((one) => one.key === key).map(({ name, stored }) => ({ name, key: stored.key }));
  const wrong = (name: string) => {
    const found = fileProblems.find((one) => one.name === name);
    return found === undefined ? {} : { error: found.message };
  };
  const asked = [
    ...terms.materials.filter(({ shared }) => !shared),
    { key: 'other', name: t(w.other), required: false, shared: false },
  ];
  return (
    <>
      <p className="quiet">{t(w.limitHint, { mb: uploadLimitMb })}</p>
      {asked.map((one) => (
        <Field
          key={one.key}
          kind="file"
          name={`material-${one.key}`}
          label={<Zh>{one.name}</Zh>}
          multiple
          kept={kept(one.key)}
          dropLabel={t(w.remove)}
          optional={!one.required}
          {...formsHint(forms, one.key)}
          {...wrong(`material-${one.key}`)}
        />
      ))}
    </>
  );
}

export function Check({ base, terms, values, files, problems }: Page) {
  const t = useT();
  const error = useErrors(problems);
  const shown = (name: string): string => values[name] ?? '';
  const row = (label: string, value: string) => ({
    label,
    value: value === '' ? <span className="quiet">{t(w.none)}</span> : <Zh>{value}</Zh>,
  });
  const organisation = shown('kind') === 'organisation';
  return (
    <>
      <CheckAnswers
        sections={[
          {
            title: t(w.applicant),
            changeHref: `${base}/kind`,
            rows: [
              row(t(w.kind), shown('kind') === '' ? '' : t(organisation ? w.organisation : w.person)),
              row(t(organisation ? w.nameOfFirm : w.name), shown('name')),
              organisation ? row(t(w.uscc), shown('uscc')) : row(t(w.idNumber), shown('idNumber')),
              ...(organisation ? [row(t(w.contact), shown('contact'))] : []),
              row(t(w.phone), shown('phone')),
              row(t(w.address), shown('address')),
              row(t(w.email), shown('email')),
              ...(shown('agentName') === '' ? [] : [row(t(w.agentName), shown('agentName'))]),
            ],
          },
          {
            title: t(w.request),
            changeHref: `${base}/request`,
            rows: [
              row(t(w.requestLabel), shown('request')),
              ...Object.entries(answersOf(values, terms.form)).map(([label, answer]) =>
                row(label, answerText(answer, t(w.yes), t(w.no))),
              ),
              row(t(w.remark), shown('remark')),
            ],
          },
          {
            title: t(w.files),
            changeHref: `${base}/materials`,
            rows: [
              ...terms.materials.filter(({ shared }) => !shared),
              { key: 'other', name: t(w.other) },
            ].map(({ key, name }) => {
              const names = files.filter((one) => one.key === key).map((one) => one.name);
              return {
                label: name,
                value:
                  names.length === 0 ? <span className="quiet">{t(w.noFile)}</span> : <Items items={names} />,
              };
            }),
          },
        ]}
      />
      <Field
        kind="checkbox"
        name="declared"
        label={t(w.declare)}
        options={[{ value: 'yes', label: t(w.declared) }]}
        value={values['declared'] === 'yes' ? ['yes'] : []}
        {...error('declared')}
      />
      <Field
        kind="checkbox"
        name="noSecrets"
        label={t(w.secret)}
        options={[{ value: 'yes', label: t(w.noSecrets) }]}
        value={values['noSecrets'] === 'yes' ? ['yes'] : []}
        {...error('noSecrets')}
      />
    </>
  );
}
