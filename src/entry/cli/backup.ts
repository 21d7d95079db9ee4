import { join } from 'node:path';
import { createBackup } from '#platform/backup';
import { createPool } from '#platform/database';
import { systemClock } from '#platform/system';
import { parseArgs, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: '备份 / writes all tables and files of one moment into FILE (.tar.gz)',
  help:
    'backup FILE\n\nWrites every table in one snapshot, the files and a digest of each; the program may run meanwhile.\n' +
    'Not in it, and kept safe apart: DATA_DIR/secrets (keys) and LEDGER_GUARD_DIR (what was signed).',
  async run(args) {
    const [file] = parseArgs(args).rest;
    if (file === undefined) throw new UsageError('FILE is missing');
    return withDatabase(async (config) => {
      const owner = createPool({
        url: config.database.migrator,
        name: 'backup',
        max: 2,
        onError: () => undefined,
      });
      try {
        const filesDir = join(config.dataDir, 'files');
        const made = await createBackup({ owner, filesDir, file, clock: systemClock });
        console.log(
          `已备份 / backed up ${made.tables.length} tables and ${made.files.length} files as of ${made.at}`,
        );
        return 0;
      } finally {
        await owner.end();
      }
    });
  },
};
