import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import { createWitness } from '#modules/ledger';
import { systemClock } from '#platform/system';
import { parseArgs, required, UsageError, type Command } from './command.ts';

export const witnessCommand: Command = {
  name: 'witness',
  summary: '见证一个账本 / cosigns the checkpoints of a ledger (C2SP tlog-witness)',
  help:
    'witness --listen [HOST:]PORT --name KEYNAME --log VKEY|FILE --state DIR\n\n' +
    'Runs a witness: it cosigns a checkpoint only if it extends the last one it saw, and stores that first.\n' +
    '--log is the log’s verifier key (GET /ledger/vkey), or a file with one key a line. Prints the witness’s own key.',
  async run(args) {
    const { options } = parseArgs(args);
    const listen = required(options, 'listen');
    const port = Number(listen.split(':').at(-1));
    const hostname = listen.includes(':') ? listen.slice(0, listen.lastIndexOf(':')) : '127.0.0.1';
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError(`--listen ${listen} names no port`);
    const log = required(options, 'log');
    const texts = log.includes('+')
      ? [log]
      : (await readFile(log, 'utf8')).split('\n').filter((line) => line.trim() !== '');
    const logs = texts.map((text) => {
      const key = parseVerifierKey(nodeCrypto, text.trim());
      if (!key) throw new UsageError(`not a verifier key: ${text}`);
      return key;
    });
    const witness = await createWitness({
      name: required(options, 'name'),
      logs: () => Promise.resolve(logs),
      stateDir: required(options, 'state'),
      clock: systemClock,
    });
    const server = serve({ fetch: witness.app.fetch, port, hostname });
    await new Promise<void>((resolve, reject) => {
      server.once('listening', () => resolve());
      server.once('error', reject);
    });
    console.log(`witness ${witness.key}`);
    console.log(`listening on ${hostname}:${port}`);
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', () => resolve());
      process.once('SIGINT', () => resolve());
    });
    server.close();
    return 0;
  },
};
