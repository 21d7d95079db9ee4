import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['0', '1', 'true', 'false']).transform((v) => v === '1' || v === 'true');

/** Every setting of Chengming, in one place. `docs/operations.md` lists them from here. */
export const ConfigSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    DATA_DIR: z
      .string()
      .min(1)
      .default('./data')
      .describe('Folder of the embedded database, secrets and files'),
    HOST: z.string().default('127.0.0.1').describe('Address the web server listens on'),
    PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('Port the web server listens on'),
    PUBLIC_URL: z.url().optional().describe('Address citizens reach the portal at; default http://HOST:PORT'),
    DATABASE_URL: z
      .string()
      .optional()
      .describe('External PostgreSQL, application login; replaces the embedded server'),
    DATABASE_MIGRATOR_URL: z.string().optional().describe('External PostgreSQL, login that owns the tables'),
    DATABASE_SEQUENCER_URL: z.string().optional().describe('External PostgreSQL, login of the sequencer'),
    DATABASE_SIGNER_URL: z.string().optional().describe('External PostgreSQL, login of the signer'),
    LEDGER_ORIGIN: z
      .string()
      .regex(/^[^\s+]+$/)
      .optional()
      .describe('Name of the log, chosen at first start and never changed'),
    LEDGER_GUARD_DIR: z
      .string()
      .optional()
      .describe('Folder of the high-water mark and the copy of the log; put it on another disk'),
    LEDGER_POLICY: z.string().optional().describe('tlog-policy file naming the witnesses'),
    DEMO: flag
      .optional()
      .describe('Load the demonstration bureau into an empty database; default on outside production'),
    DEMO_SIZE: z.coerce
      .number()
      .int()
      .min(0)
      .max(100_000)
      .default(300)
      .describe('Number of demonstration cases'),
    LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
    TRUST_PROXY: flag
      .optional()
      .describe('Take the client address from X-Forwarded-For of the reverse proxy'),
    UPLOAD_LIMIT_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(20 * 1024 * 1024),
    SESSION_HOURS: z.coerce.number().int().positive().default(10),
  })
  .superRefine((v, ctx) => {
    const urls = [v.DATABASE_URL, v.DATABASE_MIGRATOR_URL, v.DATABASE_SEQUENCER_URL, v.DATABASE_SIGNER_URL];
    if (urls.some(Boolean) && !urls.every(Boolean)) {
      ctx.addIssue({
        code: 'custom',
        path: ['DATABASE_URL'],
        message:
          'an external database needs all four logins: DATABASE_URL, _MIGRATOR_URL, _SEQUENCER_URL, _SIGNER_URL',
      });
    }
    if (v.NODE_ENV === 'production' && v.DEMO === true) {
      ctx.addIssue({
        code: 'custom',
        path: ['DEMO'],
        message: 'demonstration accounts are refused in production',
      });
    }
  })
  .transform((v) => ({
    env: v.NODE_ENV,
    dataDir: resolve(v.DATA_DIR),
    host: v.HOST,
    port: v.PORT,
    publicUrl: v.PUBLIC_URL ?? `http://${v.HOST}:${v.PORT}`,
    database:
      v.DATABASE_URL && v.DATABASE_MIGRATOR_URL && v.DATABASE_SEQUENCER_URL && v.DATABASE_SIGNER_URL
        ? {
            app: v.DATABASE_URL,
            migrator: v.DATABASE_MIGRATOR_URL,
            sequencer: v.DATABASE_SEQUENCER_URL,
            signer: v.DATABASE_SIGNER_URL,
          }
        : undefined,
    ledger: {
      origin: v.LEDGER_ORIGIN,
      guardDir: resolve(v.LEDGER_GUARD_DIR ?? `${v.DATA_DIR}/guard`),
      policyFile: v.LEDGER_POLICY,
    },
    demo: { load: v.DEMO ?? v.NODE_ENV !== 'production', cases: v.DEMO_SIZE },
    logLevel: v.LOG_LEVEL,
    trustProxy: v.TRUST_PROXY ?? false,
    uploadLimitBytes: v.UPLOAD_LIMIT_BYTES,
    sessionHours: v.SESSION_HOURS,
  }));

export type Config = z.output<typeof ConfigSchema>;

/** Parses the environment; a mistake is reported by variable name, never with a stack. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const known = Object.fromEntries(
    Object.keys(ConfigSchema.in.shape).flatMap((k) =>
      env[k] === undefined || env[k] === '' ? [] : [[k, env[k]]],
    ),
  );
  const parsed = ConfigSchema.safeParse(known);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`));
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`configuration: ${problems.join('; ')}`);
    this.problems = problems;
  }
}
