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
