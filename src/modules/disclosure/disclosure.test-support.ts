import type { Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { FieldInput } from '#modules/ledger';
import type { FieldRule } from './domain/field-rule.ts';

export const SYSTEM: Actor = { kind: 'system', name: 'test' };
export const HELD = { state: 'withheld' as const, ground: '行政许可法第五条' };

export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A rule of society’s scope; `over` changes single members. */
export const rule = (over: Partial<FieldRule> = {}): FieldRule => ({
  scope: 'society',
  treatment: 'open',
  review: 'auto',
  basis: '政府信息公开条例第十九条',
  ...over,
});

/** What a case commits when it is accepted; only the days are open. */
export const acceptedFields = (power: string, number: string, party: FieldInput): FieldInput[] => [
  { name: 'acceptedOn', value: '2026-11-02', state: 'open' },
  { name: 'dueOn', value: '2026-11-30', state: 'open' },
  { name: 'power', value: power, ...HELD },
  { name: 'number', value: number, ...HELD },
  party,
  { name: 'party.masked', value: '唐山某公司', ...HELD },
];
