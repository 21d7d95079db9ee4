import { expect, it } from 'vitest';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { must } from '../engine/cases.test-support.ts';
import { addFiles } from '../use-cases/party-acts.ts';
import { apply, bureau, keyOf, party } from '../use-cases/cases-db.test-support.ts';
import { findDraft, saveDraft } from './draft-store.ts';
import { referencedFiles, sweepExpired } from './expiry.ts';

const database = testDatabase();
const ctx = testContext(database);

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const stored = async (text: string) => must(await ctx.files.put(bytes(text), { maxBytes: 100 }));

it('keeps files of cases, drafts and powers, knows no others, and forgets drafts in time', async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  const { binding } = await bureau(ctx, 'flow-licence');
  const s = await apply(ctx, binding);
  const [ofCase, ofDraft, orphan] = [await stored('case'), await stored('draft'), await stored('orphan')];
  must(
    await addFiles(ctx, party(s), {
      ...keyOf(s),
      files: [{ key: 'm1', name: '申请书.txt', stored: ofCase }],
    }),
  );
  const key = { token: 'token', powerCode: 'P-1' };
  await saveDraft(ctx, key, { name: '赵小明' }, [{ key: 'm1', name: '草稿.txt', stored: ofDraft }]);
  const form = await stored('form');
  await ctx.db
    .insertInto('power_form_file')
    .values({
      agency_id: binding.agencyId,
      sha256: form.sha256,
      file_key: form.key,
      name: '申请书.pdf',
      media_type: 'application/pdf',
      size: BigInt(form.size),
      uploaded_at: ctx.clock.now(),
    })
    .execute();
  const all = [ofCase.key, ofDraft.key, form.key, orphan.key];
  expect((await referencedFiles(ctx, all)).has(orphan.key)).toBe(false);
  const known = await referencedFiles(ctx, all);
  expect([known.has(ofCase.key), known.has(ofDraft.key), known.has(form.key)]).toEqual([true, true, true]);

  ctx.clock.set('2026-11-10T09:00:01+08:00');
  await sweepExpired(ctx);
  expect(await findDraft(ctx, key)).toBeUndefined();
  expect((await referencedFiles(ctx, all)).has(ofDraft.key)).toBe(false);
  expect((await referencedFiles(ctx, all)).has(ofCase.key)).toBe(true);
});
