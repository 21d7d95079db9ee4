import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

/** Words of a Chinese text separated by blanks, for `to_tsvector('simple', …)` and `plainto_tsquery`; long words in parts too. */
export function cutForSearch(text: string): string {
  jieba ??= Jieba.withDict(dict);
  return jieba
    .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .join(' ');
}

/**
 * Words to ask for, for `plainto_tsquery('simple', …)`: single characters left over from half a word (成品油零售经) are
 * dropped, unless there is nothing else.
 */
export function cutQuery(text: string): string {
  const words = cutForSearch(text).split(' ');
  const whole = words.filter((word) => Array.from(word).length > 1);
  return (whole.length > 0 ? whole : words).join(' ');
}
