import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { citationsIn, type CitedName } from '#modules/rules/contract';
import type { Lang } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

/** The public page of a power in the language of the desk. */
export const publicPower = (code: string, lang: Lang): string =>
  `${lang === 'en' ? '/en' : ''}/powers/${encodeURIComponent(code)}`;

type Props = { readonly text: string; readonly cited: readonly CitedName[] };

/** A text of a rule in which what is cited and known here is a link. */
export function CitedText({ text, cited }: Props): ReactNode {
  return citationsIn(text).map((piece, at) => {
    const known = cited.find(({ name }) => name === piece.name);
    // oxlint-disable-next-line react/no-array-index-key -- pieces are their positions
    return known === undefined ? piece.text : <Cited key={at} known={known} text={piece.text} />;
  });
}

function Cited({ known, text }: { readonly known: CitedName; readonly text: string }): ReactNode {
  const { lang } = useLanguage();
  switch (known.kind) {
    case 'law':
      return (
        <Link to="/laws/$lawId" params={{ lawId: known.id }}>
          {text}
        </Link>
      );
    case 'rule':
      return (
        <Link to="/rules/$versionId" params={{ versionId: known.versionId }}>
          {text}
        </Link>
      );
    case 'power':
      return <a href={publicPower(known.code, lang)}>{text}</a>;
  }
}
