import { describe, expect, it } from 'vitest';
import { testDatabase } from '#tests/database';

const database = testDatabase();

/** All that each login may do to the tables of journal and ledger. What is not in this table is denied. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chengming_app: {
    'journal.row': 'SELECT INSERT',
    'journal.queue': 'SELECT INSERT',
    'journal.numbered': 'SELECT',
    'journal.tile': 'SELECT',
    'journal.state': 'SELECT',
    'journal.anchor': 'SELECT INSERT',
    'ledger.field_schema': 'SELECT INSERT',
    'ledger.record': 'SELECT INSERT UPDATE(newest_leaf_hash,newest_rev)',
    'ledger.revision': 'SELECT INSERT(act,at,entry_id,leaf,leaf_hash,opens,rev,rid,schema_hash)',
    'ledger.field': 'SELECT INSERT UPDATE(ground,opened_by,salt,state,until,value)',
    'ledger.queue': 'SELECT INSERT',
    'ledger.entry': 'SELECT',
    'ledger.tile': 'SELECT',
    'ledger.state': 'SELECT',
    'ledger.checkpoint': 'SELECT',
    'ledger.standstill': 'SELECT',
  },
  chengming_sequencer: {
    'journal.row': 'SELECT',
    'journal.queue': 'SELECT DELETE',
    'journal.numbered': 'SELECT INSERT',
    'journal.tile': 'SELECT INSERT UPDATE',
    'journal.state': 'SELECT UPDATE',
    'ledger.queue': 'SELECT DELETE',
    'ledger.entry': 'SELECT INSERT',
    'ledger.tile': 'SELECT INSERT UPDATE',
    'ledger.state': 'SELECT UPDATE',
    'ledger.checkpoint': 'SELECT',
  },
  chengming_signer: {
    'ledger.revision': 'SELECT UPDATE(covered_at,covered_size,log_index)',
    'ledger.entry': 'SELECT',
    'ledger.tile': 'SELECT',
    'ledger.state': 'SELECT',
    'ledger.checkpoint': 'SELECT INSERT UPDATE(exposed,note,wanted,witnesses)',
    'ledger.standstill': 'SELECT UPDATE',
  },
};
const ORDER = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'];

async function grantsOf(role: string): Promise<Record<string, string>> {
  const { rows } = await database
    .poolAs('superuser')
    .query<{ t: string; privilege: string; columns: string | null }>(
      `WITH tables AS (
       SELECT c.oid, format('%s.%s', n.nspname, c.relname) AS t FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('journal', 'ledger') AND c.relkind = 'r')
     SELECT t, p AS privilege, NULL AS columns FROM tables, unnest($2::text[]) p WHERE has_table_privilege($1, oid, p)
     UNION ALL
     SELECT t, p, string_agg(a.attname, ',' ORDER BY a.attname)
       FROM tables JOIN pg_attribute a ON a.attrelid = oid AND a.attnum > 0 AND NOT a.attisdropped, unnest(ARRAY['INSERT', 'UPDATE']) p
      WHERE has_column_privilege($1, oid, a.attnum, p) AND NOT has_table_privilege($1, oid, p) GROUP BY t, p`,
      [role, ORDER],
    );
  const found: Record<string, string[]> = {};
  for (const { t, privilege, columns } of rows.toSorted(
    (a, b) => ORDER.indexOf(a.privilege) - ORDER.indexOf(b.privilege),
  ))
    (found[t] ??= []).push(columns === null ? privilege : `${privilege}(${columns})`);
  return Object.fromEntries(Object.entries(found).map(([t, list]) => [t, list.join(' ')]));
}

describe('grants', () => {
  it.each(Object.keys(ALLOWED))('%s may do exactly what its part needs', async (role) => {
    expect(await grantsOf(role)).toEqual(ALLOWED[role]);
  });
});

const leaf = (more = ''): string =>
  `{"act":"accept","at":"2026-11-23T00:00:00Z","basis":"demo","cm":"${'0'.repeat(64)}","n":1,"org":"TEST","prev":"",` +
  `"rev":1,"rid":"AAAAAAAAAAAAAAAAAAAAAA","schema":"${'0'.repeat(64)}","type":"case","v":"gov-leaf/1"${more}}`;

describe('what the database itself keeps out of the log', () => {
  it.each([
    ['a name', leaf(',"who":"张三"')],
    ['a basis in words', leaf().replace('"demo"', '"张三 130203199001011234"')],
    ['an identity number as body', leaf().replace('"TEST"', '"13020319900101123x"')],
    ['something else', '{}'],
    ['more than a leaf', `${leaf()}\n`],
  ])('%s', async (_, data) => {
    await expect(
      database.pool.query('INSERT INTO ledger.queue (entry_id, data) VALUES (gen_random_uuid(), $1)', [
        Buffer.from(data),
      ]),
    ).rejects.toThrow('ledger_queue_data');
  });

  it('a leaf, it takes', async () => {
    const queued = await database.pool.query(
      'INSERT INTO ledger.queue (entry_id, data) VALUES (gen_random_uuid(), $1)',
      [Buffer.from(leaf())],
    );
    expect(queued.rowCount).toBe(1);
  });

  it('a hash that is not the entry’s', async () => {
    await expect(
      database
        .poolAs('sequencer')
        .query(
          'INSERT INTO ledger.entry (idx, entry_id, data, leaf_hash) VALUES (0, gen_random_uuid(), $1, $1)',
          [Buffer.from(leaf())],
        ),
    ).rejects.toThrow('ledger_entry_hash');
  });
});

describe('what was committed never changes', () => {
  const rid = 'BBBBBBBBBBBBBBBBBBBBBA';
  it('prepared: a record with three fields', async () => {
    const own = leaf().replace('AAAAAAAAAAAAAAAAAAAAAA', rid);
    await database.pool.query(`INSERT INTO ledger.field_schema VALUES (sha256('s'), 's', 's', now());`);
    await database.pool.query(
      `INSERT INTO ledger.record VALUES ($1, 'case', gen_random_uuid(), 1, sha256('x'))`,
      [rid],
    );
    await database.pool.query(
      `INSERT INTO ledger.revision (rid, rev, entry_id, act, at, leaf, leaf_hash, schema_hash)
       VALUES ($1, 1, gen_random_uuid(), 'accept', now(), $2, sha256('\\x00'::bytea || $2), sha256('s'))`,
      [rid, Buffer.from(own)],
    );
    await database.pool.query(
      `INSERT INTO ledger.field (rid, rev, name, commitment, audience, state, value, salt)
       SELECT $1, 1, name, sha256('c'), audience, state, '"v"', sha256('salt')
         FROM (VALUES ('open', 'society', 'open'), ('held', 'society', 'withheld'), ('party', 'party', 'withheld')) t(name, audience, state)`,
      [rid],
    );
  });

  it.each([
    ['app', `UPDATE ledger.field SET value = '"w"' WHERE name = 'held'`, 'never changed'],
    ['app', `UPDATE ledger.field SET salt = sha256('w') WHERE name = 'held'`, 'never changed'],
    ['app', `UPDATE ledger.field SET state = 'open' WHERE name = 'party'`, 'field_party_never_open'],
    [
      'app',
      `UPDATE ledger.field SET state = 'erased', salt = NULL WHERE name = 'held'`,
      'field_value_and_salt',
    ],
    [
      'app',
      `UPDATE ledger.field SET state = 'erased', value = NULL WHERE name = 'held'`,
      'field_value_and_salt',
    ],
    ['app', `UPDATE ledger.field SET commitment = sha256('w')`, 'permission denied'],
    ['app', 'DELETE FROM ledger.field', 'permission denied'],
    ['app', 'UPDATE ledger.revision SET leaf = leaf', 'permission denied'],
    [
      'app',
      `UPDATE ledger.revision SET covered_size = 1, covered_at = now(), log_index = 0`,
      'permission denied',
    ],
    ['signer', `UPDATE ledger.revision SET covered_size = 1`, 'revision_covered'],
    ['migrator', `UPDATE ledger.revision SET leaf_hash = sha256('w')`, 'never changed'],
    ['migrator', `DELETE FROM ledger.revision`, 'never changed'],
    ['migrator', `DELETE FROM ledger.field`, 'never changed'],
  ] as const)('%s: %s', async (role, sql, message) => {
    const pool = role === 'app' ? database.pool : database.poolAs(role);
    await expect(pool.query(sql)).rejects.toThrow(message);
  });

  it('is covered once', async () => {
    const signer = database.poolAs('signer');
    const cover = 'UPDATE ledger.revision SET covered_size = 1, covered_at = now(), log_index = 0';
    expect((await signer.query(cover)).rowCount).toBe(1);
    await expect(signer.query(cover)).rejects.toThrow('never changed');
  });

  it('erased, it stays erased', async () => {
    const erase = `UPDATE ledger.field SET state = 'erased', value = NULL, salt = NULL WHERE name = 'held'`;
    expect((await database.pool.query(erase)).rowCount).toBe(1);
    await expect(
      database.pool.query(
        `UPDATE ledger.field SET state = 'open', value = '"v"', salt = sha256('salt') WHERE name = 'held'`,
      ),
    ).rejects.toThrow('never changed');
  });
});
