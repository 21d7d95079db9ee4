import { beforeAll, describe, expect, it } from 'vitest';
import { login } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation } from '#tests/organisation';
import { UsageError } from './command.ts';
import { runToken } from './token.ts';
import { runUser } from './user.ts';

const database = testDatabase();
const ctx = testContext(database);
const lines: string[] = [];
const print = (line: string): void => {
  lines.push(line);
};
const user = (words: string, password = 'a password from stdin\n') => {
  lines.length = 0;
  return runUser(ctx, words.split(' '), print, () => Promise.resolve(password));
};
const token = (words: string) => {
  lines.length = 0;
  return runToken(ctx, words.split(' '), print);
};
const logsIn = async (account: string, password: string): Promise<boolean> =>
  (await login(ctx, { account, password })).ok;

beforeAll(async () => {
  await importTestOrganisation(ctx);
});

describe('user', () => {
  it('adds an account with a password that it prints once', async () => {
    expect(await user('add zhang --agency tangshan-commerce --staff-no D013 --role handler,registrar')).toBe(
      0,
    );
    const [, password] = /^✓ zhang {2}(\S{16})$/.exec(lines[0] ?? '') ?? [];
    expect(await logsIn('zhang', password ?? '')).toBe(true);
    expect(await user('list --agency tangshan-commerce')).toBe(0);
    expect(lines).toEqual(['zhang  D013  演示·卫十三  handler,registrar']);
  });

  it('takes a password from standard input, and then prints none', async () => {
    expect(await user('password zhang --password-stdin')).toBe(0);
    expect(lines).toEqual(['✓ zhang']);
    expect(await logsIn('zhang', 'a password from stdin')).toBe(true);
  });

  it('disables and enables, grants and revokes', async () => {
    expect(await user('disable zhang')).toBe(0);
    expect(await logsIn('zhang', 'a password from stdin')).toBe(false);
    expect(await user('enable zhang')).toBe(0);
    expect(await logsIn('zhang', 'a password from stdin')).toBe(true);
    expect(await user('grant zhang --role leader --office 人事处')).toBe(0);
    expect(await user('revoke zhang --role registrar')).toBe(0);
    await user('list --agency tangshan-commerce');
    expect(lines).toEqual(['zhang  D013  演示·卫十三  handler,leader']);
    expect(await user('totp-off zhang')).toBe(0);
  });

  it.each([
    ['a weak password', 'password zhang --password-stdin', 'short', 'access/password-too-short'],
    ['watching beside handling', 'grant zhang --role auditor', '', 'access/roles-not-together'],
    [
      'a name that is taken',
      'add zhang --agency tangshan-commerce --staff-no D014',
      '',
      'access/account-taken',
    ],
  ])('says why it refuses %s, with exit code 1', async (_, words, password, code) => {
    expect(await user(words, password)).toBe(1);
    expect(lines[0]).toContain(code);
  });

  it.each([
    '',
    'list',
    'list --agency nowhere',
    'add new',
    'add new --agency tangshan-commerce',
    'add new --agency tangshan-commerce --staff-no nobody',
    'add new --agency tangshan-commerce --staff-no D014 --role king',
    'password nobody',
    'promote zhang',
    'grant zhang',
    'grant zhang --role leader --office 无此处',
    'revoke zhang --role operator',
  ])('a mistake in the words is told as such: %s', async (words) => {
    await expect(user(words)).rejects.toThrow(UsageError);
  });
});

describe('token', () => {
  it('is printed once, listed without its secret, and revoked', async () => {
    expect(await token('create zhang --name tour --days 7 --write')).toBe(0);
    const secret = lines[0] ?? '';
    expect(secret).toMatch(/^cm_[\w-]{43}$/);
    expect(await token('list zhang')).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/tour {2}read\+write {2}until 2026-11-30T09:00:00\+08:00 {2}never used$/);
    expect(lines[0]).not.toContain(secret);
    const id = lines[0]?.split(' ')[0];
    expect(await token(`revoke zhang ${id}`)).toBe(0);
    expect(await token(`revoke zhang ${id}`)).toBe(1);
  });

  it.each([
    'create zhang',
    'create zhang --name x --days 0',
    'create nobody --name x',
    'list',
    'revoke zhang',
    'x zhang',
  ])('a mistake in the words is told as such: %s', async (words) => {
    await expect(token(words)).rejects.toThrow(UsageError);
  });
});
