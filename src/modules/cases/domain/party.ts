import { z } from 'zod';
import { idCardCheckCharacter, maskDigits, parseUscc } from '#kernel';
import type { FieldRefusal } from './errors.ts';

const line = z.string().trim().max(200);
const given = line.min(1);

/** Who applies. Kept apart from the case (行政许可法 art. 5: applicants' information is protected). */
export const Party = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    name: given,
    idNumber: given,
    phone: given,
    email: line.default(''),
    address: line.default(''),
    agent: z.strictObject({ name: given, idNumber: given, phone: given }).optional(),
  }),
  z.strictObject({
    kind: z.literal('organisation'),
    name: given,
    uscc: given,
    contact: given,
    phone: given,
    email: line.default(''),
    address: line.default(''),
    agent: z.strictObject({ name: given, idNumber: given, phone: given }).optional(),
  }),
]);
export type Party = z.infer<typeof Party>;

const ID_CARD = /^\d{17}[\dX]$/;
const PHONE = /^\+?[\d -]{7,20}$/;

/** What the law or arithmetic says is wrong with the data of a party, by field. */
export function partyProblems(party: Party): FieldRefusal[] {
  const problems: FieldRefusal[] = [];
  if (!PHONE.test(party.phone)) problems.push({ path: 'party/phone', code: 'phone' });
  if (party.email !== '' && !z.email().safeParse(party.email).success)
    problems.push({ path: 'party/email', code: 'email' });
  if (party.kind === 'person' && !isIdCard(party.idNumber))
    problems.push({ path: 'party/idNumber', code: 'id-card' });
  if (party.kind === 'organisation' && !parseUscc(party.uscc).ok)
    problems.push({ path: 'party/uscc', code: 'uscc' });
  if (party.agent && !PHONE.test(party.agent.phone))
    problems.push({ path: 'party/agent/phone', code: 'phone' });
  if (party.agent && !isIdCard(party.agent.idNumber))
    problems.push({ path: 'party/agent/idNumber', code: 'id-card' });
  return problems;
}

function isIdCard(text: string): boolean {
  const number = text.toUpperCase();
  return ID_CARD.test(number) && idCardCheckCharacter(number.slice(0, 17)) === number[17];
}

/** 王小明 → 王**; an organisation's name stays, it is public by law. */
export function maskedName(party: Pick<Party, 'kind' | 'name'>): string {
  if (party.kind === 'organisation') return party.name;
  const [first = '', ...rest] = Array.from(party.name);
  return first + '*'.repeat(Math.max(1, rest.length));
}

export type PartyView = {
  readonly kind: Party['kind'];
  readonly name: string;
  readonly id: string;
  /** Who speaks for an organisation; empty for a person. */
  readonly contact: string;
  readonly phone: string;
  readonly address: string;
  readonly email: string;
  readonly agent: string | null;
  readonly masked: boolean;
};

/** A party as desk lists show it: contact and numbers masked unless the reader handles the case now. */
export function partyView(party: Party, full: boolean): PartyView {
  const id = party.kind === 'person' ? party.idNumber : party.uscc;
  const hide = (text: string): string => (text === '' ? '' : '*'.repeat(Math.min(8, text.length)));
  return {
    kind: party.kind,
    name: full ? party.name : maskedName(party),
    id: full || party.kind === 'organisation' ? id : maskDigits(id, { keepStart: 4, keepEnd: 2 }),
    contact:
      party.kind === 'person'
        ? ''
        : full
          ? party.contact
          : maskedName({ kind: 'person', name: party.contact }),
    phone: full ? party.phone : maskDigits(party.phone, { keepStart: 3, keepEnd: 2 }),
    address: full ? party.address : hide(party.address),
    email: full ? party.email : hide(party.email),
    agent: party.agent
      ? full
        ? party.agent.name
        : maskedName({ kind: 'person', name: party.agent.name })
      : null,
    masked: !full,
  };
}
