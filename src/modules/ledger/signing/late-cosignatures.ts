import { formatSignature, parseNote } from '@chengming/ledger-verify';
import type { SignerDeps } from './signer.ts';

/**
 * Asks the witnesses whose cosignature the newest exposed checkpoint lacks once more, and adds what comes: one that was
 * away need not wait for the log to grow. Answers with the number gained.
 */
export async function gatherLateCosignatures(deps: Pick<SignerDeps, 'pool' | 'witnesses'>): Promise<number> {
  const { pool, witnesses } = deps;
  const { rows } = await pool.query<{ size: bigint; note: string; witnesses: number }>(
    'SELECT size, note, witnesses FROM ledger.checkpoint WHERE exposed ORDER BY size DESC LIMIT 1',
  );
  const [newest] = rows;
  const note = newest && parseNote(newest.note);
  if (!newest || !note || newest.witnesses >= witnesses.wanted) return 0;
  const gained = await witnesses.ask(
    { size: newest.size, note: newest.note, text: note.text },
    note.signatures.map((line) => line.name),
  );
  if (gained.length === 0) return 0;
  // Two that ask at once do not add a line twice: the second finds another note.
  const { rowCount } = await pool.query(
    `UPDATE ledger.checkpoint SET note = note || $2, witnesses = witnesses + $3, wanted = $4 WHERE size = $1 AND note = $5`,
    [
      newest.size.toString(),
      gained.map(formatSignature).join(''),
      gained.length,
      witnesses.wanted,
      newest.note,
    ],
  );
  if (rowCount === 0) return 0;
  await pool.query('UPDATE publication_epoch SET epoch = epoch + 1');
  await pool.query(`SELECT pg_notify('epoch', '')`);
  return gained.length;
}
