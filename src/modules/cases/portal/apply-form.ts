import { answerProblems, readAnswers, type Answers, type FormField } from '#modules/powers';
import { Party, partyProblems } from '../domain/party.ts';
import type { FieldRefusalCode } from '../domain/errors.ts';
import { ApplicationInput } from '../engine/application.ts';

/** Pages of the form, one topic each. */
export const APPLY_STEPS = ['kind', 'applicant', 'request', 'materials', 'check'] as const;
export type ApplyStep = (typeof APPLY_STEPS)[number];

export type Values = Readonly<Record<string, string>>;
export type Problem = { readonly name: string; readonly code: FieldRefusalCode };

const FIELDS: Readonly<Record<ApplyStep, readonly string[]>> = {
  kind: ['kind'],
  applicant: [
    'name',
    'idNumber',
    'uscc',
    'contact',
    'phone',
    'email',
    'address',
    'agentName',
    'agentId',
    'agentPhone',
  ],
  request: ['request', 'remark'],
  materials: [],
  check: ['declared', 'noSecrets'],
};
const LONGEST = 4000;

/** Name of a question of the power's own form on the page. */
export const questionName = (at: number): string => `question${at + 1}`;

/** What a page sent, its own fields only; text as typed, several choices as lines. */
export function valuesOf(
  step: ApplyStep,
  form: Readonly<Record<string, unknown>>,
  questions: readonly FormField[],
): Values {
  const own = step === 'request' ? questions.map((_, at) => questionName(at)) : [];
  const multiple = Object.fromEntries(own.map((name) => [name, '']));
  return Object.fromEntries(
    [...FIELDS[step], ...own].flatMap((name) => {
      const sent = form[name] ?? multiple[name];
      const value = Array.isArray(sent) ? sent.filter((one) => typeof one === 'string').join('\n') : sent;
      return typeof value === 'string' ? [[name, value.slice(0, LONGEST + 1)]] : [];
    }),
  );
}

function partyOf(values: Values): unknown {
  const agent =
    (values['agentName'] ?? '') === ''
      ? {}
      : {
          agent: {
            name: values['agentName'],
            idNumber: values['agentId'] ?? '',
            phone: values['agentPhone'] ?? '',
          },
        };
  const common = {
    name: values['name'] ?? '',
    phone: values['phone'] ?? '',
    email: values['email'] ?? '',
    address: values['address'] ?? '',
    ...agent,
  };
  return values['kind'] === 'organisation'
    ? {
        kind: 'organisation',
        ...common,
        uscc: (values['uscc'] ?? '').trim().toUpperCase(),
        contact: values['contact'] ?? '',
      }
    : { kind: 'person', ...common, idNumber: (values['idNumber'] ?? '').trim().toUpperCase() };
}

/** The field of a form for a path of the application. */
const NAMES: Readonly<Record<string, string>> = {
  'agent/name': 'agentName',
  'agent/idNumber': 'agentId',
  'agent/phone': 'agentPhone',
};

export function answersOf(values: Values, questions: readonly FormField[]): Answers {
  return readAnswers(questions, (_, at) => values[questionName(at)] ?? '');
}

function questionProblems(values: Values, questions: readonly FormField[]): Problem[] {
  const at = (label: string): number => questions.findIndex((one) => one.label === label);
  return answerProblems(questions, answersOf(values, questions)).map(({ label, code }) => ({
    name: questionName(at(label)),
    code,
  }));
}

/** What a page must still mend. */
export function problemsOf(
  step: ApplyStep,
  values: Values,
  questions: readonly FormField[],
): readonly Problem[] {
  switch (step) {
    case 'kind':
      return values['kind'] === 'person' || values['kind'] === 'organisation'
        ? []
        : [{ name: 'kind', code: 'required' }];
    case 'applicant': {
      const parsed = Party.safeParse(partyOf(values));
      if (!parsed.success)
        return parsed.error.issues.map((issue) => {
          const path = issue.path.join('/');
          return { name: NAMES[path] ?? path, code: issue.code === 'too_big' ? 'too-long' : 'required' };
        });
      return partyProblems(parsed.data).map(({ path, code }) => {
        const inner = path.slice('party/'.length);
        return { name: NAMES[inner] ?? inner, code };
      });
    }
    case 'request': {
      const request = (values['request'] ?? '').trim();
      return [
        ...(request.length < 2 ? [{ name: 'request', code: 'required' } as const] : []),
        ...(request.length > LONGEST ? [{ name: 'request', code: 'too-long' } as const] : []),
        ...questionProblems(values, questions),
        ...((values['remark'] ?? '').length > 2000 ? [{ name: 'remark', code: 'too-long' } as const] : []),
      ];
    }
    case 'materials':
      return [];
    case 'check':
      return [
        ...(values['declared'] === 'yes' ? [] : [{ name: 'declared', code: 'declare' } as const]),
        ...(values['noSecrets'] === 'yes' ? [] : [{ name: 'noSecrets', code: 'state-secret' } as const]),
      ];
  }
}

export function applicationOf(
  powerCode: string,
  values: Values,
  questions: readonly FormField[],
): Omit<ApplicationInput, 'materials'> | undefined {
  const parsed = ApplicationInput.omit({ materials: true }).safeParse({
    powerCode,
    party: partyOf(values),
    request: values['request'] ?? '',
    remark: values['remark'] ?? '',
    answers: answersOf(values, questions),
    declared: values['declared'] === 'yes',
    noSecrets: values['noSecrets'] === 'yes',
  });
  return parsed.success ? parsed.data : undefined;
}
