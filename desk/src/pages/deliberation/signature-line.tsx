import type { ReactNode } from 'react';
import type { SignatureView } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  signed: { zh: '{post} {name} 于 {at} 签发', en: 'signed by {name}, {post}, at {at}' },
  digest: { zh: '签发内容的摘要（SHA-256）', en: 'Digest of what was signed (SHA-256)' },
});

/** Who signed, at which post, when, and over what. */
export function SignatureLine({ name, post, at, digest }: SignatureView): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <p>{say(m.signed, { name, post, at: formatAt(at) })}</p>
      <p className="quiet minutes-digest">
        {say(m.digest)} {digest}
      </p>
    </>
  );
}
