/** What somebody said, without who it was. */
type Unnamed = { readonly name: null; readonly stance: null; readonly text: string };

/**
 * What was said under a secret ballot, for whoever was not in the room: no names, no stances, and in an order that says
 * nothing of who spoke when.
 */
export function withoutNames(said: readonly { readonly text: string }[]): Unnamed[] {
  return said.map(({ text }) => ({ name: null, stance: null, text })).toSorted(byText);
}

/** By code units: the same everywhere, whatever the language of the machine. */
function byText({ text: a }: Unnamed, { text: b }: Unnamed): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const COUNTS = /(?:赞成|同意|反对|弃权)票?[:：]?\s*[\d零〇一二两三四五六七八九十]+\s*[票人名]?/gu;
const VOTES =
  /赞成|反对|弃权|不同意|投[^，；。]{0,6}票|同意票|\b(?:votes?|voted|voting|against|abstain\w*|in favou?r)\b/giu;
/** Characters between a name and a word of voting within which they are read together. */
const NEAR = 12;
/** 张一同意, but not 会议同意由张一牵头, nor 张一牵头，会议同意. */
const AGREES = /^[^，、由经请。；]{0,4}同意/u;

/**
 * The first sentence that names one of these people beside a word of voting: after a secret ballot minutes say how many, and
 * never who. It reads words, not meaning: what it refuses is worded otherwise. Counts (反对1票) are no vote of anybody.
 */
export function findNamedVote(text: string, names: readonly string[]): string | undefined {
  const people = names.flatMap((name) => [name, name.split('·').at(-1) ?? name]).filter((one) => one !== '');
  return text
    .split(/[。；！？;!?\n]/u)
    .map((sentence) => sentence.trim())
    .find((sentence) => {
      const said = sentence.replace(COUNTS, (counts) => '#'.repeat(counts.length));
      const votes = [...said.matchAll(VOTES)].map(
        ({ index, 0: word }) => [index, index + word.length] as const,
      );
      return people.some((name) =>
        placesOf(said, name).some(([from, to]) => {
          const near = votes.some(([start, end]) => start - to <= NEAR && from - end <= NEAR);
          return near || AGREES.test(said.slice(to));
        }),
      );
    });
}

function placesOf(text: string, word: string): readonly (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    places.push([at, at + word.length]);
  return places;
}
