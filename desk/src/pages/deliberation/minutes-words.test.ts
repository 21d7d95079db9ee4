import { describe, expect, it } from 'vitest';
import { leftAfter } from './minutes-words.ts';

const words = (closing: string) => ({ items: { a: '会议听取了汇报。' }, closing });
const sent = { rowVersion: 3, words: words('散会') };

describe('once words are saved', () => {
  it('nothing is left when nothing else was typed', () => {
    expect(leftAfter(sent, { rowVersion: 3, words: words('散会') })).toBeUndefined();
    expect(leftAfter(sent, undefined)).toBeUndefined();
  });

  it('what was typed while they were on their way is left, on top of what was sent', () => {
    const typed = { rowVersion: 3, words: words('散会。下周落实') };
    expect(leftAfter(sent, typed)).toEqual({ rowVersion: 4, words: typed.words });
  });
});
