import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import {
  COSIGNATURE_V1,
  cosign,
  formatSignature,
  formatVerifierKey,
  openCheckpoint,
  verifierKey,
} from '@chengming/ledger-verify';
import { nodeCrypto as c, signerFromSeed } from '@chengming/ledger-verify/node';
import type pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '#kernel';
import { createLog } from '#platform/log';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testNoteKey } from '#tests/ledger';
import { appendRevision } from '../db/append-revision.ts';
import { newestCheckpoint } from '../db/log-reader.ts';
import { gatherLateCosignatures } from '../signing/late-cosignatures.ts';
import { publishOnce } from '../worker/publish-once.ts';
import { policyWitnesses, readPolicy } from './ask.ts';
import { createWitness } from './witness-server.ts';

const database = testDatabase();
const ctx = testContext(database);
const key = testNoteKey();
const guardDir = tempDir();
const stateDir = tempDir('chengming-witness-');
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

function witnessesOf(witnesses: readonly string[], pool: pg.Pool, quorum = 'none') {
  const names = witnesses.map((w) => w.split(' ')[0]);
  const group = quorum === 'both' ? `group both all ${names.join(' ')}\n` : '';
  const policy = readPolicy(
    `log ${key.text}\n${witnesses.map((w) => `witness ${w}\n`).join('')}${group}quorum ${quorum}\n`,
  );
  const log = createLog({ level: 'silent', name: 'test' });
  return { policy, witnesses: policyWitnesses({ policy, pool, log, clock: ctx.clock, patienceMs: 400 }) };
}

/** Publishes one more leaf under a policy and answers with the exposed checkpoint. */
async function publishUnder(witnesses: readonly string[], quorum = 'none') {
  const pool = database.poolAs('signer');
  const under = witnessesOf(witnesses, pool, quorum);
  await ctx.transact(async (tx) =>
    ok(
      await appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        rid: ctx.ids.rid(),
        type: 'case',
        act: 'accept',
        agencyId: '00000000-0000-7000-8000-0000000000aa',
        org: 'TEST',
        basis: 'demo',
        schema: 'case/1',
        fields: [{ name: 'state', value: 'accepted', state: 'open' }],
      }),
    ),
  );
  await publishOnce({
    sequencer: database.poolAs('sequencer'),
    signer: pool,
    clock: ctx.clock,
    guardDir,
    key,
    witnesses: under.witnesses,
  });
  const newest = await newestCheckpoint(database.db);
  const { rows } = await database.pool.query<{ size: bigint }>('SELECT size FROM ledger.state');
  expect(newest?.size).toBe(rows[0]?.size);
  return { ...newest!, opened: openCheckpoint(c, under.policy, newest!.note) };
}

async function listening(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const liar = signerFromSeed(new Uint8Array(32).fill(3));
const liarKey = formatVerifierKey(verifierKey(c, 'liar.test/w', COSIGNATURE_V1, liar.publicKey));
const lineOver = (text: string): string =>
  formatSignature(cosign(c, 'liar.test/w', liar, 1_700_000_000n, text));

async function honest(name: string): Promise<string> {
  const witness = await createWitness({
    name,
    logs: () => Promise.resolve([key.verifier]),
    stateDir: join(stateDir, name.replaceAll('/', '-')),
    clock: ctx.clock,
  });
  const server = serve({ fetch: witness.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  servers.push(server);
  await new Promise<void>((done) => server.once('listening', () => done()));
  return `${name.split('/')[1]} ${witness.key} http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('asking witnesses', () => {
  it('an honest one cosigns every checkpoint, and readers who ask for it are satisfied', async () => {
    const one = await honest('honest.test/one');
    const two = await honest('honest.test/two');
    for (let i = 0; i < 3; i += 1) {
      const exposed = await publishUnder([one, two], 'two');
      expect(exposed).toMatchObject({ witnesses: 2, wanted: 2 });
      expect(exposed.opened.ok).toBe(true);
    }
  });

  it('one that was away for some checkpoints catches up by the size it names', async () => {
    await publishUnder([await honest('away.test/w')]);
    await publishUnder([]);
    await publishUnder([]);
    expect(await publishUnder([await honest('away.test/w')])).toMatchObject({ witnesses: 1 });
  });

  it('one that comes back adds its line to the checkpoint that is out, once', async () => {
    const here = await honest('here.test/w');
    const away = await honest('late.test/away');
    const down = away.replace(/http:.*/, 'http://127.0.0.1:9/');
    expect(await publishUnder([here, down])).toMatchObject({ witnesses: 1, wanted: 2 });
    const before = (await newestCheckpoint(database.db))!.note;
    const pool = database.poolAs('signer');
    const ask = (urls: readonly string[]) =>
      gatherLateCosignatures({ pool, witnesses: witnessesOf(urls, pool).witnesses });
    expect(await ask([here, down])).toBe(0);
    const gained = await Promise.all([ask([here, away]), ask([here, away])]);
    expect(gained.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await ask([here, away])).toBe(0);
    const newest = await newestCheckpoint(database.db);
    expect(newest).toMatchObject({ witnesses: 2, wanted: 2 });
    expect(newest!.note.startsWith(before)).toBe(true);
    const { policy } = witnessesOf([here, away], pool, 'both');
    expect(openCheckpoint(c, policy, newest!.note)).toMatchObject({ ok: true });
  });

  const replies: readonly (readonly [string, RequestListener])[] = [
    ['never answers', () => undefined],
    ['answers with an error', (_, res) => res.writeHead(500).end('broken')],
    ['answers 200 with a page', (_, res) => res.end('<html></html>\n')],
    ['answers with nothing', (_, res) => res.end()],
    ['cosigns something else', (_, res) => res.end(lineOver('other.test/log\n1\nAAAA\n'))],
    ['names ever other sizes', (_, res) => res.writeHead(409).end(`${Math.floor(performance.now() % 2)}\n`)],
    ['claims to have seen more', (_, res) => res.writeHead(409).end('999999\n')],
    ['sends us elsewhere', (_, res) => res.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
    [
      'sends without end',
      (_, res) => {
        const more = (): void => {
          while (!res.destroyed && res.write('x'.repeat(65_536)));
        };
        res.on('drain', more);
        more();
      },
    ],
    ['breaks off', (_, res) => res.socket?.destroy()],
  ];
  it.each(replies)('one that %s costs its cosignature and nothing else', async (_, handler) => {
    const url = await listening(handler);
    const good = await honest('beside.test/good');
    const exposed = await publishUnder([`liar ${liarKey} ${url}`, good], 'good');
    expect(exposed).toMatchObject({ witnesses: 1, wanted: 2 });
    expect(exposed.opened.ok).toBe(true);
  });

  it('one that is down does not hold publishing back', async () => {
    const exposed = await publishUnder([`liar ${liarKey} http://127.0.0.1:9/`], 'liar');
    expect(exposed).toMatchObject({ witnesses: 0, wanted: 1 });
    // Who asks for this witness is told that it is missing.
    expect(exposed.opened).toEqual({ ok: false, failure: 'proof/quorum-not-met' });
  });

  it('only the line of the witness asked is taken, whatever else stands in the reply', async () => {
    const url = await listening((req, res) => {
      let body = '';
      req.on('data', (part: Buffer) => (body += part.toString()));
      req.on('end', () => {
        const text = body.slice(body.indexOf('\n\n') + 2, body.lastIndexOf('\n\n') + 1);
        res.end(`\u2014 grease.test/x AAAAAGFhYWE=\n${lineOver(text)}`);
      });
    });
    const exposed = await publishUnder([`liar ${liarKey} ${url}`]);
    expect(exposed.witnesses).toBe(1);
    expect(exposed.note).not.toContain('grease');
  });
});

it('a policy that cannot be read is refused with its line', () => {
  expect(() => readPolicy('log nonsense\nquorum none\n')).toThrow('LEDGER_POLICY line 1');
});
