#!/usr/bin/env node
import { runVerify } from './node/run-verify.ts';

process.exit(
  await runVerify(process.argv.slice(2), {
    out: (line) => console.log(line),
    error: (line) => console.error(line),
  }),
);
