import { z } from 'zod';
import { Answer, answerProblems, type FormField } from '#modules/powers';
import { Party, partyProblems } from '../domain/party.ts';
import type { FieldRefusal } from '../domain/errors.ts';

/** What an application says beside who applies. */
export const ApplicationInput = z.strictObject({
  powerCode: z.string().trim().min(1).max(100),
  party: Party,
  request: z.string().trim().min(2).max(4000),
  remark: z.string().trim().max(2000).default(''),
  /** Answers to the questions of the power's own form, by their labels. */
  answers: z.record(z.string().min(1).max(200), Answer).default({}),
  /** The applicant declares that everything is true, and knows that no state secret may be sent here. */
  declared: z.literal(true),
  noSecrets: z.literal(true),
  materials: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(120),
        fileName: z.string().trim().min(1).max(200),
        file: z.string().regex(/^[a-f0-9]{32}$/),
      }),
    )
    .max(60)
    .default([]),
});
export type ApplicationInput = z.infer<typeof ApplicationInput>;

/**
 * What is wrong with an application by rule, by field. Missing materials are no refusal: whoever applies may hand in what
 * they have, and is told once what is missing (行政许可法 art. 32).
 */
export function applicationProblems(
  input: ApplicationInput,
  terms: { readonly materials: readonly { readonly key: string }[]; readonly form: readonly FormField[] },
): FieldRefusal[] {
  const known = new Set(terms.materials.map(({ key }) => key));
  return [
    ...partyProblems(input.party),
    ...answerProblems(terms.form, input.answers).map(({ label, code }): FieldRefusal => ({
      path: `answers/${label}`,
      code,
    })),
    ...input.materials.flatMap((one, at): FieldRefusal[] =>
      known.has(one.key) || one.key === 'other' ? [] : [{ path: `materials/${at}/key`, code: 'not-offered' }],
    ),
  ];
}
