import {
  commit,
  commitmentRoot,
  fieldValueBytes,
  type Crypto,
  type FieldValue,
} from '@chengming/ledger-verify';
import type { LegalDay } from '#kernel';

/** A field as a revision commits it. */
export type FieldInput = {
  readonly name: string;
  readonly value: FieldValue;
  /** `open`: value and salt are in `/records/{rid}` at once. */
  readonly state: 'open' | 'withheld';
  /** Article that forbids disclosure, and until when; society sees both. */
  readonly ground?: string;
  readonly until?: LegalDay;
  /** `party`: about a natural person; value and salt go to the party and authorised supervisors only. */
  readonly audience?: 'society' | 'party';
  /** Given where the field was committed before, in the journal; else a fresh one. */
  readonly salt?: Uint8Array;
};

export type CommittedField = FieldInput & {
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
  readonly audience: 'society' | 'party';
};

/** Commits each field with its salt, a fresh one unless it was sealed with one; the tree head is `cm` of the leaf (DECISIONS §2). */
export function commitFields(
  c: Crypto,
  fields: readonly FieldInput[],
  newSalt: () => Uint8Array,
): { readonly cm: Uint8Array; readonly fields: readonly CommittedField[] } {
  const committed = fields.map((field): CommittedField => {
    if (field.audience === 'party' && field.state === 'open')
      throw new TypeError(`field ${field.name} about a person cannot be open`);
    const salt = field.salt ?? newSalt();
    return {
      ...field,
      audience: field.audience ?? 'society',
      salt,
      commitment: commit(c, field.name, salt, fieldValueBytes(field.value)),
    };
  });
  return { cm: commitmentRoot(c, committed), fields: committed };
}
