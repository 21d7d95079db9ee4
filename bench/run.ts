import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { benchCases } from './cases.ts';
import { benchClarification } from './clarification.ts';
import { benchCharts } from './charts.ts';
import { HEAD, line, type Figure } from './figure.ts';
import { benchFlows } from './flows.ts';
import { benchImport } from './import.ts';
import { benchLedger } from './ledger.ts';
import { benchProgram } from './program.ts';
import { Scratch } from './scratch.ts';
import { benchSteps } from './steps.ts';

const PARTS: Readonly<Record<string, (scratch: Scratch) => AsyncIterable<Figure>>> = {
  program: benchProgram,
  steps: benchSteps,
  ledger: benchLedger,
  cases: benchCases,
  flows: benchFlows,
  import: benchImport,
  clarification: benchClarification,
  charts: benchCharts,
};

/** `npm run bench [-- part …]`: a table of what was measured here, with the machine it was measured on. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
let running: Scratch | undefined;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void (running?.end() ?? Promise.resolve()).then(() => process.exit(130)));

const cpu = cpus();
console.log(
  `${cpu.length} × ${cpu[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, ` +
    `Node ${process.versions.node}; ${new Date().toISOString()}, load before the run ${load()}\n\n${HEAD}`,
);
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  running = new Scratch();
  try {
    for await (const figure of part(running)) console.log(line(figure));
  } finally {
    await running.end();
  }
}
console.log(`\nLoad after the run ${load()}.`);

/** More than the number of cores before the run says that the machine was not ours alone. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
