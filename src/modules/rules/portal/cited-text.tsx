import { lawHref } from '#modules/library';
import { Link } from '#platform/portal';
import type { Cited } from '../db/cited.ts';
import { citationsIn } from '../domain/citing.ts';

/** What a rule cites, by name. */
export type CitedByName = ReadonlyMap<string, Cited>;

/** Where a citation leads; a law opens at the article. */
export function hrefOfCited(cited: Cited, article: string): string {
  switch (cited.kind) {
    case 'law':
      return lawHref(cited.id, article);
    case 'rule':
      return `/rules/${cited.id}`;
    case 'power':
      return `/powers/${encodeURIComponent(cited.code)}`;
  }
}

/** A text of a rule in which what is cited and known here is a link. */
export function CitedText({ text, cited }: { readonly text: string; readonly cited: CitedByName }) {
  return citationsIn(text).map((piece, at) => {
    const known = piece.name === undefined ? undefined : cited.get(piece.name);
    return known === undefined ? (
      piece.text
    ) : (
      <Link key={at} href={hrefOfCited(known, piece.article ?? '')}>
        {piece.text}
      </Link>
    );
  });
}
