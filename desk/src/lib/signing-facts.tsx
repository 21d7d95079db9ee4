import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from './language.tsx';
import { useMe } from './session.tsx';

const m = messages({
  by: { zh: '签字人', en: 'Signed by' },
  over: { zh: '签的是', en: 'Over' },
  covers: { zh: '包括', en: 'Covers' },
  digest: { zh: '内容摘要（SHA-256）', en: 'Digest (SHA-256)' },
});

type Props = {
  /** What the name is put under: its name, and which version of it. */
  readonly over: string;
  /** What of it the signature covers. */
  readonly covers: string;
  /** SHA-256 of that as it was shown, 64 hex digits. */
  readonly digest: string;
  /** What the signature does, and what ends it. */
  readonly sure: string;
};

/** What every dialog says before a name is put under something: who signs at which post, over what, and its digest. */
export function SigningFacts({ over, covers, digest, sure }: Props): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  return (
    <>
      <dl className="signing-facts">
        <dt>{say(m.by)}</dt>
        <dd>{[me.posts[0]?.name, me.name].filter(Boolean).join(' · ')}</dd>
        <dt>{say(m.over)}</dt>
        <dd>{over}</dd>
        <dt>{say(m.covers)}</dt>
        <dd>{covers}</dd>
        <dt>{say(m.digest)}</dt>
        <dd>
          <code>{digest}</code>
        </dd>
      </dl>
      <p>{sure}</p>
    </>
  );
}
