import type { LeafType } from '@chengming/ledger-verify';

type Kind = {
  readonly type: LeafType;
  readonly schema: 'case/1' | 'power.version/1' | 'flow.version/1' | 'rule.version/1';
};

const KINDS: readonly Kind[] = [
  { type: 'case', schema: 'case/1' },
  { type: 'power.version', schema: 'power.version/1' },
  { type: 'flow.version', schema: 'flow.version/1' },
  { type: 'rule.version', schema: 'rule.version/1' },
];

/** Type and dictionary of records whose fields are corrected, withheld and opened here; nothing for other records. */
export function recordKind(type: string): Kind | undefined {
  return KINDS.find((kind) => kind.type === type);
}
