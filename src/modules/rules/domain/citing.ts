/** A run of a text: plain, or the citation of a law, a rule or a power by its name, with the article that follows. */
export type Piece = {
  readonly text: string;
  readonly name?: string;
  readonly article?: string;
};

const NUMERAL = '[〇零一二两三四五六七八九十百千0-9０-９]+';
const ARTICLE = `第${NUMERAL}条(?:之${NUMERAL})?(?:第${NUMERAL}款)?(?:第${NUMERAL}项)?`;
/** 《…》 with its article is how laws and rules are cited, “…” how powers are. */
const CITATION = new RegExp(`《([^《》\\n]{2,200})》(${ARTICLE})?|“([^“”\\n]{2,200})”`, 'g');

/** A text taken apart at its citations; together the pieces are the text. */
export function citationsIn(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(CITATION)) {
    const [whole, title, article, quoted] = match;
    const name = title ?? quoted;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({
      text: whole,
      ...(name === undefined ? {} : { name: name.trim() }),
      ...(article === undefined ? {} : { article }),
    });
    end = match.index + whole.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** The name of what a basis cites, as offices type it: with 《》 or without. */
export const basisName = (law: string): string => /《([^《》]+)》/.exec(law)?.[1]?.trim() ?? law.trim();

/** Every name that a rule cites in its basis and its articles, each once. */
export function namesCited(content: {
  readonly basis: readonly { readonly law: string }[];
  readonly articles: readonly { readonly text: string }[];
}): readonly string[] {
  const inText = content.articles.flatMap(({ text }) => citationsIn(text).flatMap(({ name }) => name ?? []));
  return [...new Set([...content.basis.map(({ law }) => basisName(law)), ...inText])];
}
