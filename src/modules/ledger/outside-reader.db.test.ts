import {
  formatSeen,
  parsePolicy,
  parseRecord,
  verifyLog,
  verifyProof,
  verifyRecord,
  type LogSource,
} from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, ok } from '#kernel';
import type { HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog, testNoteKey } from '#tests/ledger';
import {
  appendRevision,
  ledgerRoutes,
  openingsOf,
  redactField,
  withdrawRecord,
  type RevisionInput,
} from './index.ts';

// What a stranger with the verifier finds, over the public addresses only.
const database = testDatabase();
const ctx = testContext(database);
const key = testNoteKey();
const log = testLog(database, ctx.clock, tempDir());
const policy = (() => {
  const parsed = parsePolicy(c, `log ${key.text}\nquorum none\n`);
  if ('error' in parsed) throw new Error(parsed.error.reason);
  return parsed.policy;
})();
const app = new Hono<HttpEnv>();
const rid = ctx.ids.rid();
const person = { name: '欧阳静怡', masked: '欧阳**' };

async function append(more: Pick<RevisionInput, 'act' | 'fields'> & Partial<RevisionInput>): Promise<void> {
  await ctx.transact(async (tx) => ok(await appendRevision(tx, { ...common(), ...more })));
  await log.publish();
}

function common(): Omit<RevisionInput, 'act' | 'fields'> {
  return {
    ids: ctx.ids,
    at: ctx.clock.now(),
    rid,
    type: 'case',
    agencyId: '00000000-0000-7000-8000-0000000000aa',
    org: '11130200DEM0000149',
    basis: 'demo',
    schema: 'case/1',
  };
}

const readJson = async (): Promise<Response> =>
  app.request(`/records/${rid}`, { headers: { accept: 'application/json' } });

const source: LogSource = async (path) => {
  const answer = await app.request(`/ledger/${path}`);
  return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : undefined;
};

async function readRecord() {
  const record = parseRecord(await (await readJson()).json());
  if (!record) throw new Error('not a record');
  const leaves = new Map<number, Uint8Array>();
  for (const { rev } of record.revisions) {
    const leaf = new Uint8Array(await (await app.request(`/records/${rid}/${rev}/leaf`)).arrayBuffer());
    const proof = await (await app.request(`/records/${rid}/${rev}/proof`)).text();
    expect(verifyProof(c, policy, leaf, proof)).toMatchObject({ ok: true });
    leaves.set(rev, leaf);
  }
  return { record, leaves, outcome: verifyRecord(c, record, leaves) };
}

beforeAll(async () => {
  app.use(async (x, next) => {
    x.set('requestId', 'r');
    x.set('lang', 'zh');
    return next();
  });
  app.route('/', ledgerRoutes(ctx, { verifierKey: key.text, policy: '' }));
  app.get('/records/:rid', (x) => x.html('<h1>the page for people</h1>'));
  await append({
    act: 'accept',
    fields: [
      { name: 'receivedOn', value: '2026-11-23', state: 'open' },
      {
        name: 'number',
        value: 'TSSW-2026-000001',
        state: 'withheld',
        ground: 'few',
        until: LegalDay.parse('2027-01-01'),
      },
      { name: 'party', value: person.name, state: 'withheld', audience: 'party' },
      { name: 'party.masked', value: person.masked, state: 'open' },
      { name: 'document', value: { file: 'a'.repeat(64) }, state: 'open' },
      {
        name: 'register',
        value: { 环节: ['受理', '审查'], n: 3, nested: { é: null, e: true } },
        state: 'open',
      },
    ],
  });
  await append({ act: 'stage', fields: [{ name: 'step', value: '审查', state: 'open' }] });
  await append({
    act: 'publish',
    fields: [{ name: 'decision', value: 'cafe\u0301 准予许可', state: 'open' }],
    opens: [[1, 'number']],
  });
});

/** A record as JSON, to be spoilt. */
type Changeable = {
  rid: string;
  revisions: {
    rev: number;
    index: number | null;
    act: string;
    fields: {
      name: string;
      commitment: string;
      state: 'open' | 'withheld' | 'erased';
      value?: unknown;
      salt?: string;
    }[];
  }[];
};

describe('an outside reader', () => {
  it('finds the log whole, and every later one to have grown out of it', async () => {
    const first = await verifyLog(c, policy, source, { full: true });
    expect(first).toMatchObject({ findings: [], entries: 3n });
    await append({ act: 'stage', fields: [{ name: 'servedOn', value: '2026-11-30', state: 'open' }] });
    const next = await verifyLog(c, policy, source, { full: true, seen: first.checkpoint });
    expect(next).toMatchObject({ findings: [], entries: 4n });
    expect(formatSeen(next.checkpoint!)).toContain('"size":"4"');
  });

  it('finds every value shown to be the one committed, and nothing left out', async () => {
    const { outcome } = await readRecord();
    expect(outcome).toMatchObject({ findings: [], open: 9, withheld: 1, erased: 0, masked: ['party'] });
  });

  it('notices each value, commitment, revision or field that was changed, added or taken away', async () => {
    const { record, leaves } = await readRecord();
    const spoil = (change: (copy: Changeable) => void): string[] => {
      const copy: Changeable = JSON.parse(JSON.stringify(record));
      change(copy);
      return verifyRecord(c, copy, leaves).findings.map((f) => f.code);
    };
    const [first] = record.revisions;
    for (const [i, field] of (first?.fields ?? []).entries()) {
      expect(spoil((r) => (r.revisions[0]!.fields[i]!.commitment = '0'.repeat(64)))).not.toEqual([]);
      expect(spoil((r) => r.revisions[0]!.fields.splice(i, 1))).toContain('record/commitments-differ');
      if (field.state !== 'open') continue;
      expect(spoil((r) => (r.revisions[0]!.fields[i]!.value = 'another'))).toContain(
        'record/value-not-committed',
      );
      expect(spoil((r) => (r.revisions[0]!.fields[i]!.salt = '0'.repeat(64)))).toContain(
        'record/value-not-committed',
      );
    }
    expect(spoil((r) => r.revisions.splice(1, 1))).toContain('record/not-chained');
    expect(spoil((r) => (r.rid = 'AAAAAAAAAAAAAAAAAAAAAA'))).toContain('record/leaf-of-another-record');
  });

  it('never sees a person’s value or salt; the party holds both and can prove them', async () => {
    const text = await (await readJson()).text();
    const opening = (await openingsOf(database.db, rid)).find((o) => o.name === 'party');
    expect(opening).toMatchObject({ rev: 1, audience: 'party', value: person.name });
    expect(text).not.toContain(person.name);
    expect(text).not.toContain(opening!.salt);
    const { record, leaves } = await readRecord();
    const withOpening: Changeable = JSON.parse(JSON.stringify(record));
    const field = withOpening.revisions[0]!.fields.find((f) => f.name === 'party')!;
    Object.assign(field, { state: 'open', value: opening!.value, salt: opening!.salt });
    expect(verifyRecord(c, withOpening, leaves).findings).toEqual([]);
    Object.assign(field, { value: '欧阳静' });
    expect(verifyRecord(c, withOpening, leaves).findings).toMatchObject([
      { code: 'record/value-not-committed' },
    ]);
  });

  it('after an erasure finds the record whole, the field gone, and the masked form gone with it', async () => {
    await ctx.transact(async (tx) =>
      ok(
        await redactField(tx, {
          ...common(),
          basis: 'pipl/47',
          ground: 'pipl/47',
          erase: [
            { rev: 1, name: 'party' },
            { rev: 1, name: 'party.masked' },
          ],
        }),
      ),
    );
    expect(await openingsOf(database.db, rid)).not.toContainEqual(expect.objectContaining({ name: 'party' }));
    await log.publish();
    const { outcome, record } = await readRecord();
    expect(outcome).toMatchObject({ findings: [], erased: 2 });
    expect(record.revisions.at(-1)).toMatchObject({ act: 'redact', fields: [] });
    expect((await verifyLog(c, policy, source, { full: true })).findings).toEqual([]);
  });

  it('cannot search for an erased name: without the salt no candidate fits', async () => {
    const { record } = await readRecord();
    const commitment = record.revisions[0]?.fields.find((f) => f.name === 'party')?.commitment;
    const { rows } = await database.pool.query<{ salt: Buffer }>(
      'SELECT salt FROM ledger.field WHERE salt IS NOT NULL',
    );
    const { commit, toHex, utf8 } = await import('@chengming/ledger-verify');
    const salts = [...rows.map((r) => new Uint8Array(r.salt)), new Uint8Array(32)];
    for (const salt of salts) expect(toHex(commit(c, 'party', salt, utf8(person.name)))).not.toBe(commitment);
  });

  it('sees a withdrawn record closed at once, whole, and opened again when it is restored', async () => {
    await ctx.transact(async (tx) =>
      ok(await withdrawRecord(tx, { ...common(), basis: 'demo', ground: 'e7/1' })),
    );
    const { revisions } = await (await readJson()).json();
    const shown = revisions.flatMap((r: Changeable['revisions'][number]) => r.fields);
    expect(shown.filter((f: { state: string }) => f.state === 'open')).toEqual([]);
    await log.publish();
    expect((await readRecord()).outcome).toMatchObject({ findings: [], open: 1 });
    await append({ act: 'restore', fields: [], opens: [[1, 'receivedOn']] });
    const { record, outcome } = await readRecord();
    expect(outcome.findings).toEqual([]);
    expect(record.revisions[0]?.fields.find((f) => f.name === 'receivedOn')).toMatchObject({
      value: '2026-11-23',
    });
  });

  it('is given the record as JSON by asking for it, and the page otherwise', async () => {
    const asked = async (accept: string): Promise<string | null> => {
      const answer = await app.request(`/records/${rid}`, { headers: { accept } });
      return answer.headers.get('content-type');
    };
    expect(await asked('application/json')).toBe('application/json; charset=utf-8');
    expect(await asked('text/html,application/xhtml+xml,*/*;q=0.8')).toBe('text/html; charset=UTF-8');
    expect(await asked('*/*')).toBe('text/html; charset=UTF-8');
  });

  it('reads what a field means at the address its leaf names', async () => {
    const { leaves } = await readRecord();
    const { schema } = JSON.parse(Buffer.from(leaves.get(1)!).toString('utf8'));
    const dictionary = await app.request(`/ledger/schema/${schema}`);
    const bytes = new Uint8Array(await dictionary.arrayBuffer());
    expect(Buffer.from(c.sha256(bytes)).toString('hex')).toBe(schema);
    expect(JSON.parse(Buffer.from(bytes).toString('utf8'))).toMatchObject({
      name: 'case/1',
      fields: { acceptedOn: { zh: '受理日期', en: 'Accepted on', kind: 'date' } },
    });
  });
});

describe('a log that lies', () => {
  const spoilt = (path: RegExp, change: (bytes: Uint8Array) => Uint8Array | undefined): LogSource => {
    return async (at) => {
      const bytes = await source(at);
      return bytes && path.test(at) ? change(bytes) : bytes;
    };
  };
  const flip = (at: number) => (bytes: Uint8Array) => {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  it.each([
    ['a bit of an entry', spoilt(/^tile\/entries/, flip(40)), 'log/root-differs'],
    ['a bit of a tile', spoilt(/^tile\/0/, flip(3)), 'log/tile-wrong'],
    ['no tile', spoilt(/^tile\/0/, () => undefined), 'log/tile-missing'],
    ['no entries', spoilt(/^tile\/entries/, () => undefined), 'log/entries-missing'],
    ['a cut bundle', spoilt(/^tile\/entries/, (b) => b.slice(0, -1)), 'log/entries-wrong'],
    ['another size', spoilt(/^checkpoint/, (b) => edit(b, /\n\d+\n/, '\n4\n')), 'proof/not-signed-by-log'],
    [
      'another root',
      spoilt(/^checkpoint/, (b) => edit(b, /\n[^\n]{44}\n/, `\n${'A'.repeat(43)}=\n`)),
      'proof/not-signed-by-log',
    ],
    [
      'another name',
      spoilt(/^checkpoint/, (b) => edit(b, /log\.test/, 'log.evil')),
      'proof/not-signed-by-log',
    ],
    ['no checkpoint', spoilt(/^checkpoint/, () => undefined), 'log/no-checkpoint'],
  ] as const)('with %s is found out', async (_, lying, code) => {
    const report = await verifyLog(c, policy, lying, { full: true });
    expect(report.findings.map((f) => f.code)).toContain(code);
  });
});

function edit(bytes: Uint8Array, what: RegExp, by: string): Uint8Array {
  const text = Buffer.from(bytes).toString('utf8');
  if (!what.test(text)) throw new Error(`nothing to change: ${what}`);
  return Buffer.from(text.replace(what, by));
}
