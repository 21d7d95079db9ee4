import { Rid, type LegalDay } from '#kernel';
import { correctRecord, redactPublished, withdrawPublished } from '#modules/disclosure';
import { findRecord } from '#modules/ledger';
import type { DemoContext } from '../context.ts';
import { must } from '../must.ts';
import type { Book } from './book.ts';
import { clockTime } from './clerk.ts';

/** One published decision is corrected, one taken down, one loses a passage for good (E7): each leaves its trace. */
export async function changePublished(ctx: DemoContext, book: Book, day: LegalDay): Promise<void> {
  const rows = await ctx.db
    .selectFrom('publication as p')
    .innerJoin('publication_field as f', (j) =>
      j.onRef('f.agency_id', '=', 'p.agency_id').onRef('f.publication_id', '=', 'p.id'),
    )
    .select(['p.agency_id', 'p.rid', 'p.rev', 'f.value'])
    .where('p.kind', '=', 'case-decision')
    .where('p.state', '=', 'published')
    .where('f.name', '=', 'content')
    .orderBy('p.signed_at')
    .limit(3)
    .execute();
  const [wrong, improper, personal] = rows;
  if (!wrong || !improper || !personal) return;
  const at = ctx.at(clockTime(day, 15 * 60 + 40, 0));
  const done = async (rid: string, act: string) =>
    (await findRecord(ctx.db, Rid.parse(rid)))?.revisions.some((one) => one.act === act) === true;
  const reviewer = await book.account(wrong.agency_id, 'publisher', day);
  const chief = await book.account(wrong.agency_id, 'chief', day);
  if (!(await done(wrong.rid, 'correct')))
    must(
      await correctRecord(at, reviewer, {
        agencyId: wrong.agency_id,
        rid: wrong.rid,
        ground: '经复核，决定文书的文字有误，依政府信息公开条例第四十一条更正（演示）',
        basis: 'demo',
        fields: {
          content: `${text(wrong.value).replace('（演示）', '')}有效期以证书记载为准（更正，演示）。`,
        },
      }),
    );
  if (!(await done(improper.rid, 'withdraw')))
    must(
      await withdrawPublished(at, chief, {
        agencyId: improper.agency_id,
        rid: improper.rid,
        ground: '公开后第三方提出合理异议，依政府信息公开条例第十五条撤下（演示）',
        basis: 'demo',
      }),
    );
  if (!(await done(personal.rid, 'redact')) && personal.rev !== null)
    must(
      await redactPublished(at, chief, {
        agencyId: personal.agency_id,
        rid: personal.rid,
        ground: '文书内容涉及不应公开的个人信息，依个人信息保护法第四十七条删除（演示）',
        basis: 'demo',
        erase: [{ rev: personal.rev, name: 'content' }],
      }),
    );
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a decision is a text');
  return value;
}
