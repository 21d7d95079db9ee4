import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeCrypto, signerFromSeed } from '@chengming/ledger-verify/node';
import { ED25519, formatNote, signNote, verifierKey } from '@chengming/ledger-verify';
import { LegalDay } from '#kernel';
import { decideIntake, readPackage, type KnownSender } from './intake.ts';
import { applied, carriedBy, changesBetween, listingOf, NOTHING, stateOf, type Listings } from './listing.ts';
import { FORMAT, MAX_PACKAGE_BYTES, type FilingBody } from './package.ts';
import { periodOf, takesPeriod } from './period.ts';
import { reconcile } from './reconcile.ts';
import { nextAttemptAt } from './retry.ts';
import { digestOf, digestOfText, sealLines } from './seal.ts';

const c = nodeCrypto;
const signer = signerFromSeed(new Uint8Array(32).fill(5));
const other = signerFromSeed(new Uint8Array(32).fill(6));
const NAME = 'low.test/ledger/filing';
const BPMN = '<definitions/>';
const TODAY = LegalDay.parse('2026-11-26');

const item = (code: string, name = '事项') => ({
  code,
  basicCode: null,
  name,
  typeCode: '01',
  version: 1,
  effectiveFrom: '2026-11-01',
  statutoryLimit: { n: 20, unit: 'wd' as const },
  committedLimit: null,
  flow: null,
  record: 'AAAAAAAAAAAAAAAAAAAAAA',
  content: { name, anything: [{ deep: true }] },
});
const flow = {
  code: 'f1',
  name: '流程',
  powerCode: 'A',
  version: 1,
  record: 'AAAAAAAAAAAAAAAAAAAAAA',
  sha256: digestOfText(c, BPMN),
  bpmn: BPMN,
};
const part = <T extends { code: string; name: string }>(...entries: T[]) => ({
  entries,
  removed: [],
  state: stateOf(c, listingOf(c, entries)),
});
const BODY: FilingBody = {
  format: FORMAT,
  id: '01936d00-0000-7000-8000-000000000001',
  sender: { code: 'low', name: '下级', level: '4' },
  to: 'up',
  period: '2026-11',
  number: 1,
  kind: 'full',
  previous: null,
  madeAt: '2026-11-26T09:00:00+08:00',
  checkpoint: null,
  catalogue: part(item('A'), item('B')),
  flows: part(flow),
};
function seal(body: FilingBody, by = signer, over: Partial<{ format: string; digest: string }> = {}): string {
  const lines = sealLines(over.format ?? FORMAT, body.id, over.digest ?? digestOf(c, body));
  const text = `${NAME}\n${lines.map(([name, value]) => `${name} ${value}\n`).join('')}`;
  return formatNote(signNote(c, NAME, by, text));
}
const bytesOf = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const pack = (body: FilingBody, by = signer) => ({ format: FORMAT, body, seal: seal(body, by) });
const key = (name: string, by = signer) => verifierKey(c, name, ED25519, by.publicKey);
const SENDER: KnownSender = {
  level: '4',
  filingKey: key(NAME),
  logKey: key('low.test/ledger'),
  last: { number: 0, id: null, digest: null, period: null },
};
const codeOf = (result: { ok: boolean; error?: { code: string } }): string =>
  result.ok ? 'ok' : (result.error?.code ?? '');
function intake(
  file: unknown,
  over: { sender?: KnownSender | undefined; held?: Listings; receipt?: string; recipient?: string } = {},
): string {
  const read = readPackage(c, bytesOf(file));
  if (!read.ok) return read.error.code;
  return codeOf(
    decideIntake(c, {
      read: read.value,
      sender: 'sender' in over ? over.sender : SENDER,
      recipient: over.recipient ?? 'up',
      today: TODAY,
      held: over.held ?? NOTHING,
      receipt: over.receipt,
    }),
  );
}
const HELD: Listings = {
  catalogue: listingOf(c, BODY.catalogue.entries),
  flows: listingOf(c, BODY.flows.entries),
  register: {},
};
const LAST = { number: 1, id: BODY.id, digest: digestOf(c, BODY), period: '2026-11' };
const NEXT: FilingBody = {
  ...BODY,
  id: '01936d00-0000-7000-8000-000000000002',
  number: 2,
  kind: 'changes',
  previous: { id: LAST.id, digest: LAST.digest },
  catalogue: {
    entries: [item('A', '改过的')],
    removed: ['B'],
    state: stateOf(c, listingOf(c, [item('A', '改过的')])),
  },
  flows: { entries: [], removed: [], state: stateOf(c, HELD.flows) },
};
const AFTER = { sender: { ...SENDER, last: LAST }, held: HELD };

describe('intake', () => {
  const deep = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`) as unknown;
  it.each([
    ['a package as it should be', pack(BODY), {}, 'ok'],
    ['the same with spaces between', JSON.stringify(pack(BODY), null, 2), {}, 'ok'],
    ['changes on the last one', pack(NEXT), AFTER, 'ok'],
    ['everything anew', pack({ ...BODY, id: NEXT.id, number: 2 }), AFTER, 'ok'],
    ['no JSON', '{"format":', {}, 'filing/malformed'],
    ['another document', { hello: 1 }, {}, 'filing/malformed'],
    ['a field that is none', { ...pack(BODY), more: 1 }, {}, 'filing/malformed'],
    ['a later version', { ...pack(BODY), format: 'chengming-filing/2' }, {}, 'filing/other-version'],
    ['another format', { ...pack(BODY), format: 'something/1' }, {}, 'filing/malformed'],
    ['an entry twice', pack({ ...BODY, catalogue: part(item('A'), item('A')) }), {}, 'filing/malformed'],
    [
      'a chart with other bytes',
      pack({ ...BODY, flows: part({ ...flow, bpmn: '<x/>' }) }),
      {},
      'filing/malformed',
    ],
    ['a code that is no key', pack({ ...BODY, catalogue: part(item('__proto__')) }), {}, 'filing/malformed'],
    ['an unknown sender', pack(BODY), { sender: undefined }, 'filing/unknown-sender'],
    [
      'another key name',
      pack(BODY),
      { sender: { ...SENDER, filingKey: key('x.test/filing') } },
      'filing/unknown-sender',
    ],
    ['another key under the name', pack(BODY, other), {}, 'filing/tampered'],
    ['another number than sealed', { ...pack(BODY), body: { ...BODY, number: 2 } }, {}, 'filing/tampered'],
    [
      'a seal over another digest',
      { ...pack(BODY), seal: seal(BODY, signer, { digest: 'f'.repeat(64) }) },
      {},
      'filing/tampered',
    ],
    [
      'a seal of another format',
      { ...pack(BODY), seal: seal(BODY, signer, { format: 'x/1' }) },
      {},
      'filing/tampered',
    ],
    [
      'a checkpoint nobody signed',
      pack({ ...BODY, checkpoint: 'low.test/ledger\n0\n' }),
      {},
      'filing/tampered',
    ],
    ['another recipient', pack(BODY), { recipient: 'elsewhere' }, 'filing/other-recipient'],
    ['another level', pack(BODY), { sender: { ...SENDER, level: '3' } }, 'filing/other-level'],
    ['one that was taken', pack(BODY), { ...AFTER, receipt: 'the receipt' }, 'filing/replayed'],
    ['a number that was taken', pack({ ...BODY, id: NEXT.id }), AFTER, 'filing/replayed'],
    ['a month long past', pack({ ...BODY, period: '2026-09' }), {}, 'filing/other-period'],
    ['a month to come', pack({ ...BODY, period: '2026-12' }), {}, 'filing/other-period'],
    ['changes on nothing', pack(NEXT), {}, 'filing/other-previous'],
    [
      'changes on another',
      pack({ ...NEXT, previous: { id: LAST.id, digest: 'a'.repeat(64) } }),
      AFTER,
      'filing/other-previous',
    ],
    [
      'a whole that is another',
      pack({ ...NEXT, catalogue: { ...NEXT.catalogue, removed: [] } }),
      AFTER,
      'filing/state-differs',
    ],
  ] as const)('%s', (_, file, over, code) => {
    expect(intake(file, over)).toBe(code);
  });

  it('refuses a package that carries what it says is withheld', () => {
    const hold = {
      element: 'anything',
      article: '《中华人民共和国政府信息公开条例》第十五条',
      until: '2027-05-01',
      record: 'AAAAAAAAAAAAAAAAAAAAAA',
      commitment: 'a'.repeat(64),
    };
    const kept = { ...item('A'), content: { name: '事项' }, withheld: [hold] };
    expect(intake(pack({ ...BODY, catalogue: part(kept) }))).toBe('ok');
    const leaking = { ...kept, content: { name: '事项', anything: [] } };
    expect(intake(pack({ ...BODY, catalogue: part(leaking) }))).toBe('filing/malformed');
  });

  it('refuses what is too large or nested without end before it looks inside', () => {
    expect(codeOf(readPackage(c, new Uint8Array(MAX_PACKAGE_BYTES + 1)))).toBe('filing/too-large');
    const body = { ...BODY, catalogue: part({ ...item('A'), content: { deep } }) };
    expect(intake({ format: FORMAT, body, seal: 'x' })).toBe('filing/malformed');
    const fraction = {
      ...BODY,
      catalogue: { ...BODY.catalogue, entries: [{ ...item('A'), content: { n: 0.5 } }] },
    };
    expect(intake({ format: FORMAT, body: fraction, seal: 'x' })).toBe('filing/malformed');
  });

  it('finds any change of any byte of what is sealed', () => {
    const text = JSON.stringify(pack(BODY));
    const end = text.indexOf('"seal"');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: end - 1 }),
        fc.constantFrom('0', 'x', ' ', '"'),
        (place, char) => {
          const changed = `${text.slice(0, place)}${char}${text.slice(place + 1)}`;
          if (changed === text || sameJson(changed, text)) return;
          expect(intake(changed)).not.toBe('ok');
        },
      ),
      { numRuns: 300 },
    );
  });
});

function sameJson(a: string, b: string): boolean {
  try {
    return digestOf(c, JSON.parse(a)) === digestOf(c, JSON.parse(b));
  } catch {
    return false;
  }
}

describe('changes', () => {
  const entries = fc.uniqueArray(
    fc.record(
      { code: fc.constantFrom('A', 'B', 'C', '__proto__', 'toString'), name: fc.string() },
      { noNullPrototype: true },
    ),
    { selector: ({ code }) => code },
  );
  it('turn what was held into what is published, whatever both are', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const [old, now] = [listingOf(c, before), listingOf(c, after)];
        const changes = changesBetween({ ...NOTHING, catalogue: old }, { ...NOTHING, catalogue: now });
        const of = (...kinds: string[]) =>
          changes.filter(({ change }) => kinds.includes(change)).map(({ code }) => code);
        const body = {
          entries: after.filter(({ code }) => of('new', 'changed').includes(code)),
          removed: of('removed'),
        };
        expect(stateOf(c, applied(c, old, body, false))).toBe(stateOf(c, now));
        expect(changesBetween({ ...NOTHING, catalogue: now }, { ...NOTHING, catalogue: now })).toEqual([]);
        const full = carriedBy('full', { ...NOTHING, catalogue: old }, { ...NOTHING, catalogue: now });
        expect(
          full
            .filter(({ change }) => change !== 'removed')
            .map(({ code }) => code)
            .toSorted(),
        ).toEqual(Object.keys(now).toSorted());
        expect(full.filter(({ change }) => change !== 'same')).toEqual(changes);
      }),
    );
  });
});

describe('the month of a package', () => {
  it.each([
    ['2026-11', null, true],
    ['2026-10', null, true],
    ['2026-09', null, false],
    ['2026-12', null, false],
    ['2026-10', '2026-11', false],
    ['2026-11', '2026-11', true],
  ] as const)('%s after %s: %s', (period, last, taken) => {
    expect(takesPeriod(period, TODAY, last)).toBe(taken);
  });
  it('is of the year before in January', () => {
    expect(takesPeriod('2026-12', LegalDay.parse('2027-01-31'), null)).toBe(true);
    expect(periodOf(TODAY)).toBe('2026-11');
  });
});

it('waits longer after each failure, and not for ever', () => {
  const now = new Date('2026-11-26T01:00:00Z');
  const waits = Array.from({ length: 9 }, (_, n) => nextAttemptAt(n + 1, now)?.getTime());
  expect(waits.slice(0, 2)).toEqual([now.getTime() + 60_000, now.getTime() + 300_000]);
  expect(waits[8]).toBeUndefined();
  expect(waits.slice(0, 8).every((at, n, list) => n === 0 || (at ?? 0) >= (list[n - 1] ?? 0))).toBe(true);
});

describe('reconciliation', () => {
  const wd = (n: number) => ({ n, unit: 'wd' as const });
  const entry = {
    code: '000121001000',
    name: '核发',
    typeCode: '01',
    statutoryLimit: wd(20),
    committedLimit: null,
  };
  const filed = { ...entry, code: 'X1', basicCode: entry.code, committedLimit: wd(10) };
  it.each([
    ['the same', [entry], [filed], []],
    ['by its own code', [entry], [{ ...filed, code: entry.code, basicCode: null }], []],
    ['missing', [entry], [], ['missing 000121001000']],
    ['extra', [], [filed], ['extra X1']],
    ['two sub-items of one entry', [entry], [filed, { ...filed, code: 'X2', name: '核发（变更）' }], []],
    ['another limit', [entry], [{ ...filed, statutoryLimit: wd(30) }], ['statutory-limit X1']],
    ['no limit', [entry], [{ ...filed, statutoryLimit: null }], ['statutory-limit X1']],
    [
      'another unit',
      [entry],
      [{ ...filed, statutoryLimit: { n: 20, unit: 'cd' as const } }],
      ['statutory-limit X1'],
    ],
    ['another promise', [{ ...entry, committedLimit: wd(5) }], [filed], ['committed-limit X1']],
    ['another name and type', [entry], [{ ...filed, name: '备案', typeCode: '10' }], ['name X1', 'type X1']],
  ])('%s', (_, reference, held, expected) => {
    expect(reconcile(reference, held).map(({ kind, code }) => `${kind} ${code}`)).toEqual(expected);
  });
});
