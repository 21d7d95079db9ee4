import type { ItemView, MeetingDetail } from '#modules/deliberation/contract';

/**
 * Why the chair takes no part in an item: where the head decides nobody can then, elsewhere somebody else presides. Undefined while
 * the chair takes part.
 */
export function presiding(
  { body, attendance }: Pick<MeetingDetail, 'body' | 'attendance'>,
  item: Pick<ItemView, 'recused' | 'ballot' | 'opinions'>,
): `${'head' | 'chair'}-${'withdrew' | 'away'}` | undefined {
  const chair = attendance.find(({ personId }) => personId === body.chairId);
  const withdrew = item.recused.some(({ personId }) => personId === body.chairId);
  const spoke = item.opinions?.some(({ by }) => by?.personId === body.chairId) === true;
  const gone = chair?.present === false && !(chair.left && spoke && item.ballot !== 'secret');
  if (!withdrew && !gone) return undefined;
  return `${body.decides === 'head' ? 'head' : 'chair'}-${withdrew ? 'withdrew' : 'away'}`;
}
