import { newestCheckpoint } from '#modules/ledger';
import { createDb, createPool, rolesSql } from '#platform/database';
import { commandConfig, parseArgs, type Command } from './command.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: '检查运行环境 / checks the installation; --roles-sql prints what a DBA must run',
  help: 'doctor [--roles-sql]\n\nChecks that the database answers to all four logins and that the ledger is whole.\n--roles-sql prints the SQL that makes the logins on an external server; replace the passwords.',
  async run(args) {
    const { options } = parseArgs(args, ['roles-sql']);
    if (options.has('roles-sql')) {
      console.log(rolesSql('chengming', (role) => `replace-this-password-of-${role}`));
      return 0;
    }
    const config = await commandConfig();
    let failed = 0;
    for (const role of ['app', 'migrator', 'sequencer', 'signer'] as const) {
      const pool = createPool({
        url: config.database[role],
        name: 'doctor',
        max: 1,
        onError: () => undefined,
      });
      try {
        const { rows } = await pool.query<{ user: string; version: string }>(
          `SELECT current_user AS user, current_setting('server_version') AS version`,
        );
        console.log(`✓ ${role}: ${rows[0]?.user ?? ''} on PostgreSQL ${rows[0]?.version ?? ''}`);
        if (role === 'app') {
          const checkpoint = await newestCheckpoint(createDb(pool));
          console.log(
            checkpoint
              ? `✓ ledger: ${checkpoint.size} entries under a checkpoint, witnesses ${checkpoint.witnesses}/${checkpoint.wanted}`
              : '· ledger: no checkpoint yet',
          );
        }
      } catch (error) {
        failed += 1;
        console.log(`✗ ${role}: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        await pool.end();
      }
    }
    return failed === 0 ? 0 : 1;
  },
};
