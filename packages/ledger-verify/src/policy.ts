import type { Crypto } from './crypto.ts';
import { equalBytes } from './bytes.ts';
import { COSIGNATURE_V1, ED25519, parseVerifierKey, type VerifierKey } from './note.ts';

type Group = { readonly needed: number; readonly members: readonly string[] };

/** Whom a reader trusts (C2SP tlog-policy): logs, witnesses, groups of them, and one quorum. */
export type Policy = {
  readonly logs: readonly { readonly key: VerifierKey; readonly url?: string }[];
  readonly witnesses: ReadonlyMap<string, { readonly key: VerifierKey; readonly url?: string }>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Name of the witness or group that must have cosigned; `none` asks for no witness. */
  readonly quorum: string;
};

export type PolicyError = { readonly line: number; readonly reason: string };

/**
 * Parses a policy file; the error names the line. Groups may use only what stands above them. No key may stand twice
 * and no name in two groups: else one witness could count as several.
 */
export function parsePolicy(
  c: Crypto,
  text: string,
): { readonly policy: Policy } | { readonly error: PolicyError } {
  const logs: { key: VerifierKey; url?: string }[] = [];
  const witnesses = new Map<string, { key: VerifierKey; url?: string }>();
  const groups = new Map<string, Group>();
  let quorum: string | undefined;
  const grouped = new Set<string>();
  const known = (name: string): boolean => witnesses.has(name) || groups.has(name);
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/^[ \t]+|[ \t]+$/g, '');
    if (line === '' || line.startsWith('#')) continue;
    const fail = (reason: string): { error: PolicyError } => ({ error: { line: index + 1, reason } });
    const [word, ...args] = line.split(/[ \t]+/);
    if (word === 'log' || word === 'witness') {
      const name = word === 'witness' ? args.shift() : '';
      const key = parseVerifierKey(c, args[0] ?? '');
      if (name === undefined || !key || args.length > 2)
        return fail(`${word} needs ${word === 'witness' ? 'a name and ' : ''}a verifier key`);
      if (key.type !== (word === 'log' ? ED25519 : COSIGNATURE_V1))
        return fail(`the key is not of the type a ${word} signs with`);
      const others = word === 'log' ? logs : [...witnesses.values()];
      if (others.some((other) => equalBytes(other.key.publicKey, key.publicKey)))
        return fail('the key is named twice');
      const entry = { key, ...(args[1] === undefined ? {} : { url: args[1] }) };
      if (word === 'log') logs.push(entry);
      else if (known(name) || name === 'none') return fail(`the name ${name} is taken`);
      else witnesses.set(name, entry);
    } else if (word === 'group') {
      const [name, threshold, ...members] = args;
      if (name === undefined || threshold === undefined || members.length === 0)
        return fail('group needs a name, a threshold and members');
      if (known(name) || name === 'none') return fail(`the name ${name} is taken`);
      for (const member of members) {
        if (!known(member) || grouped.has(member))
          return fail(`${member} is not defined above, or is a member twice`);
        grouped.add(member);
      }
      const needed =
        threshold === 'any'
          ? 1
          : threshold === 'all'
            ? members.length
            : /^[1-9]\d*$/.test(threshold)
              ? Number(threshold)
              : 0;
      if (needed < 1 || needed > members.length) return fail('the threshold does not fit the members');
      groups.set(name, { needed, members });
    } else if (word === 'quorum') {
      const [name] = args;
      if (
        quorum !== undefined ||
        name === undefined ||
        args.length !== 1 ||
        (name !== 'none' && !known(name))
      )
        return fail('exactly one quorum, of a name defined above');
      quorum = name;
    } else {
      return fail(`unknown word ${word}`);
    }
  }
  if (quorum === undefined) return { error: { line: 0, reason: 'no quorum' } };
  return { policy: { logs, witnesses, groups, quorum } };
}

/** Whether the cosigners that verified satisfy the policy's quorum. */
export function meetsQuorum(policy: Policy, cosigners: readonly VerifierKey[]): boolean {
  const holds = (name: string): boolean => {
    const witness = policy.witnesses.get(name);
    if (witness) return cosigners.includes(witness.key);
    const group = policy.groups.get(name);
    return group !== undefined && group.members.filter(holds).length >= group.needed;
  };
  return policy.quorum === 'none' || holds(policy.quorum);
}

/** Every key a policy names, for `openNote`. */
export function policyKeys(policy: Policy): VerifierKey[] {
  return [...policy.logs.map((l) => l.key), ...[...policy.witnesses.values()].map((w) => w.key)];
}
