import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

describe('parseConfig', () => {
  it('has a default for everything that can have one', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      env: 'development',
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      demo: { load: true },
    });
    expect(config.database).toBeUndefined();
  });

  it.each([
    [{ PORT: '99999' }, 'PORT'],
    [{ PORT: 'eighty' }, 'PORT'],
    [{ NODE_ENV: 'staging' }, 'NODE_ENV'],
    [{ PUBLIC_URL: 'not an address' }, 'PUBLIC_URL'],
    [{ LEDGER_ORIGIN: 'has space' }, 'LEDGER_ORIGIN'],
    [{ DATABASE_URL: 'postgres://app@db/x' }, 'DATABASE_URL'],
    [{ NODE_ENV: 'production', DEMO: '1' }, 'DEMO'],
  ])('refuses %j by the name of the variable', (env, name) => {
    expect(() => parseConfig(env)).toThrow(ConfigError);
    expect(() => parseConfig(env)).toThrow(name);
  });

  it('never loads the demonstration in production', () => {
    expect(parseConfig({ NODE_ENV: 'production' }).demo.load).toBe(false);
  });

  it('ignores variables that are not its own and treats empty ones as absent', () => {
    expect(parseConfig({ HOME: '/root', PORT: '' }).port).toBe(8080);
  });
});
