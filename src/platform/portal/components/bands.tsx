import type { ReactNode } from 'react';
import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
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

export function Band({ kind, children }: { kind: 'as-of' | 'demo' | 'late'; children: ReactNode }) {
  const t = useT();
  return (
    <section className={`band band-${kind}`} aria-label={t(words[`${kind}-label`])}>
      <p className="wrap">{children}</p>
    </section>
  );
}
