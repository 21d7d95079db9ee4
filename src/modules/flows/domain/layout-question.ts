import type { Box, Diagram } from './diagram.ts';
import { overlap, toSegments } from './layout-labels.ts';
import { wrapText } from './text-width.ts';

export const QUESTION_SIZE = 10.5;
export const QUESTION_LINE = 13;
/** Up to the edge of its column. */
const WIDTH = 58;
/** Clear of the label that stands on a line leaving sideways. */
const CLEAR = 18;

/** The question of a gateway in lines, and where they stand: at the corner of the diamond where they cover least. */
export function placeQuestion(
  question: string,
  [x, y, w, h]: Box,
  { nodes, edges }: Pick<Diagram, 'nodes' | 'edges'>,
): { readonly lines: readonly string[]; readonly box: Box; readonly left: boolean } {
  const lines = wrapText(question, WIDTH, QUESTION_SIZE, 2);
  const [cx, cy, tall] = [x + w / 2, y + h / 2, lines.length * QUESTION_LINE];
  const [right, left, above, below] = [cx + 5, cx - 5 - WIDTH, cy - CLEAR - tall, cy + CLEAR];
  const corners: readonly (readonly [number, number])[] = [
    [right, above],
    [left, above],
    [right, below],
    [left, below],
  ];
  const drawn = Object.values(edges);
  const covered = ([at, top]: readonly [number, number]) => {
    const box: Box = [at, top, WIDTH, tall];
    const over = (others: readonly Box[]) => others.filter((other) => overlap(box, other)).length;
    const labels = drawn.flatMap(({ label }) => (label === undefined ? [] : [label]));
    const lined = drawn.flatMap(({ points }) => toSegments(points));
    return (over(Object.values(nodes)) + over(labels)) * 10 + over(lined);
  };
  const best = corners.reduce((one, other) => (covered(other) < covered(one) ? other : one));
  return { lines, box: [...best, WIDTH, tall], left: best[0] === left };
}
