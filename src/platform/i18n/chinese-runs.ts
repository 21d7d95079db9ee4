const CHINESE = /([\u3000-\u303f\u4e00-\u9fff\uff00-\uffef][\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\d()·]*)/;

/** A text cut into its Chinese and its other parts, in order, so that each can say its language; empty parts are left out. */
export function chineseRuns(text: string): readonly { readonly text: string; readonly chinese: boolean }[] {
  return text
    .split(CHINESE)
    .map((part, at) => ({ text: part, chinese: at % 2 === 1 }))
    .filter((part) => part.text !== '');
}
