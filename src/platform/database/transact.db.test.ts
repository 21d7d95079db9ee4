import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#kernel';
import { testDatabase } from '#tests/database';

const database = testDatabase();

const write = (name: string, value: number) =>
  sql`INSERT INTO setting (name, value) VALUES (${name}, ${JSON.stringify(value)}::jsonb)`;
const read = async (name: string): Promise<unknown> =>
  (await database.db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst())
    ?.value;

describe('transact', () => {
  it('commits an accepted decision', async () => {
    const result = await database.transact(async (tx) => {
      await write('accepted', 1).execute(tx);
      return ok('done');
    });
    expect(result).toEqual({ ok: true, value: 'done' });
    expect(await read('accepted')).toBe(1);
  });

  it('rolls back when the function returns a refusal', async () => {
    const result = await database.transact(async (tx) => {
      await write('refused', 1).execute(tx);
      return err({ code: 'test/refused' });
    });
    expect(result).toEqual({ ok: false, error: { code: 'test/refused' } });
    expect(await read('refused')).toBeUndefined();
  });

  it('answers conflict when another writer won a unique key', async () => {
    await database.transact(async (tx) => ok(await write('taken', 1).execute(tx)));
    const result = await database.transact(async (tx) => ok(await write('taken', 2).execute(tx)));
    expect(result).toEqual({ ok: false, error: { code: 'conflict' } });
  });

  it('retries a serialisation failure and then succeeds', async () => {
    let attempts = 0;
    const result = await database.transact(async (tx) => {
      attempts += 1;
      if (attempts < 3)
        await sql`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`.execute(tx);
      return ok(attempts);
    });
    expect(result).toEqual({ ok: true, value: 3 });
  });

  it('lets bugs through', async () => {
    await expect(database.transact(async (tx) => ok(await sql`SELECT 1/0`.execute(tx)))).rejects.toThrow(
      'division by zero',
    );
  });

  it('refuses every use of the handle after the end', async () => {
    let leaked: { execute(): Promise<unknown> } | undefined;
    await database.transact(async (tx) => {
      leaked = tx.selectFrom('setting').selectAll();
      return ok();
    });
    await expect(leaked?.execute()).rejects.toThrow();
  });
});

describe('migrations', () => {
  it('refuse a database that is newer than the program', async () => {
    const { migrate } = await import('./migrate.ts');
    const pool = database.poolAs('migrator');
    await pool.query(`INSERT INTO migration (name, sha256) VALUES ('29990101000000-future.sql', 'x')`);
    const client = await pool.connect();
    await expect(migrate(client, 'db/migrations')).rejects.toThrow('newer than this program');
    await client.query(`DELETE FROM migration WHERE name = '29990101000000-future.sql'`);
    await client.query(`UPDATE migration SET sha256 = 'edited' WHERE name LIKE '%-platform.sql'`);
    await expect(migrate(client, 'db/migrations')).rejects.toThrow('was changed after it had been applied');
    client.release();
  });
});

describe('logins', () => {
  it('the application can neither create nor drop a table', async () => {
    await expect(database.pool.query('CREATE TABLE x (a int)')).rejects.toThrow('permission denied');
    await expect(database.pool.query('DROP TABLE setting')).rejects.toThrow('must be owner');
  });
});
