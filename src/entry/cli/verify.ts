import { runVerify, USAGE } from '@chengming/ledger-verify/node';
import type { Command } from './command.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: '核验账本和记录 / checks the ledger and records as an outside reader',
  help: USAGE,
  run: (args) => runVerify(args, { out: (line) => console.log(line), error: (line) => console.error(line) }),
};
