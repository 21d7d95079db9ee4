import { BackupRefusal } from '#platform/backup';
import { explainStartFailure } from '../explain.ts';
import { backupCommand } from './backup.ts';
import { calendarCommand } from './calendar.ts';
import { UsageError, type Command } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { organisationCommand } from './organisation.ts';
import { restoreCommand } from './restore.ts';
import { tokenCommand } from './token.ts';
import { tourCommand } from './tour.ts';
import { userCommand } from './user.ts';
import { verifyCommand } from './verify.ts';
import { witnessCommand } from './witness.ts';

const COMMANDS: readonly Command[] = [
  backupCommand,
  calendarCommand,
  doctorCommand,
  exportCommand,
  importCommand,
  organisationCommand,
  restoreCommand,
  tokenCommand,
  tourCommand,
  userCommand,
  witnessCommand,
  verifyCommand,
];

export async function runCli(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = COMMANDS.find((c) => c.name === name);
  if (!command) {
    console.log('npm run -s cli -- <command>\n');
    for (const c of COMMANDS) console.log(`  ${c.name.padEnd(12)} ${c.summary}`);
    console.log('\n  <command> --help says more.');
    return name === undefined || name === '--help' ? 0 : 2;
  }
  if (rest.includes('--help')) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${command.help}`);
      return 2;
    }
    console.error(error instanceof BackupRefusal ? error.message : explainStartFailure(error));
    return 1;
  }
}
