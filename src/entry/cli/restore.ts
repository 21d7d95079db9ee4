import { join } from 'node:path';
import { settleAfterRestore, type AfterRestore, type RejoinError } from '#modules/ledger';
import { restoreBackup } from '#platform/backup';
import { createPool } from '#platform/database';
import { systemClock, systemIds } from '#platform/system';
import { migrationsDir } from '../migrate-all.ts';
import { parseArgs, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const restoreCommand: Command = {
  name: 'restore',
  summary: '恢复 / replaces the database by a backup; --rejoin keeps what was published since',
  help:
    'restore FILE [--rejoin]\n\nReplaces all tables by the backup and adds its files, after every digest was checked.\n' +
    'LEDGER_GUARD_DIR is never restored over. When more was signed than the backup holds, the signer refuses until\n' +
    '--rejoin brings the entries back from the guard; it lists the leaves whose business rows are lost.',
  async run(args) {
    const { rest, options } = parseArgs(args, ['rejoin']);
    const [file] = rest;
    if (file === undefined) throw new UsageError('FILE is missing');
    return withDatabase(async (config) => {
      const owner = createPool({
        url: config.database.migrator,
        name: 'restore',
        max: 2,
        onError: () => undefined,
      });
      try {
        const made = await restoreBackup({
          owner,
          filesDir: join(config.dataDir, 'files'),
          file,
          migrationsDir: migrationsDir(),
        });
        console.log(`已恢复 / restored ${made.tables.length} tables as of ${made.at}`);
        const settled = await settleAfterRestore({
          owner,
          guardDir: config.ledger.guardDir,
          ids: systemIds,
          now: systemClock.now(),
          rejoin: options.has('rejoin'),
        });
        console.log(settled.ok ? explain(settled.value) : explainRefusal(settled.error));
        return settled.ok ? 0 : 1;
      } finally {
        await owner.end();
      }
    });
  },
};

function explain(after: AfterRestore): string {
  switch (after.state) {
    case 'in-step':
      return `账本与守护一致 / the ledger (${after.size} entries) and the guard agree`;
    case 'guard-begun':
      return `守护目录为空，已重新开始 / the guard was empty and begins anew at ${after.size} entries: compare with what witnesses have seen before you publish`;
    case 'behind':
      return (
        `备份早于已签发的账本 / the backup holds ${after.size} entries but ${after.signed} were signed.\n` +
        'The signer will refuse and say so. Run “restore FILE --rejoin” to keep what was published.'
      );
    case 'rejoined': {
      const lines = after.lost.map((l) => `  ${l.index}\t${l.at}\t${l.type}\t${l.act}\t${l.rid}/${l.rev}`);
      return [
        `已找回已公布的账本条目 / rejoined: ${after.from} → ${after.to} entries, published stays published`,
        `业务数据已丢失的条目 / leaves whose business rows are lost: ${after.lost.length}`,
        ...lines,
        ...(after.lost.some((l) => l.act === 'redact')
          ? ['其中有删除：须重新执行 / there are erasures (redact) among them: do them again']
          : []),
      ].join('\n');
    }
  }
}

function explainRefusal(error: RejoinError): string {
  switch (error.code) {
    case 'ledger/guard-empty':
      return '守护目录为空 / the guard holds nothing to rejoin with';
    case 'ledger/diverged':
      return `账本已分叉 / the database (${error.size} entries) went on by itself: restore again, with --rejoin, before anything starts`;
    case 'ledger/schema-unknown':
      return `字段字典未知 / this version of the program does not know the dictionary ${error.hash}`;
  }
}
