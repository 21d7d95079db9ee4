/**
 * Ground on which item, number and party of a case stay closed from its first leaf until its result is owed (DECISIONS §3):
 * 行政许可法 art. 5 bars disclosure of secrets of the parties. A field withheld later, in review, has a ground of its own.
 */
export const HELD_GROUND = '行政许可法第五条';
