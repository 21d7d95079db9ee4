import { pino, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** JSON lines on standard output. Ids only: names, codes, addresses and bodies never reach a log line. */
export function createLog(options: { readonly level: string; readonly name: string }): Logger {
  return pino({
    level: options.level,
    base: { part: options.name },
    redact: {
      paths: [
        'password',
        'token',
        'code',
        'authorization',
        'cookie',
        '*.password',
        '*.token',
        '*.code_',
        '*.cookie',
      ],
      remove: true,
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
