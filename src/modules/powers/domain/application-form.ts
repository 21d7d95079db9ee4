import { z } from 'zod';
import { isText, LegalDay } from '#kernel';

const Line = z.string().trim().min(1).max(200).refine(isText);

/** One question of the application form of a power, asked beside who applies and what for. Its label is its name. */
export const FormField = z.strictObject({
  label: Line,
  kind: z.enum(['line', 'text', 'number', 'day', 'choice', 'choices', 'check']),
  required: z.boolean(),
  hint: Line.optional(),
  /** What can be chosen, for `choice` and `choices`. */
  choices: z.array(Line).max(30).default([]),
  /** Longest text in characters, or largest number. */
  max: z.int().min(1).max(1_000_000_000).optional(),
  /** Asked only when an earlier question was answered so. */
  when: z.strictObject({ label: Line, is: Line }).optional(),
});
export type FormField = z.infer<typeof FormField>;

export const Answer = z.union([
  z.string().max(4_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(30),
]);
export type Answer = z.infer<typeof Answer>;
export type Answers = Readonly<Record<string, Answer>>;

export type FormFault = {
  readonly at: number;
  readonly code: 'label-twice' | 'choices-missing' | 'condition-unknown';
};

const LONGEST = { line: 200, text: 4_000 } as const;

/** What is wrong with a form itself: nobody could fill it in, or answers would not be told apart. */
export function formFaults(fields: readonly FormField[]): FormFault[] {
  return fields.flatMap((field, at): FormFault[] => {
    const earlier = fields.slice(0, at);
    const chosen = field.kind === 'choice' || field.kind === 'choices';
    const faults: FormFault[] = [];
    if (earlier.some(({ label }) => label === field.label)) faults.push({ at, code: 'label-twice' });
    if (chosen && new Set(field.choices).size < 2) faults.push({ at, code: 'choices-missing' });
    const { when } = field;
    const asked = earlier.find(({ label }) => label === when?.label);
    if (when !== undefined && !(asked?.choices.includes(when.is) ?? false))
      faults.push({ at, code: 'condition-unknown' });
    return faults;
  });
}

/** Whether a question is asked, given what was answered before it. */
export function isAsked({ when }: FormField, answers: Answers): boolean {
  if (when === undefined) return true;
  const said = answers[when.label];
  return Array.isArray(said) ? said.includes(when.is) : said === when.is;
}

export type AnswerProblem = {
  readonly label: string;
  readonly code: 'required' | 'too-long' | 'format' | 'not-offered';
};

/**
 * Answers held against the form: what is missing, too long or of another kind, and answers to questions that were not
 * asked. An empty list means that they can be taken as they are.
 */
export function answerProblems(fields: readonly FormField[], answers: Answers): AnswerProblem[] {
  const asked = fields.filter((field) => isAsked(field, answers));
  const known = new Set(asked.map(({ label }) => label));
  return [
    ...Object.keys(answers).flatMap((label): AnswerProblem[] =>
      known.has(label) ? [] : [{ label, code: 'not-offered' }],
    ),
    ...asked.flatMap((field): AnswerProblem[] => {
      const code = problemOf(field, answers[field.label]);
      return code === null ? [] : [{ label: field.label, code }];
    }),
  ];
}

function problemOf(field: FormField, answer: Answer | undefined): AnswerProblem['code'] | null {
  if (answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0))
    return field.required ? 'required' : null;
  switch (field.kind) {
    case 'line':
    case 'text':
      if (typeof answer !== 'string' || !isText(answer)) return 'format';
      return answer.length > Math.min(field.max ?? LONGEST[field.kind], LONGEST[field.kind])
        ? 'too-long'
        : null;
    case 'number':
      if (typeof answer !== 'number' || !Number.isFinite(answer) || answer < 0) return 'format';
      return field.max !== undefined && answer > field.max ? 'too-long' : null;
    case 'day':
      return LegalDay.safeParse(answer).success ? null : 'format';
    case 'choice':
      return typeof answer === 'string' && field.choices.includes(answer) ? null : 'format';
    case 'choices':
      return Array.isArray(answer) && answer.every((one) => field.choices.includes(one)) ? null : 'format';
    case 'check':
      if (typeof answer !== 'boolean') return 'format';
      return field.required && !answer ? 'required' : null;
  }
}

/**
 * Answers from what a form sent, all of it text: full-width digits are read as digits, what was left empty is left out,
 * and so is what was not asked. What cannot be read stays as typed, so that `answerProblems` names it.
 */
export function readAnswers(
  fields: readonly FormField[],
  typed: (field: FormField, at: number) => string,
): Answers {
  const answers: Record<string, Answer> = {};
  for (const [at, field] of fields.entries()) {
    const text = typed(field, at).trim();
    if (text !== '' && isAsked(field, answers)) answers[field.label] = toAnswer(field, text);
  }
  return answers;
}

function toAnswer(field: FormField, text: string): Answer {
  switch (field.kind) {
    case 'number': {
      const plain = text.normalize('NFKC').replaceAll(',', '');
      return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : text;
    }
    case 'day':
      return text.normalize('NFKC');
    case 'choices':
      return text.split('\n');
    case 'check':
      return text === 'yes';
    default:
      return text;
  }
}
