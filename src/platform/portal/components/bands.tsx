import type { ReactNode } from 'react';
import { formatDay, type LegalDay } from '#kernel';
import { formatTime, messages } from '#platform/i18n';
import { Link, useLang, useT } from '../scope.tsx';

const words = messages({
  asOf: {
    zh: '这是 {day}终了时的样子，不是现在的。',
    en: 'This is how it stood at the end of {day}, not how it stands now.',
  },
  now: { zh: '看现在的', en: 'See it as it is now' },
  demo: {
    zh: '演示数据。机关、人员、编码和办件都是虚构的，法律条文以公报为准。',
    en: 'Demonstration data. Agency, people, codes and cases are made up; for the law, the official gazette prevails.',
  },
  stopped: {
    zh: '账本签名自 {at} 起暂停。该公开的照常公开，标“待存证”，恢复后补入账本；此前公开的不受影响，仍可核验。',
    en: 'Signing of the ledger has been stopped since {at}. What is due is still published, marked “not in the ledger yet”, and entered afterwards. What was published before is not affected and can be verified.',
  },
  stoppedMore: { zh: '账本现状', en: 'State of the ledger' },
  'as-of-label': { zh: '历史页面', en: 'A view of the past' },
  'demo-label': { zh: '演示说明', en: 'Demonstration' },
  'late-label': { zh: '提醒', en: 'Warning' },
});

/** On every view of the past: what day it shows, and the way back to now. */
export function AsOfBand({ day, nowHref }: { day: LegalDay; nowHref: string }) {
  const t = useT();
  const lang = useLang();
  return (
    <Band kind="as-of">
      {t(words.asOf, { day: formatDay(day, lang) })}
      <Link href={nowHref} className="after">
        {t(words.now)}
      </Link>
    </Band>
  );
}

/** On every page of the demonstration. */
export function DemoBand() {
  const t = useT();
  return <Band kind="demo">{t(words.demo)}</Band>;
}

/** While nothing is signed: what that means for what the reader sees. */
export function StoppedBand({ since }: { since: Date }) {
  const t = useT();
  return (
    <Band kind="late">
      {t(words.stopped, { at: formatTime(since) })}
      <Link href="/ledger" className="after">
        {t(words.stoppedMore)}
      </Link>
    </Band>
  );
}

export function Band({ kind, children }: { kind: 'as-of' | 'demo' | 'late'; children: ReactNode }) {
  const t = useT();
  return (
    <section className={`band band-${kind}`} aria-label={t(words[`${kind}-label`])}>
      <p className="wrap">{children}</p>
    </section>
  );
}
