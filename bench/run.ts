import { cpus, release, totalmem, type } from 'node:os';
import { ensureBuilt } from '../scripts/prepare.mjs';
import { benchLedger, type Figure } from './ledger.ts';
import { benchProgram } from './program.ts';

/** `npm run bench`: a table of what was measured here, with the machine it was measured on. */
ensureBuilt();
const cpu = cpus();
console.log(
  `${cpu.length} × ${cpu[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
);
console.log(`Node ${process.versions.node}, ${new Date().toISOString()}\n`);
console.log('| measured | value | unit | bar |\n| --- | ---: | --- | --- |');
for (const part of [benchProgram, () => benchLedger()])
  for (const figure of await part()) console.log(line(figure));

function line({ what, value, unit, bar }: Figure): string {
  const digits = value < 10 ? 2 : 0;
  return `| ${what} | ${value.toLocaleString('en', { maximumFractionDigits: digits })} | ${unit} | ${bar} |`;
}
