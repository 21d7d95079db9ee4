import { canonicalJson, utf8 } from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { alteredJournalRows, writeJournal, type JournalInput } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const agencyId = '00000000-0000-7000-8000-0000000000aa';
const personId = '00000000-0000-7000-8000-0000000000bb';

function row(more: Partial<JournalInput> = {}): JournalInput {
  return {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor: { kind: 'person', id: personId, postId: agencyId, onBehalfOf: 'someone' },
    action: 'case/accept',
    subjectType: 'case',
    subjectRid: ctx.ids.rid(),
    agencyId,
    before: { state: 'received' },
    after: { state: 'accepted', opinion: '同意受理，材料齐全' },
    requestId: 'request-1',
    note: 'instant',
    ...more,
  };
}

const write = async (input: JournalInput) => ctx.transact(async (tx) => ok(await writeJournal(tx, input)));

describe('a journal row', () => {
  it('keeps digests of the states, not the states', async () => {
    const input = row();
    await write(input);
    const { rows } = await database.pool.query<{ after_digest: Buffer; all: string }>(
      'SELECT after_digest, r::text AS all FROM journal.row r WHERE subject_rid = $1',
      [input.subjectRid],
    );
    const digest = c.sha256(utf8(canonicalJson({ opinion: '同意受理，材料齐全', state: 'accepted' })));
    expect(new Uint8Array(rows[0]!.after_digest)).toEqual(digest);
    expect(rows[0]!.all).not.toContain('同意');
  });

  it('shows in its entry when, and what was committed, and nothing of who and what', async () => {
    const commitment = new Uint8Array(32).fill(5);
    const input = row({ commitment });
    await write(input);
    const { rows } = await database.pool.query<{ entry: Buffer }>(
      'SELECT entry FROM journal.row WHERE subject_rid = $1',
      [input.subjectRid],
    );
    const entry = JSON.parse(rows[0]!.entry.toString('utf8'));
    expect(Object.keys(entry)).toEqual(['at', 'commitment', 'rest', 'v']);
    expect(entry).toMatchObject({ at: '2026-11-23T01:00:00Z', commitment: '05'.repeat(32) });
  });

  it('goes when its transaction is refused', async () => {
    const input = row();
    await ctx.transact(async (tx) => {
      await writeJournal(tx, input);
      return err({ code: 'test/refused' });
    });
    const { rows } = await database.pool.query('SELECT 1 FROM journal.row WHERE subject_rid = $1', [
      input.subjectRid,
    ]);
    expect(rows).toEqual([]);
  });

  it.each([
    { action: 'Case accepted by 张三' },
    { note: '当事人张三来电' },
    { actor: { kind: 'someone' as never, id: 'x' } },
  ])('is refused with free text: %o', async (more) => {
    await expect(write(row(more))).rejects.toThrow('violates check constraint');
  });

  const changes = [
    `at = at + interval '1 hour'`,
    `actor_kind = 'system'`,
    `actor_id = 'another'`,
    `post_id = NULL`,
    `on_behalf_of = NULL`,
    `action = 'case/refuse'`,
    `subject_type = 'power'`,
    `before_digest = NULL`,
    `after_digest = sha256('x')`,
    `commitment = sha256('x')`,
    `request_id = 'another'`,
    `note = NULL`,
    `agency_id = gen_random_uuid()`,
  ];
  it.each(changes)('that was changed behind the program is found out: %s', async (change) => {
    const input = row({ commitment: new Uint8Array(32) });
    await write(input);
    await write({ ...input, at: new Date(input.at.getTime() + 1_000) });
    expect(await alteredJournalRows(database.db, input.subjectRid)).toEqual([]);
    const admin = await database.poolAs('superuser').connect();
    await admin.query('BEGIN');
    await admin.query('ALTER TABLE journal.row DISABLE TRIGGER journal_row_append_only');
    const { rows } = await admin.query<{ id: string }>(
      `UPDATE journal.row SET ${change} WHERE id = (SELECT id FROM journal.row WHERE subject_rid = $1 ORDER BY at LIMIT 1) RETURNING id`,
      [input.subjectRid],
    );
    await admin.query('ALTER TABLE journal.row ENABLE TRIGGER journal_row_append_only');
    await admin.query('COMMIT');
    admin.release();
    expect(await alteredJournalRows(database.db, input.subjectRid)).toEqual([rows[0]!.id]);
  });

  it.each(['UPDATE journal.row SET note = NULL', 'DELETE FROM journal.row', 'TRUNCATE journal.row'])(
    'not even the owner may: %s',
    async (sql) => {
      await expect(database.poolAs('migrator').query(sql)).rejects.toThrow('append-only');
    },
  );
});
